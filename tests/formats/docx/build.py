"""Small Word files written by hand: each piece is WordprocessingML, `docx` puts it into a package."""

from formats.packed import OFFICE, W, packed, relations, word_parts

WHEN = "2026-03-01T09:30:00Z"
AT = 1_772_357_400_000
MICROSOFT = "http://schemas.microsoft.com/office"
NAMESPACES = {
    "w": W,
    "r": OFFICE,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": f"{MICROSOFT}/word/2010/wordprocessingShape",
    "w14": f"{MICROSOFT}/word/2010/wordml",
    "w15": f"{MICROSOFT}/word/2012/wordml",
    "w16se": f"{MICROSOFT}/word/2015/wordml/symex",
    "w16cid": f"{MICROSOFT}/word/2016/wordml/cid",
    "w16cex": f"{MICROSOFT}/word/2018/wordml/cex",
    "w16du": f"{MICROSOFT}/word/2023/wordml/word16du",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())


def docx(*blocks, parts=None, attributes=""):
    """A package with these blocks as its body; `parts` are further parts by their names, each the root's inside."""
    given = {f"word/{name}.xml": part(name, inside) for name, inside in (parts or {}).items()}
    links = relations(*((f"id-{name}", f"{OFFICE}/{name.rstrip('123')}", f"{name}.xml") for name in parts or {}))
    document = f"<w:document {DECLARED} {attributes}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    return packed(word_parts(document) | given | {"word/_rels/document.xml.rels": links})


def part(name, inside):
    roots = {"commentsExtended": "w15:commentsEx", "commentsIds": "w16cid:commentsIds"}
    roots |= {"commentsExtensible": "w16cex:commentsExtensible", "header1": "w:hdr", "footer1": "w:ftr"}
    root = roots.get(name, f"w:{name}")
    return f"<{root} {DECLARED}>{inside}</{root}>"


def by(author="KAZ", when=WHEN, more=""):
    dated = f' w:date="{when}"' if when is not None else ""
    named = f' w:author="{author}"' if author is not None else ""
    return f'w:id="7"{named}{dated} {more}'


def r(text, properties=""):
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text):
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def marked(tag, *inside, **who):
    return f"<w:{tag} {by(**who)}>{''.join(inside)}</w:{tag}>"


def ins(text, **who):
    return marked("ins", r(text), **who)


def dele(text, **who):
    return marked("del", gone(text), **who)


def p(*inside, end="", properties=""):
    """A paragraph; `end` are the marks of its end."""
    marks = f"<w:rPr>{end}</w:rPr>" if end else ""
    return f"<w:p><w:pPr>{properties}{marks}</w:pPr>{''.join(inside)}</w:p>"


def tc(*blocks, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def tr(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows):
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def character(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text):
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def numbered(place=0, list_id=1):
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(place, form, text, more="", start=1):
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels, more="", overrides=""):
    """A numbering part: list 1, and list 2 of the same levels with its `overrides`."""
    return (
        f'<w:abstractNum w:abstractNumId="5">{more}{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="5"/>{overrides}</w:num>'
    )
