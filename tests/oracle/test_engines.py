"""Files made up at random read as two independent engines read them, in their original and their accepted text."""

from random import Random

import pytest

from comity.core.wording.tokens import canonical
from comity.formats.docx import read
from comity.formats.tracked.views import accepted, original
from formats.docx.build import by, dele, docx, gone, ins, marked, p, r, tbl, tc, tr


class Made:
    """A document of numbered words: runs, ends of paragraphs and rows with every mixture of marks that editors write."""

    def __init__(self, seed):
        self.random = Random(seed)  # noqa: S311 - the same files at every run are the point
        self.count = 0

    def word(self):
        self.count += 1
        return f"w{self.count} "

    def piece(self):
        return self.random.choice(
            [
                lambda: r(self.word()),
                lambda: r(self.word()),
                lambda: ins(self.word(), author=self.random.choice("AB")),
                lambda: dele(self.word(), author=self.random.choice("AB")),
                lambda: marked("ins", r(self.word()), marked("del", gone(self.word()), author="B"), author="A"),
            ]
        )()

    def paragraph(self):
        end = self.random.choice(["", "", "", f"<w:ins {by('A')}/>", f"<w:del {by('B')}/>"])
        return p(*[self.piece() for _ in range(self.random.randint(0, 3))], end=end)

    def table(self):
        """Rows that stay, and rows inserted or deleted as a whole, each word and each end of theirs with them."""
        return tbl(*[self.row(self.random.choice(["", "", "ins", "del"])) for _ in range(self.random.randint(1, 3))])

    def row(self, tag):
        width = '<w:tcW w:w="2000" w:type="dxa"/>'
        if not tag:
            return tr(*[tc(p(self.piece(), self.piece()), properties=width) for _ in "ab"])
        mark = f"<w:{tag} {by('A')}/>"
        words = {"ins": ins, "del": dele}[tag]
        return tr(*[tc(p(words(self.word(), author="A"), end=mark), properties=width) for _ in "ab"], properties=mark)

    def document(self):
        blocks = []
        for _ in range(self.random.randint(1, 4)):
            blocks += [self.paragraph() for _ in range(self.random.randint(1, 3))]
            # An end that is taken away in front of a table is every engine's own affair: words with a firm end stand there.
            blocks += [p(r(self.word())), self.table()] if self.random.random() < TABLES else []
        return docx(*blocks, p(r("last")))


TABLES = 0.4


def texts(paragraphs):
    return [text for paragraph in paragraphs if (text := canonical(paragraph))]


@pytest.mark.parametrize("seed", range(12))
def test_made_up_files_as_other_engines_read_them(seed, libreoffice, docxodus):
    data = Made(seed).document()
    tracked = read(data, "made.docx")
    ours = [[line.text for line in view(tracked)] for view in (original, accepted)]
    assert ours == [texts(view) for view in docxodus.texts(data)]
    assert ours == [texts(view) for view in libreoffice.texts(data, "docx")]
