"""The rolling text of a document as a page: the wording in the middle, what each party asks for beside it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape

from comity.core.wording.document import Unit
from comity.core.wording.sentence import sentences
from comity.formats.html.inline import rolling
from comity.formats.html.page import element, page, prose, wrapped
from comity.formats.publication.labels import head_of, label
from comity.formats.publication.values import Publication
from comity.formats.rolling import NEW, additions, escaped, remark, written
from comity.formats.script import tongue
from comity.formats.structure import Remark, lines, quote, reading, told
from comity.formats.summary import summed
from comity.locale import say


def write(publication: Publication, language: str, named: bool = True) -> str:
    """A self-contained page for a reader of ``language``.

    ``named`` says whether the brackets name their sponsors (attributed) or not (UN).
    """
    return page(publication.letterhead.title, language, "\n".join(_Page(publication, language, named).body()))


class _Page:
    """One document on its way to HTML."""

    def __init__(self, publication: Publication, language: str, named: bool) -> None:
        self.publication, self.language, self.named = publication, language, named
        self.composition = publication.composition
        self.sponsors = {version.id: version.sponsors for version in self.composition.versions}
        self.lang = tongue(" ".join(unit.composition.base for unit in self.composition.units))

    def body(self) -> Iterator[str]:
        """The parts of the page from top to bottom."""
        head = self.publication.letterhead
        yield "<header>"
        kind = say(self.language, f"variant.{head.variant}")
        yield element("p", " · ".join(filter(None, (kind, head.symbol, head.revision, head.organ))), "kind")
        yield element("h1", head.title)
        yield from (element("p", notice, "notice") for notice in (head.remark, *self.publication.notices) if notice)
        if self.composition.versions:
            yield element("p", summed(self.composition, self.language), "summary")
            notation = "html.notation" if self.named else "html.notation_un"
            yield self.fold("html.legend", element("p", say(self.language, notation)))
            yield self.fold("html.index", wrapped("ol", "".join(self.index())))
        yield "</header>\n<main>"
        for line in lines(self.composition):
            yield self.remark(line) if isinstance(line, Remark) else self.provision(line)
        yield "</main>"

    def fold(self, key: str, markup: str) -> str:
        """Something to open when it is wanted."""
        return wrapped("details", element("summary", say(self.language, key)) + markup, key.partition(".")[2])

    def index(self) -> Iterator[str]:
        """A link to every provision that somebody touches."""
        moved = {move.unit for move in self.composition.moves}
        for unit in self.composition.units:
            if unit.composition.proposals or unit.id in moved:
                words = quote(unit.composition.base or additions(unit)[0].text)
                link = (
                    element("span", label(self.publication, unit) or unit.id, "number")
                    + " "
                    + element("span", words, lang=self.lang)
                )
                yield wrapped("li", wrapped("a", link, href=f"#p{unit.id}"))

    def remark(self, line: Remark) -> str:
        """What somebody asks for the whole of a paragraph, in brackets on a line of its own, and as a sentence."""
        if not self.named:
            return wrapped("div", element("p", written(line, named=False), "wording remark"), "provision")
        words = self.bracketed(line.sponsors, element("span", remark(line), "verb"))
        beside = (
            ""
            if line.kind == "moved_here"
            else wrapped("ul", self.wish(line.sponsors, told(line, self.language)), "changes")
        )
        return wrapped("div", wrapped("p", words, "wording remark") + beside, "provision")

    def provision(self, unit: Unit) -> str:
        """A unit: its number, its words with brackets, and the sentences of what is asked for."""
        number = element("a", label(self.publication, unit) or unit.id, "number", href=f"#p{unit.id}")
        head = head_of(self.publication, unit)
        block = prose(self.words(unit), unit.composition.base, self.lang, head.kind if head else "operative")
        return wrapped("div", number + block + self.changes(unit), "provision", id=f"p{unit.id}")

    def words(self, unit: Unit) -> str:
        if not self.named:
            return escape(written(unit, named=False), quote=False).replace("\n", "<br>")
        if unit.start < unit.end:
            return rolling(unit.composition)
        return "".join(
            self.bracketed(new.sponsors, element("span", f"{NEW}: ", "verb") + element("ins", escaped(new.text)))
            for new in additions(unit)
        )

    def bracketed(self, sponsors: tuple[str, ...], markup: str) -> str:
        """A reading in brackets, as ``rolling`` writes one."""
        opening, closing = element("span", "[", "bracket"), element("span", "]", "bracket")
        names = element("span", ", ".join(sponsors) + ": ", "sponsors")
        return wrapped("span", opening + names + markup + closing, "alternative")

    def changes(self, unit: Unit) -> str:
        """Every change as a sentence under the codes of those who ask for it."""
        wishes: dict[str, set[str]] = defaultdict(set)
        for version in unit.composition.proposals:
            wishes[reading(unit, version)] |= set(self.sponsors[version])
        if not wishes or not self.named:
            return ""
        ordered = sorted(wishes.items(), key=lambda wish: (sorted(wish[1]), wish[0]))
        items = (
            self.wish(names, "; ".join(sentences(unit.composition.base, wording, self.language, brief=True)))
            for wording, names in ordered
        )
        return wrapped("ul", "".join(items), "changes")

    def wish(self, sponsors: Iterable[str], sentence: str) -> str:
        """A sentence after the codes of those who ask for it."""
        codes = element("span", ", ".join(sorted(sponsors)) + ": ", "sponsors")
        return wrapped("li", codes + escape(sentence, quote=False))
