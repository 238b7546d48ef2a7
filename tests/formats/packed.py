"""Files of office suites made by hand, whole and broken: what a test of bad input is given."""

import io
import struct
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OPC = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARAGRAPH = "<w:p><w:r><w:t>The Parties shall cooperate.</w:t></w:r></w:p>"


def packed(parts, method=zipfile.ZIP_DEFLATED):
    """A ZIP archive of parts by their names, doubled ones where they are given as pairs."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def body(inside=PARAGRAPH, namespace=W):
    return f'<w:document xmlns:w="{namespace}"><w:body>{inside}</w:body></w:document>'


def content_types(main=WORD_TYPE, part="/word/document.xml", more=""):
    return (
        f'<Types xmlns="{OPC}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="{part}" ContentType="{main}"/>{more}</Types>'
    )


def relations(*rows):
    """A part of relations; each row is an id, a type, a target and, if given, a mode."""
    inside = "".join(
        f'<Relationship Id="{row[0]}" Type="{row[1]}" Target="{row[2]}"{f" TargetMode={chr(34)}{row[3]}{chr(34)}" if row[3:] else ""}/>'
        for row in rows
    )
    return f'<Relationships xmlns="{OPC}/relationships">{inside}</Relationships>'


def word_parts(document=None, **settings):
    """The parts of the smallest Word document."""
    return {
        "[Content_Types].xml": content_types(**settings),
        "_rels/.rels": relations(("r1", f"{OFFICE}/officeDocument", "word/document.xml")),
        "word/document.xml": body() if document is None else document,
    }


def word(document=None, **settings):
    return packed(word_parts(document, **settings))


def odt_parts(manifest=""):
    """The parts of the smallest OpenDocument text."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    names = "urn:oasis:names:tc:opendocument:xmlns"
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f'<office:document-content xmlns:office="{office}" xmlns:text="{names}:text:1.0"><office:body><office:text>'
            "<text:p>The Parties shall cooperate.</text:p></office:text></office:body></office:document-content>"
        ),
        "META-INF/manifest.xml": (
            f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{manifest}'
            "</manifest:file-entry></manifest:manifest>"
        ),
    }


def compound(*streams):
    """An OLE compound file ([MS-CFB]) of empty streams: header, one sector of the table, one of the directory."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    sectors = struct.pack("<128I", table, end, *[free] * 126)
    for number, name in enumerate(("Root Entry", *streams)):
        sign = name.encode("utf-16-le")
        root = number == 0
        sibling = number + 1 if 0 < number < len(streams) else free
        sectors += sign.ljust(64, b"\0") + struct.pack("<HBB", len(sign) + 2, 5 if root else 2, 1)
        sectors += struct.pack("<III", free, sibling, 1 if root and streams else free) + bytes(36)
        sectors += struct.pack("<IQ", end, 0)
    return header + sectors.ljust(1024, b"\0")


def rewritten(data, at, value, signature=b"PK\x01\x02", which=0):
    """An archive with bytes of its directory changed: ``at`` counts from the ``which``-th header of the kind."""
    found = -1
    for _ in range(which + 1):
        found = data.index(signature, found + 1)
    return data[: found + at] + value + data[found + at + len(value) :]


def quoting_bomb(count=30, kernel=1_000_000):
    """A bomb of entries that overlap: each quotes the header of the next in its own stream, and ends in the same zeros.

    Each entry begins with a stored block of DEFLATE that holds the header of the next, so that one kernel is unpacked by
    all of them (D. Fifield, "A better zip bomb", 2019).
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = bytes(kernel)
    stream = deflate.compress(content) + deflate.flush()
    directory = whole = b""
    for number in reversed(range(count)):
        name = b"%05d" % number
        fields = struct.pack(
            "<HHHHHIIIHH", 20, 0, 8, 0, 0x21, zlib.crc32(content), len(stream), len(content), len(name), 0
        )
        head = b"PK\x03\x04" + fields + name
        at = number * (len(head) + 5)
        directory = b"PK\x01\x02\x14\0" + fields + struct.pack("<HHHII", 0, 0, 0, 0, at) + name + directory
        whole = head + stream
        stream = b"\0" + struct.pack("<HH", len(head), len(head) ^ 0xFFFF) + whole
        content = head + content
    return (
        whole + directory + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(whole), 0)
    )
