"""A file that was enclosed is erased: whoever holds the record keeps the act and loses the bytes."""

from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, Id, Named, Seen
from comity.core.acts.changes import with_text
from comity.core.acts.rights import is_secretariat
from comity.core.errors import Refused
from comity.core.state import Erasure, File, State


class EraseFile(Act, frozen=True, kw_only=True, tag="text.erase_file"):
    """The bytes of ``file`` leave the store with this act; its name, size and digest stay. ``reason`` is read by everybody."""

    text: Id
    file: Id
    reason: Named

    def check(self, state: State) -> None:
        """Refused to anyone but whose file it is, who filed it, and the secretariat. A text that is fixed is no hindrance."""
        file = file_of(state, self.text, self.file)
        if self.party not in {file.party, file.filed} and not is_secretariat(state, self):
            raise Refused("only_enclosers", party=self.party, owner=file.party)
        if file.erased is not None:
            raise Refused("file_erased", file=file.name, seq=file.erased.seq)

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The file is gone, and it is known why."""
        text = state.texts[self.text]
        erased = replace(text.files[self.file], erased=Erasure(self.party, self.reason, seq))
        return with_text(state, replace(text, files=text.files.set(self.file, erased)))


def file_of(state: State, text: str, file: str) -> File:
    """A file enclosed with a text, erased or not."""
    found = state.texts.get(text)
    if found is None:
        raise Refused("text_unknown", text=text)
    if file not in found.files:
        raise Refused("file_unknown", file=file)
    return found.files[file]


EXAMPLE = EraseFile(
    id="kaz-erases",
    log="water-2026",
    actor="KAZ/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    file="kaz-letter",
    reason={"en": "Its comments name persons.", "ru": "В примечаниях названы лица."},
)
