"""LibreOffice behind JSON lines: run by the system's Python, which has UNO; one request a line in, one answer a line out.

``/usr/bin/python3 office.py FOLDER`` starts one headless soffice whose profile lies in FOLDER, and ends it when standard
input ends. A request is ``{"do": name, "path": document, ...}``; the answer ``{"ok": value}`` or ``{"wrong": words,
"dead": whether soffice is gone}``.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

FILTERS = {
    "docx": "MS Word 2007 XML",
    "odt": "writer8",
    "pdf": "writer_pdf_Export",
    "doc": "MS Word 97",
    "txt": "Text (encoded)",
    "html": "HTML (StarWriter)",
}
PATIENCE = 300
UNSEEN = 64
"""Places of notes and comments before a piece: a cursor stops at them, and the words of the paragraph are without them."""


def values(**given):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in given.items())


def url(path):
    return uno.systemPathToFileUrl(str(path))


def connected(folder):
    """The context of a fresh soffice with a profile of its own."""
    pipe = f"comity{os.getpid()}"
    process = subprocess.Popen(
        [
            *("soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard"),
            f"-env:UserInstallation={url(Path(folder, 'profile'))}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(PATIENCE * 10):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if process.poll() not in {None, 0}:
                message = f"soffice ended with {process.returncode}"
                raise RuntimeError(message) from None
            time.sleep(0.1)
    message = "soffice did not answer"
    raise RuntimeError(message)


class Office:
    """What may be asked of LibreOffice; every public method is one request."""

    def __init__(self, folder):
        self.context = connected(folder)
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.dispatcher = self.service("com.sun.star.frame.DispatchHelper")

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def opened(self, path):
        document = self.desktop.loadComponentFromURL(url(path), "_blank", 0, values(Hidden=True))
        if document is None:
            message = "LibreOffice cannot open the file"
            raise ValueError(message)
        return document

    def command(self, document, name, **given):
        frame = document.CurrentController.Frame
        self.dispatcher.executeDispatch(frame, f".uno:{name}", "", 0, values(**given))

    def convert(self, path, out):
        """Save the document as what the name of ``out`` ends in."""
        document = self.opened(path)
        try:
            self.store(document, out)
        finally:
            document.close(True)

    def store(self, document, out):
        name = Path(out).suffix[1:]
        filtered = FILTERS[name]
        if name == "pdf" and document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            filtered = "calc_pdf_Export"
        options = {"FilterOptions": "UTF8"} if name == "txt" else {}
        document.storeToURL(url(out), values(FilterName=filtered, **options))

    def texts(self, path):
        """The paragraphs after all changes are rejected, and after all are accepted."""
        found = []
        for name in ("RejectAllTrackedChanges", "AcceptAllTrackedChanges"):
            document = self.opened(path)
            try:
                self.command(document, name)
                found.append([words(paragraph) for paragraph in paragraphs(document.Text)])
            finally:
                document.close(True)
        return found

    def shown(self, path):
        """The paragraphs with all changes shown: what is deleted and what is inserted stand side by side."""
        document = self.opened(path)
        try:
            return [words(paragraph) for paragraph in paragraphs(document.Text)]
        finally:
            document.close(True)

    def changes(self, path):
        """Each tracked change as (kind, author, text, instant, comment, the change beneath it or none)."""
        document = self.opened(path)
        try:
            return [change(redline) for redline in each(document.Redlines)]
        finally:
            document.close(True)

    def comments(self, path):
        """Each comment of the body in its order as (author, text, resolved)."""
        document = self.opened(path)
        try:
            return list(annotations(document.Text))
        finally:
            document.close(True)

    def edit(self, path, out, edits, track, author):
        """Make edits one after the other as a person would, with or without tracking, and save."""
        self.sign(author)
        document = self.opened(path)
        try:
            document.RecordChanges = track
            for name, *given in edits:
                EDITS[name](self, document, *given)
            self.store(document, out)
        finally:
            document.close(True)

    def sign(self, author):
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        update = "com.sun.star.configuration.ConfigurationUpdateAccess"
        data = provider.createInstanceWithArguments(update, values(nodepath="/org.openoffice.UserProfile/Data"))
        data.givenname, data.sn = author, ""
        data.commitChanges()


def each(enumerated):
    found = enumerated.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def paragraphs(text):
    """The paragraphs of a text in reading order, those of its tables row by row."""
    for part in each(text):
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.CellNames:
                yield from paragraphs(part.getCellByName(name))
        elif part.supportsService("com.sun.star.text.Paragraph"):
            yield part


def words(paragraph):
    """What a paragraph says, without the marks of notes and comments."""
    return "".join(said(portion) for portion in each(paragraph))


def said(portion):
    if portion.TextPortionType in {"Text", "TextField"}:
        return portion.String
    if portion.TextPortionType == "ContentControl":
        return "".join(said(inner) for inner in each(portion.ContentControl))
    if portion.TextPortionType == "InContentMetadata":
        return "".join(said(inner) for inner in each(portion.InContentMetadata))
    return ""


def instant(at):
    return f"{at.Year:04}-{at.Month:02}-{at.Day:02}T{at.Hours:02}:{at.Minutes:02}:{at.Seconds:02}" if at.Year else ""


def change(redline):
    beneath = {prop.Name: prop.Value for prop in redline.RedlineSuccessorData or ()}
    under = None
    if beneath:
        under = (beneath["RedlineType"], beneath["RedlineAuthor"], instant(beneath["RedlineDateTime"]))
    return (
        redline.RedlineType,
        redline.RedlineAuthor,
        between(redline.RedlineStart, redline.RedlineEnd),
        instant(redline.RedlineDateTime),
        redline.RedlineComment,
        under,
    )


def between(start, end):
    """The text from one place to another; none where the two do not stand in one text (whole rows)."""
    try:
        cursor = start.Text.createTextCursorByRange(start)
        cursor.gotoRange(end, True)
    except uno.RuntimeException:
        return None
    return cursor.String


def annotations(text):
    for paragraph in paragraphs(text):
        for portion in each(paragraph):
            if portion.TextPortionType == "Annotation":
                field = portion.TextField
                yield field.Author, field.Content, bool(field.Resolved)


def nth(document, number):
    return list(paragraphs(document.Text))[number]


def found(paragraph, piece):
    """A cursor over the first place in the paragraph where the piece stands."""
    at = paragraph.String.index(piece)
    for unseen in range(UNSEEN):
        cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
        cursor.goRight(at + unseen, False)
        cursor.goRight(len(piece.encode("utf-16-le")) // 2, True)
        if cursor.String == piece:
            return cursor
    message = f"cannot select {piece!r}; selected {cursor.String!r}"
    raise ValueError(message)


def replace(_, document, number, old, new):
    found(nth(document, number), old).String = new


def insert_before(_, document, number, old, new):
    cursor = found(nth(document, number), old)
    cursor.Text.insertString(cursor.Start, new, False)


def append(_, document, number, new):
    paragraph = nth(document, number)
    paragraph.Text.insertString(paragraph.End, new, False)


def add(_, document, number, new):
    """Press Enter at the end of a paragraph and type another."""
    paragraph = nth(document, number)
    cursor = paragraph.Text.createTextCursorByRange(paragraph.End)
    paragraph.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    paragraph.Text.insertString(cursor, new, False)


def delete(_, document, number):
    """Delete a paragraph with its end; the last one of the body, of a cell or before a table with the end before it."""
    every = list(paragraphs(document.Text))
    paragraph, rest = every[number], every[number + 1 :]
    goes_on = bool(rest) and rest[0].Text == paragraph.Text
    cursor = paragraph.Text.createTextCursorByRange(paragraph.Start if goes_on else every[number - 1].End)
    cursor.gotoRange(rest[0].Start if goes_on else paragraph.End, True)
    cursor.String = ""


def split(_, document, number, before):
    """Press Enter before a piece of a paragraph."""
    cursor = found(nth(document, number), before)
    cursor.Text.insertControlCharacter(cursor.Start, PARAGRAPH_BREAK, False)


def merge(_, document, number):
    """Delete the end of a paragraph, so that the next runs on in it."""
    cursor = document.Text.createTextCursorByRange(nth(document, number).End)
    cursor.gotoRange(nth(document, number + 1).Start, True)
    cursor.String = ""


def comment(office, document, number, piece, words):
    """Select a piece of a paragraph and comment it."""
    document.CurrentController.select(found(nth(document, number), piece))
    office.command(document, "InsertAnnotation", Text=words)


def decide(name):
    """Accept or reject the first change that reads so, the ends of paragraphs around it aside."""

    def decided(office, document, text):
        for redline in each(document.Redlines):
            if (between(redline.RedlineStart, redline.RedlineEnd) or "").strip("\n") == text:
                cursor = redline.RedlineStart.Text.createTextCursorByRange(redline.RedlineStart)
                cursor.gotoRange(redline.RedlineEnd, True)
                document.CurrentController.select(cursor)
                office.command(document, name)
                return
        message = f"no change reads {text!r}"
        raise ValueError(message)

    return decided


EDITS = {
    "replace": replace,
    "insert_before": insert_before,
    "append": append,
    "add": add,
    "delete": delete,
    "split": split,
    "merge": merge,
    "comment": comment,
    "accept": decide("AcceptTrackedChange"),
    "reject": decide("RejectTrackedChange"),
}


def answer(office, line):
    asked = json.loads(line)
    try:
        return {"ok": getattr(office, asked.pop("do"))(**asked)}
    except Exception as wrong:  # noqa: BLE001 - whatever LibreOffice raises goes back to the test in words
        return {"wrong": f"{type(wrong).__name__}: {wrong}", "dead": "DisposedException" in type(wrong).__name__}


def main(folder):
    office = Office(folder)
    print(json.dumps({"ok": "ready"}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(office, line)), flush=True)
    office.desktop.terminate()


if __name__ == "__main__":
    main(sys.argv[1])
