"""An expert in the capital with a Word file: what is changed is changed in the package as Word itself changes it."""

import io
import re
import zipfile
from copy import deepcopy

from lxml import etree

from comity.formats.publication import bookmark

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMES = {"w": W}


def w(name):
    return f"{{{W}}}{name}"


class Word:
    """An open document. ``bytes(word)`` saves it."""

    def __init__(self, data, author="Ivanov", at="2026-11-24T10:00:00Z"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.author, self.at, self.last = author, at, 9000

    def __bytes__(self):
        parts = {**self.parts, "word/document.xml": etree.tostring(self.body, xml_declaration=True, encoding="UTF-8")}
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in parts.items():
                package.writestr(name, part)
        return data.getvalue()

    def paragraph(self, provision):
        """The paragraph in which a provision begins."""
        (mark,) = self.body.xpath("//w:bookmarkStart[@w:name=$name]", name=bookmark(provision), namespaces=NAMES)
        return next(each for each in mark.iterancestors() if each.tag == w("p"))

    def word(self, provision):
        """A long word of a provision that stands there once, and that no change marks."""
        runs = self.paragraph(provision).xpath("./w:r/w:t/text()", namespaces=NAMES)
        words = [word for run in runs for word in run.split()[1:-1]]
        return next(word for word in words if len(word) > 7 and word.isalpha() and "".join(runs).count(word) == 1)

    def replace(self, provision, old, new, *, tracked=True):
        """Other words for words of a provision that no change marks."""
        run, before, after = self._cut(provision, old)
        if tracked:
            pieces = [self._piece(run, before), self._marked("del", run, old), self._marked("ins", run, new)]
        else:
            pieces = [self._piece(run, before + new)]
        self._put(run, [*pieces, self._piece(run, after)])
        return self

    def strike(self, provision):
        """Delete a whole provision: every run of it, and the end of its paragraph."""
        paragraph = self.paragraph(provision)
        for run in paragraph.xpath("./w:r", namespaces=NAMES):
            struck = self._mark("del")
            struck.append(deepcopy(run))
            for text in struck.iter(w("t")):
                text.tag = w("delText")
            self._put(run, [struck])
        self._end(paragraph).insert(0, self._mark("del"))
        return self

    def add(self, provision, words):
        """A new paragraph behind a provision, as Enter at its end and typing make one."""
        paragraph = self.paragraph(provision)
        self._end(paragraph).insert(0, self._mark("ins"))
        fresh = etree.Element(w("p"))
        fresh.append(self._marked("ins", paragraph.xpath(".//w:r", namespaces=NAMES)[0], words))
        paragraph.addnext(fresh)
        return self

    def accept(self, author):
        """Accept all changes of an author."""
        for mark in self._by(author, "ins"):
            for child in list(mark):
                mark.addprevious(child)
            mark.getparent().remove(mark)
        for mark in self._by(author, "del"):
            mark.getparent().remove(mark)
        return self

    def reject(self, author):
        """Reject all changes of an author within paragraphs."""
        for mark in self._by(author, "ins"):
            mark.getparent().remove(mark)
        for mark in self._by(author, "del"):
            for run in mark.iter(w("delText")):
                run.tag = w("t")
            for child in list(mark):
                mark.addprevious(child)
            mark.getparent().remove(mark)
        return self

    def comment(self, provision, words):
        """A comment on the whole of a provision."""
        if "word/comments.xml" not in self.parts:
            self._begin_comments()
        comments = etree.fromstring(self.parts["word/comments.xml"])
        self.last += 1
        note = etree.SubElement(
            comments, w("comment"), {w("id"): str(self.last), w("author"): self.author, w("date"): self.at}
        )
        run = etree.SubElement(etree.SubElement(note, w("p")), w("r"))
        etree.SubElement(run, w("t")).text = words
        self.parts["word/comments.xml"] = etree.tostring(comments, xml_declaration=True, encoding="UTF-8")
        paragraph = self.paragraph(provision)
        first = next(each for each in paragraph if each.tag != w("pPr"))
        first.addprevious(etree.Element(w("commentRangeStart"), {w("id"): str(self.last)}))
        etree.SubElement(paragraph, w("commentRangeEnd"), {w("id"): str(self.last)})
        reference = etree.SubElement(etree.SubElement(paragraph, w("r")), w("commentReference"))
        reference.set(w("id"), str(self.last))
        return self

    def box(self, provision, words):
        """A text box beside a provision."""
        run = etree.SubElement(self.paragraph(provision), w("r"))
        shape = etree.SubElement(etree.SubElement(run, w("pict")), "{urn:schemas-microsoft-com:vml}shape")
        content = etree.SubElement(etree.SubElement(shape, "{urn:schemas-microsoft-com:vml}textbox"), w("txbxContent"))
        inside = etree.SubElement(etree.SubElement(content, w("p")), w("r"))
        etree.SubElement(inside, w("t")).text = words
        return self

    def called(self, name):
        """Give it another identifier, in every place where it has one."""
        for part in ("docProps/core.xml", "docProps/custom.xml"):
            if part in self.parts:
                self.parts[part] = re.sub(rb"comity:[^<]+", name.encode(), self.parts[part])
        return self

    def authors(self):
        """Everybody who has tracked a change."""
        return {each.get(w("author")) for each in self.body.xpath("//w:ins|//w:del", namespaces=NAMES)}

    def _begin_comments(self):
        """The first comment of a document brings a part, its type and its relation."""
        self.parts["word/comments.xml"] = f'<w:comments xmlns:w="{W}"/>'.encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        place = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        for part, end, row in (
            ("[Content_Types].xml", b"</Types>", f'<Override PartName="/word/comments.xml" ContentType="{kind}"/>'),
            (
                "word/_rels/document.xml.rels",
                b"</Relationships>",
                f'<Relationship Id="rComments" Type="{place}" Target="comments.xml"/>',
            ),
        ):
            self.parts[part] = self.parts[part].replace(end, row.encode() + end)

    def _by(self, author, kind):
        return [
            each for each in self.body.xpath(f"//w:p/w:{kind}", namespaces=NAMES) if each.get(w("author")) == author
        ]

    def _end(self, paragraph):
        """The properties of a paragraph's end."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        end = properties.find(w("rPr"))
        return etree.SubElement(properties, w("rPr")) if end is None else end

    def _cut(self, provision, words):
        for run in self.paragraph(provision).xpath("./w:r", namespaces=NAMES):
            text = "".join("\t" if each.tag == w("tab") else each.text or "" for each in run.iter(w("t"), w("tab")))
            if words in text:
                before, _, after = text.partition(words)
                return run, before, after
        raise AssertionError(words)

    def _put(self, run, pieces):
        for piece in pieces:
            if piece is not None:
                run.addprevious(piece)
        run.getparent().remove(run)

    def _piece(self, run, words, tag="t"):
        if not words:
            return None
        piece = deepcopy(run)
        for each in list(piece):
            if each.tag != w("rPr"):
                piece.remove(each)
        for number, part in enumerate(words.split("\t")):
            if number:
                etree.SubElement(piece, w("tab"))
            text = etree.SubElement(piece, w(tag))
            text.text = part
            text.set(XML_SPACE, "preserve")
        return piece

    def _marked(self, kind, run, words):
        mark = self._mark(kind)
        mark.append(self._piece(run, words, "delText" if kind == "del" else "t"))
        return mark

    def _mark(self, kind):
        self.last += 1
        return etree.Element(w(kind), {w("id"): str(self.last), w("author"): self.author, w("date"): self.at})
