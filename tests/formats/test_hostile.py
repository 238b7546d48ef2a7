"""Documents made to cost much: well packed, valid, and of a shape that a careless reader would spend hours or memory on."""

import resource
import time

import pytest

from comity.core.errors import Unreadable
from comity.formats import docx, odt
from comity.formats.package import DEEPEST
from comity.formats.tracked.changes import changes
from comity.formats.tracked.views import accepted, original
from formats.packed import OFFICE, W, odt_parts, packed, relations, word_parts

MANY = 10_000
SLOWEST = 6
"""Seconds of processor time for any of them; each takes about one."""
LARGEST = 400_000_000
"""Bytes by which the memory of this process may grow."""

NAMES = f"xmlns:w='{W}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
RUN = "<w:r><w:t>a</w:t></w:r>"
BY = "w:author='KAZ' w:date='2026-11-24T09:00:00Z'"
LISTED = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
BEGUN, ENDED = f"<w:commentRangeStart w:id='#'/>{RUN}", "<w:commentRangeEnd w:id='#'/>"
LEVEL = "<w:lvl w:ilvl='#'/>"
NOISE = "".join(chr(97 + number * number % 26) for number in range(900_000))


def word(body, **parts):
    """A Word document with parts beside its body, each under the name of its root element."""
    rows = [(f"r{number}", f"{OFFICE}/{name}", f"{name}.xml") for number, name in enumerate(parts)]
    beside = {f"word/{name}.xml": f"<w:{name} {NAMES}>{inside}</w:{name}>" for name, inside in parts.items()}
    whole = word_parts(f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
    return packed(whole | beside | {"word/_rels/document.xml.rels": relations(*rows)})


def each(pattern, count=MANY):
    return "".join(pattern.replace("#+", str(number + 1)).replace("#", str(number)) for number in range(count))


def field(kind):
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def numbering(text, form="decimal", start="1"):
    level = f"<w:lvl w:ilvl='0'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
    return f"<w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"


WORD = {
    "fields in fields": lambda: word(f"<w:p>{field('begin') * MANY}{(field('separate') + field('end')) * MANY}</w:p>"),
    "styles on styles": lambda: word(
        each(f"<w:p><w:pPr><w:pStyle w:val='s#'/></w:pPr>{RUN}</w:p>"),
        styles=each("<w:style w:type='paragraph' w:styleId='s#'><w:basedOn w:val='s#+'/></w:style>"),
    ),
    "comments on comments": lambda: word(
        f"<w:p>{each(BEGUN)}{each(ENDED)}</w:p>",
        comments=each(f"<w:comment w:id='#'><w:p>{RUN}</w:p></w:comment>"),
    ),
    "a number without end": lambda: word(f"<w:p>{LISTED}{RUN}</w:p>" * MANY, numbering=numbering(NOISE + "%1")),
    "letters without end": lambda: word(
        f"<w:p>{LISTED}{RUN}</w:p>" * 100, numbering=numbering("%1", "lowerLetter", "999999999")
    ),
    "one list, many levels": lambda: word(
        f"<w:p>{LISTED}{RUN}</w:p>",
        numbering=f"<w:abstractNum w:abstractNumId='0'>{each(LEVEL)}</w:abstractNum>"
        + each("<w:num w:numId='#'><w:abstractNumId w:val='0'/></w:num>"),
    ),
    "moves of one name": lambda: word(
        each(
            f"<w:p><w:moveFromRangeStart w:id='#' w:name='m' {BY}/><w:moveFrom {BY}>{RUN}</w:moveFrom><w:moveFromRangeEnd w:id='#'/>"
            f"<w:moveToRangeStart w:id='#' w:name='m' {BY}/><w:moveTo {BY}>{RUN}</w:moveTo><w:moveToRangeEnd w:id='#'/></w:p>"
        )
    ),
    "one line of many paragraphs": lambda: word(f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{RUN}</w:p>" * MANY),
    "one paragraph of many changes": lambda: word(f"<w:p>{f'<w:ins {BY}>{RUN}</w:ins>{RUN}' * MANY}</w:p>"),
    "text boxes in text boxes": lambda: word(
        "<w:p><w:r><w:pict><w:txbxContent>" * 60
        + f"<w:p>{RUN * MANY}</w:p>"
        + "</w:txbxContent></w:pict></w:r></w:p>" * 60
    ),
    "alternatives in alternatives": lambda: word(
        "<w:p>"
        + "<w:r><mc:AlternateContent><mc:Choice>" * 80
        + RUN
        + "</mc:Choice></mc:AlternateContent></w:r>" * 80
        + "</w:p>"
    ),
    "tables in tables": lambda: word(
        "<w:tbl><w:tr><w:tc>" * 80 + f"<w:p>{RUN}</w:p>" * MANY + "</w:tc></w:tr></w:tbl>" * 80
    ),
}

SPACES = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "style")}
SPACES |= {
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
INFO = "<office:change-info><dc:creator>KAZ</dc:creator><dc:date>2026-11-24T09:00:00</dc:date></office:change-info>"
ITEMS = f"<text:list text:style-name='L'>{'<text:list-item><text:p>a</text:p></text:list-item>' * MANY}</text:list>"


def opendocument(body, styles=""):
    names = " ".join(f"xmlns:{prefix}='{space}'" for prefix, space in SPACES.items())
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>{text}</office:document-content>"
    return packed(odt_parts() | {"content.xml": content})


def listed(attributes):
    level = f"<text:list-level-style-number text:level='1' style:num-format='1' {attributes}/>"
    return f"<text:list-style style:name='L'>{level}</text:list-style>"


def deleting(content, count=1):
    region = f"<text:changed-region text:id='c#'><text:deletion>{INFO}<text:p>{content}</text:p></text:deletion></text:changed-region>"
    return f"<text:tracked-changes>{each(region, count)}</text:tracked-changes>"


INSERTED = "<text:change-start text:change-id='c#'/>a"
REMARK, REMARKED = "<office:annotation office:name='a#'/>a", "<office:annotation-end office:name='a#'/>"
HERE = "<text:change text:change-id='c0'/>"
NEXT = "<text:change text:change-id='c#+'/>"
DIGITS = "7" * 5_000
OPENDOCUMENT = {
    "a number without end": lambda: opendocument(ITEMS, listed(f"style:num-prefix='{NOISE}'")),
    "a number of numbers": lambda: opendocument(ITEMS, listed(f"loext:num-list-format='{'%1%' * MANY}'")),
    "absurd figures": lambda: opendocument(
        f"<text:p><text:s text:c='{DIGITS}'/></text:p><text:h text:outline-level='{DIGITS}'>a</text:h>"
        f"<text:list><text:list-item text:start-value='{DIGITS}'><text:p>a</text:p></text:list-item></text:list>"
    ),
    "insertions on insertions": lambda: opendocument(
        "<text:tracked-changes>"
        + each(f"<text:changed-region text:id='c#'><text:insertion>{INFO}</text:insertion></text:changed-region>")
        + f"</text:tracked-changes><text:p>{each(INSERTED)}</text:p>"
    ),
    "one deletion in many places": lambda: opendocument(deleting("a" * 10_000) + f"<text:p>{HERE * MANY}</text:p>"),
    "a deletion in itself": lambda: opendocument(deleting(HERE * 2) + f"<text:p>{HERE}</text:p>"),
    "each deletion twice in another": lambda: opendocument(deleting(NEXT * 2, 40) + f"<text:p>{HERE}</text:p>"),
    "deletions in deletions": lambda: opendocument(deleting(NEXT, MANY) + f"<text:p>{HERE}</text:p>"),
    "comments on comments": lambda: opendocument(f"<text:p>{each(REMARK)}{each(REMARKED)}</text:p>"),
    "styles on styles": lambda: opendocument(
        each("<text:p text:style-name='s#'>a</text:p>"),
        each("<style:style style:name='s#' style:family='paragraph' style:parent-style-name='s#+'/>"),
    ),
    "one paragraph of many pieces": lambda: opendocument(f"<text:p>{'a<text:tab/>' * MANY * 10}</text:p>"),
}
CASES = {f"word: {name}": (docx.read, made) for name, made in WORD.items()}
CASES |= {f"opendocument: {name}": (odt.read, made) for name, made in OPENDOCUMENT.items()}


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def told(read, data):
    """A document read, and all that is told of one; or the code of why it is not."""
    before, begun = peak(), time.process_time()
    try:
        document = read(data, "x")
        told = document, accepted(document), original(document), changes(document)
    except Unreadable as error:
        told = error.why
    assert time.process_time() - begun < SLOWEST
    assert peak() - before < LARGEST
    return told


@pytest.mark.parametrize("name", CASES)
def test_what_is_made_to_cost_much_costs_little(name):
    read, made = CASES[name]
    found = told(read, made())
    assert found == "nested_xml" if name.endswith("deletions in deletions") else not isinstance(found, str)


WRAPPERS = [
    "w:ins",
    "w:del",
    "w:sdt",
    "w:customXml",
    "w:smartTag",
    "w:hyperlink",
    "w:p",
    "w:r",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:ruby",
]


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_the_deepest_nesting_that_the_parser_allows_is_read_or_refused(wrapper):
    depth = DEEPEST - 5
    assert told(docx.read, word(f"<{wrapper} {BY}>" * depth + f"<w:p>{RUN}</w:p>" + f"</{wrapper}>" * depth))
    assert told(docx.read, word(f"<w:p>{f'<{wrapper}>' * depth}{RUN}{f'</{wrapper}>' * depth}</w:p>"))


def test_two_thousand_pages_full_of_changes():
    """A page has some twenty paragraphs, each with a replacement in it: 80,000 changes."""
    line = (
        f"<w:p>{RUN}<w:r><w:t>The Parties of article # </w:t></w:r><w:del {BY}><w:r><w:delText>shall </w:delText></w:r></w:del>"
        f"<w:ins {BY}><w:r><w:t>should </w:t></w:r></w:ins><w:r><w:t>cooperate as # provides.</w:t></w:r></w:p>"
    )
    data, before, begun = word(each(line, 40_000)), peak(), time.process_time()
    document = docx.read(data, "x")
    assert len(document.paragraphs) == len(accepted(document)) == 40_000
    assert time.process_time() - begun < 15
    assert peak() - before < LARGEST


@pytest.mark.parametrize("body", ["", "<w:p/>", "<w:sectPr/>", "<w:p><w:r><w:t> </w:t></w:r></w:p>"])
def test_a_document_without_text_has_no_lines(body):
    assert accepted(docx.read(word(body), "x")) == ()
