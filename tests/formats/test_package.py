"""Every kind of bad input is refused with its own code, within bounded memory, in words of both languages."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.errors import Unreadable
from comity.formats.package import kind_of, open_package, relationships, xml
from comity.formats.package.archive import LARGEST_TOTAL, MOST_PARTS, TIGHTEST
from comity.formats.package.markup import DEEPEST, MOST_MARKUP
from comity.locale import LANGUAGES, say
from formats import packed
from formats.confined import outcome
from formats.packed import (
    OFFICE,
    STRICT_OFFICE,
    STRICT_W,
    body,
    compound,
    content_types,
    odt_parts,
    quoting_bomb,
    relations,
    rewritten,
    word,
    word_parts,
)

MEGABYTE = 1_000_000
WHERE = "проект.docx"


def why(data, name=WHERE):
    """Why a file is not read; by the way, that both languages say so and name it."""
    with pytest.raises(Unreadable) as caught:
        open_package(data, name)
    said(caught.value)
    return caught.value.why


def said(error):
    for language in LANGUAGES:
        key = f"unreadable.{error.why}"
        sentence = say(language, key, where=error.where, **error.facts)
        assert sentence != key
        assert error.where in sentence
        assert "\n" not in sentence
        assert "{" not in sentence
        assert sentence.endswith(".")


# --- what is read


def test_a_word_document_is_opened():
    package = open_package(word(), WHERE)
    assert (package.kind, package.main) == ("docx", "word/document.xml")
    assert package.xml(package.main).tag.endswith("}document")
    assert kind_of(word(), WHERE) == "docx"


def test_an_opendocument_text_is_opened():
    data = packed.packed(odt_parts())
    package = open_package(data, WHERE)
    assert (package.kind, package.main, kind_of(data, WHERE)) == ("odt", "content.xml", "odt")


def test_a_strict_document_is_opened_and_its_relations_are_spelled_as_others_are():
    parts = word_parts(body(namespace=STRICT_W))
    parts["_rels/.rels"] = relations(("r1", f"{STRICT_OFFICE}/officeDocument", "word/document.xml"))
    package = open_package(packed.packed(parts), WHERE)
    assert (package.kind, relationships(package)["r1"].type) == ("docx", f"{OFFICE}/officeDocument")


def test_names_are_found_in_any_case_and_folders_are_no_parts():
    parts = [("word/", ""), *word_parts().items(), ("word/Styles.xml", "<a/>")]
    package = open_package(packed.packed(parts), WHERE)
    assert package.read("WORD/styles.xml") == b"<a/>"
    assert "word/" not in package.names


def test_bytes_behind_the_archive_are_no_harm():
    assert open_package(word() + b"\r\n-- \r\nsent by a gateway", WHERE).kind == "docx"


def test_a_bomb_packed_inside_a_document_is_not_unpacked():
    nested = packed.packed({f"{n}.zip": packed.packed({"0": bytes(10 * MEGABYTE)}) for n in range(16)})
    data = packed.packed(word_parts() | {"word/embeddings/42.zip": nested})
    assert outcome(data, "comity.formats.package", "open_package", WHERE) == "read"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (packed.packed(odt_parts()), "x.docx", "odt"),
        (word(), "x.odt", "docx"),
        (word(), "x.txt", "docx"),
        (b"The Parties", "x.docx", "text"),
        (b"# The Parties", "x.md", "markdown"),
        (b"<!DOCTYPE html><p>The Parties", "x.docx", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<html>", "x.xml", "html"),
        (b"<?xml version='1.0'?><akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'>", "x.txt", "akn"),
        (b"The Parties <akomaNtoso > agree", "x.txt", "text"),
    ],
)
def test_content_tells_the_kind_before_the_name_does(data, name, kind):
    assert kind_of(data, name) == kind


# --- what is no package at all


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "zero_bytes"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (b"{\\rtf1\\ansi", "other_kind"),
        (compound("WordDocument", "1Table"), "old_word"),
        (compound("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (b"<html><p>The Parties", "not_packed"),
        ("Стороны сотрудничают.".encode(), "not_packed"),
        (b"PK", "truncated"),
        (b"PK\x03\x04" + bytes(100), "truncated"),
        (b"PK\x05\x06" + bytes(18), "other_kind"),
        (packed.packed({"a.txt": "The Parties"}), "other_kind"),
    ],
)
def test_a_file_renamed_is_known_by_what_it_is(data, code):
    assert why(data) == code


@pytest.mark.parametrize("name", ["~$проект.docx", "folder/~$draft.docx", ".~lock.проект.odt#"])
def test_the_mark_of_an_open_document_is_not_the_document(name):
    assert why(b"\x05Anna" + bytes(157), name) == "lock_file"
    with pytest.raises(Unreadable):
        kind_of(b",anna,host,24.11.2026 09:00,file;", name)


@pytest.mark.parametrize(
    ("main", "folder", "kind"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xl/workbook.xml", "XLSX"),
        (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "ppt/presentation.xml",
            "PPTX",
        ),
    ],
)
def test_a_table_or_a_presentation_is_not_a_document(main, folder, kind):
    data = packed.packed(
        {
            "[Content_Types].xml": content_types(main, f"/{folder}"),
            "_rels/.rels": relations(("r1", f"{OFFICE}/officeDocument", folder)),
            folder: "<a/>",
        }
    )
    assert open_package(data, WHERE).kind == kind.lower()
    for refused in (lambda: kind_of(data, WHERE), lambda: open_package(data, WHERE, "docx")):
        with pytest.raises(Unreadable) as caught:
            refused()
        assert (caught.value.why, caught.value.facts) == ("other_kind", {"kind": kind})


@pytest.mark.parametrize(
    "data", [b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">']
)
def test_documents_in_one_xml_file_are_named(data):
    with pytest.raises(Unreadable) as caught:
        kind_of(data, "x.xml")
    assert caught.value.facts == {"kind": "Flat OPC"}


# --- packages that hold what they should not, or not what they should


def test_a_protected_opendocument_text_is_refused():
    assert why(packed.packed(odt_parts('<manifest:encryption-data manifest:checksum="x"/>'))) == "encrypted"


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/x.py"])
def test_programs_in_an_opendocument_text_are_refused(name):
    assert why(packed.packed(odt_parts() | {name: ""})) == "macros"
    assert open_package(packed.packed(odt_parts() | {"Basic/Standard/script-lb.xml": ""}), WHERE).kind == "odt"


@pytest.mark.parametrize(
    "parts",
    [
        word_parts(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        word_parts(main="application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        word_parts() | {"word/vbaProject.bin": "x"},
        word_parts(more='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>')
        | {"word/other.bin": "x"},
    ],
)
def test_programs_in_a_word_document_are_refused(parts):
    assert why(packed.packed(parts)) == "macros"


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (("r1", f"{OFFICE}/officeDocument", "word/other.xml"),),
        (("r1", f"{OFFICE}/officeDocument", "https://example.org/word/document.xml", "External"),),
        (("r1", f"{OFFICE}/officeDocument", "https://example.org/word/document.xml"),),
    ],
)
def test_a_package_without_a_document_is_refused(rows):
    assert why(packed.packed(word_parts() | {"_rels/.rels": relations(*rows)})) == "no_document"


def test_a_part_that_is_missing_is_named():
    with pytest.raises(Unreadable) as caught:
        open_package(word(), WHERE).read("word/comments.xml")
    assert caught.value.why == "part_missing"
    said(caught.value)


# --- archives made to deceive


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "C:/evil.xml", "word\\evil.xml", "a//b", "./a", "a\rb"],
)
def test_names_that_lead_out_are_refused(name):
    assert why(packed.packed(word_parts() | {name: "x"})) == "unsafe_name"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
def test_a_name_that_means_two_parts_is_refused(name):
    assert why(packed.packed([*word_parts().items(), (name, body())])) == "doubled_part"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (quoting_bomb(), "overlapping_parts"),
        (rewritten(word(), 42, bytes(4), which=1), "overlapping_parts"),
        (b"PK\x03\x04 not the first part" + word(), "damaged"),
        (rewritten(word(), 42, struct.pack("<I", 0x7FFFFFFF), which=2), "damaged"),
        (rewritten(word(), 42, struct.pack("<I", 0xFFFFFFFF), which=2), "damaged"),  # zip64, with nothing to say where
        (rewritten(word(), 20, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF), which=2), "damaged"),
        (rewritten(word(), 10, struct.pack("<H", 14), which=2), "part_damaged"),  # LZMA, which takes memory as it likes
        (rewritten(word(), 8, struct.pack("<H", 1), which=2), "encrypted"),
        (rewritten(word(), 12, struct.pack("<I", 0xFFFFFFFF), b"PK\x05\x06"), "damaged"),
        (rewritten(word(), 16, struct.pack("<I", 0xFFFFFFFF), b"PK\x05\x06"), "damaged"),
    ],
    ids=[
        "quoted",
        "same-place",
        "prefixed",
        "beyond",
        "zip64-offset",
        "zip64-size",
        "lzma",
        "encrypted",
        "directory-size",
        "directory-place",
    ],
)
def test_a_directory_that_lies_is_refused(data, code):
    assert why(data) == code


@given(st.data())
def test_a_file_that_breaks_off_is_refused_wherever_it_does(data):
    whole = word()
    cut = data.draw(st.integers(2, len(whole) - 1))
    assert why(whole[:cut]) in {"truncated", "damaged"}


def lying(real=20 * MEGABYTE, declared=1_000):
    """A document whose body declares a size that its bytes do not have."""
    data = word(bytes(real))
    size = struct.pack("<I", declared)
    return rewritten(rewritten(data, 24, size, which=2), 22, size, b"PK\x03\x04", which=2)


def many(count):
    return packed.packed([*word_parts().items(), *((f"{number}", b"") for number in range(count))])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word(bytes(60 * MEGABYTE)), "packed_too_tightly"),
        (packed.packed(word_parts() | {"word/media/image1.bmp": bytes(60 * MEGABYTE)}), "packed_too_tightly"),
        (quoting_bomb(100), "overlapping_parts"),
        (many(100_000), "too_many_parts"),
        (b"PK\x03\x04" + bytes(65 * MEGABYTE), "too_large"),
    ],
    ids=["one", "picture", "quoted", "parts", "large"],
)
def test_a_bomb_is_refused_before_it_goes_off(data, code):
    assert outcome(data, "comity.formats.package", "open_package", WHERE) == code
    assert why(data) == code


def test_sizes_are_counted_not_believed():
    package = open_package(lying(), WHERE)
    with pytest.raises(Unreadable) as caught:
        package.read(package.main)
    assert caught.value.why == "part_damaged"


def loose(size, tightness=200):
    """Bytes that pack so many times smaller, less than a bomb does."""
    step = bytes(range(256)) * 4
    return (step + bytes(len(step) * (tightness - 1) // 4)) * (size // (len(step) * tightness // 4))


def test_all_parts_together_have_a_bound():
    part = loose(90 * MEGABYTE)
    package = open_package(
        packed.packed(word_parts() | {f"word/header{number}.xml": part for number in range(3)}), WHERE
    )
    assert len(package.read("word/header0.xml")) == len(package.read("word/header1.xml")) == len(part)
    with pytest.raises(Unreadable) as caught:
        package.read("word/header2.xml")
    assert (caught.value.why, caught.value.facts) == ("unpacks_too_large", {"limit": LARGEST_TOTAL // MEGABYTE})
    said(caught.value)


def test_limits_leave_room_for_real_documents():
    rows = "".join(f"<w:tr><w:tc>{packed.PARAGRAPH}</w:tc></w:tr>" for _ in range(20_000))
    assert open_package(word(body(f"<w:tbl>{rows}</w:tbl>")), WHERE).kind == "docx"
    assert open_package(many(MOST_PARTS - 3), WHERE).kind == "docx"
    assert TIGHTEST > 120


# --- XML


def test_comments_and_instructions_of_xml_are_left_out():
    root = xml(b"<?xml version='1.0'?><!-- a --><?b c?><d>e<!-- <!DOCTYPE f> -->g<?h i?>j</d>", WHERE)
    assert (root.text, len(root)) == ("egj", 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["", "UTF-8", "UTF-16", "windows-1251", "utf-7", "no-such-encoding"])
def test_bytes_tell_the_encoding_whatever_is_declared(encoding, declared):
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    assert xml(f"{declaration}<a>Стороны</a>".encode(encoding), WHERE).text == "Стороны"


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "prolog",
    [
        f"<!DOCTYPE a [{LAUGHS}]>",
        '<!DOCTYPE a [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://localhost:1/a.dtd">',
        "<?xml version='1.0'?>\n<!-- > --><?p ?>\n<!DOCTYPE a>",
    ],
)
def test_a_document_type_is_refused(prolog, encoding):
    with pytest.raises(Unreadable) as caught:
        xml(f"{prolog}<a>&a11;</a>".encode(encoding), WHERE)
    assert caught.value.why == "doctype"
    said(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b"<a>&b;</a>",
        b"<a>\xff</a>",
        b"\xff\xfe<",
        b"<a\0b/>",
        b"<a/><b/>",
        b"+ADw-a/+AD4-",
        b"\x4c\xa7\x94\x93",
    ],
)
def test_what_is_not_xml_is_refused_in_a_sentence(data):
    with pytest.raises(Unreadable) as caught:
        xml(data, WHERE)
    assert caught.value.why == "bad_xml"
    said(caught.value)


@pytest.mark.parametrize(("depth", "code"), [(DEEPEST, None), (DEEPEST + 1, "nested_xml"), (1_000_000, "nested_xml")])
def test_elements_nest_so_deep_and_no_deeper(depth, code):
    data = b"<a>" * depth + b"</a>" * depth
    if code is None:
        assert xml(data, WHERE).tag == "a"
    else:
        with pytest.raises(Unreadable) as caught:
            xml(data, WHERE)
        assert caught.value.why == code
        said(caught.value)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<a>" + b"<b/>" * MOST_MARKUP + b"</a>", "too_much_markup"),
        (b"<a>" + b'<b c=""/>' * (MOST_MARKUP // 2) + b"</a>", "too_much_markup"),
        (b"<a>" + b"x" * 50_000_000 + b"</a>", "bad_xml"),
        (b"<" + b"x" * 50_000_000 + b"/>", "bad_xml"),
    ],
    ids=["tags", "attributes", "text", "name"],
)
def test_markup_takes_bounded_memory(data, code):
    assert outcome(data, "comity.formats.package", "xml", WHERE) == code


def test_the_most_markup_that_is_read_takes_no_more_than_a_process_has():
    data = b"<a>" + b"<b/>" * (MOST_MARKUP - 2) + b"</a>"
    assert outcome(data, "comity.formats.package", "xml", WHERE, space=1024**3) == "read"


# --- relations


@pytest.mark.parametrize(
    ("target", "mode", "found", "external"),
    [
        ("styles.xml", "Internal", "word/styles.xml", False),
        ("/word/comments.xml", "Internal", "word/comments.xml", False),
        ("../customXml/item1.xml", "Internal", "customXml/item1.xml", False),
        ("../../../../etc/passwd", "Internal", "etc/passwd", False),
        ("%D1%82.xml#x", "Internal", "word/т.xml", False),
        ("https://example.org/a", "External", "https://example.org/a", True),
        ("file:///etc/passwd", "Internal", "file:///etc/passwd", True),
        ("//host/share", "Internal", "//host/share", True),
        ("http://[", "Internal", "http://[", True),
    ],
)
def test_relations_stay_inside_and_addresses_are_only_told(target, mode, found, external):
    parts = word_parts() | {"word/_rels/document.xml.rels": relations(("r9", f"{OFFICE}/styles", target, mode))}
    relation = relationships(open_package(packed.packed(parts), WHERE), "word/document.xml")["r9"]
    assert (relation.target, relation.external) == (found, external)


def test_a_part_without_relations_has_none():
    assert relationships(open_package(word(), WHERE), "word/document.xml") == {}


@given(st.binary(max_size=200))
def test_any_bytes_are_a_package_or_a_sentence(data):
    for prefix in (b"", b"PK\x03\x04", word()[:-30]):
        why(prefix + data)


def test_zip_files_of_python_itself_are_what_the_tests_pack():
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        assert archive.testzip() is None
