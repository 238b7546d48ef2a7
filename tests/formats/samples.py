"""Small documents that hold one of everything the readers know: what is garbled soon meets all of them."""

from formats import packed

_RUN = "<w:r><w:rPr><w:b/><w:vanish w:val='0'/></w:rPr><w:t xml:space='preserve'>The Parties </w:t><w:tab/><w:br/><w:noBreakHyphen/><w:sym w:font='Symbol' w:char='F0B7'/></w:r>"
_WHO = "w:author='KAZ' w:date='2026-11-24T09:00:00Z'"
_BY = f"w:id='1' {_WHO}"
_TRACKED = f"""
<w:p><w:pPr><w:pStyle w:val='Heading1'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:rPr><w:ins {_BY}/></w:rPr></w:pPr>
<w:bookmarkStart w:id='0' w:name='c_op_1'/>{_RUN}<w:bookmarkEnd w:id='0'/><w:ins {_BY}><w:r><w:t>shall</w:t></w:r><w:del {_BY}><w:r><w:delText>not</w:delText></w:r></w:del></w:ins></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>
<w:moveFromRangeStart w:id='3' w:name='move1' {_WHO}/><w:moveFrom {_BY}>{_RUN}</w:moveFrom><w:moveFromRangeEnd w:id='3'/></w:p>
<w:p><w:moveToRangeStart w:id='4' w:name='move1' {_WHO}/><w:moveTo {_BY}>{_RUN}</w:moveTo><w:moveToRangeEnd w:id='4'/></w:p>
<w:tbl><w:tr><w:trPr><w:del {_BY}/></w:trPr><w:tc><w:tcPr><w:cellIns {_BY}/></w:tcPr><w:p>{_RUN}</w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p>{_RUN}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>
<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>
<w:commentRangeStart w:id='7'/>{_RUN}<w:commentRangeEnd w:id='7'/><w:r><w:commentReference w:id='7'/></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>
<w:sdt><w:sdtContent><w:p><w:hyperlink r:id='r9'>{_RUN}</w:hyperlink></w:p></w:sdtContent></w:sdt>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p>{_RUN}</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:sectPr><w:headerReference w:type='default' r:id='r5'/></w:sectPr>"""
_NAMES = f"xmlns:w='{packed.W}' xmlns:r='{packed.OFFICE}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
_LEVELS = "".join(
    f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='%{level + 1}.'/></w:lvl>"
    for level, form in enumerate(("decimal", "lowerRoman", "russianLower"))
)
_BESIDE = {
    "styles": "<w:style w:type='paragraph' w:styleId='Normal' w:default='1'><w:name w:val='Normal'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Heading1'><w:name w:val='heading 1'/><w:basedOn w:val='Normal'/>"
    "<w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>",
    "numbering": f"<w:abstractNum w:abstractNumId='0'>{_LEVELS}</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='3'/></w:lvlOverride></w:num>",
    "comments": f"<w:comment w:id='7' {_WHO}><w:p>{_RUN}</w:p></w:comment>",
    "footnotes": f"<w:footnote w:id='2'><w:p>{_RUN}</w:p></w:footnote>",
    "header": f"<w:p>{_RUN}</w:p>",
}
_ROOTS = {"header": "hdr"}


def _word():
    beside = {
        f"word/{name}.xml": f"<w:{_ROOTS.get(name, name)} {_NAMES}>{inside}</w:{_ROOTS.get(name, name)}>"
        for name, inside in _BESIDE.items()
    }
    rows = [(f"r{number}", f"{packed.OFFICE}/{name}", f"{name}.xml") for number, name in enumerate(_BESIDE, 1)]
    return packed.packed(
        packed.word_parts(f"<w:document {_NAMES}><w:body>{_TRACKED}</w:body></w:document>")
        | beside
        | {
            "word/_rels/document.xml.rels": packed.relations(
                *rows, ("r9", f"{packed.OFFICE}/hyperlink", "https://example.org", "External")
            )
        }
    )


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE = "<office:change-info><dc:creator>KAZ</dc:creator><dc:date>2026-11-24T09:00:00</dc:date></office:change-info>"
_CONTENT = f"""<office:document-content xmlns:office='{_ODF}:office:1.0' xmlns:text='{_ODF}:text:1.0' xmlns:table='{_ODF}:table:1.0'
 xmlns:style='{_ODF}:style:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:draw='{_ODF}:drawing:1.0'>
<office:automatic-styles><style:style style:name='P1' style:family='paragraph' style:parent-style-name='Standard'/></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes>
<text:changed-region text:id='c1'><text:insertion>{_OFFICE}</text:insertion></text:changed-region>
<text:changed-region text:id='c2'><text:deletion>{_OFFICE}<text:p>old</text:p><text:p>words</text:p></text:deletion></text:changed-region>
<text:changed-region text:id='c3'><text:format-change>{_OFFICE}</text:format-change></text:changed-region>
</text:tracked-changes>
<text:h text:outline-level='1'>Cooperation</text:h>
<text:p text:style-name='P1'><text:bookmark-start text:name='c_op_1'/>The <text:change-start text:change-id='c1'/>Parties<text:s text:c='2'/><text:tab/><text:line-break/>
<text:change-end text:change-id='c1'/><text:change text:change-id='c2'/><text:bookmark-end text:name='c_op_1'/><office:annotation office:name='a1'><dc:creator>KAZ</dc:creator><text:p>Why</text:p></office:annotation>shall<office:annotation-end office:name='a1'/></text:p>
<text:list><text:list-item><text:p>one<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note></text:p><text:list><text:list-item><text:p>two</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""

FILES = {"word": _word(), "opendocument": packed.packed(packed.odt_parts() | {"content.xml": _CONTENT})}
