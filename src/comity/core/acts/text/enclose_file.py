"""A party encloses the file that its proposals are made from, so that everybody may read how its wording came about."""

from typing import Annotated

from immutables import Map
from msgspec import Meta, field
from msgspec.structs import replace

from comity.core.acts.act import EMPTY_ROOT, Act, ByLanguage, Count, Digest, Id, PartyCode, Seen
from comity.core.acts.changes import with_text
from comity.core.acts.rights import acting_for
from comity.core.acts.subjects import text_of
from comity.core.errors import Refused
from comity.core.filenames import LONGEST, filename
from comity.core.state import File, FileFormat, State

Name = Annotated[str, Meta(min_length=1, max_length=LONGEST)]


class EncloseFile(Act, frozen=True, kw_only=True, tag="text.enclose_file"):
    """The file's id is the id of the act. Its bytes are a sealed part: the record vouches for them and does not hold them.

    ``sealed`` is the digest of 32 bytes of salt and the file (``record.sealed``), ``size`` the bytes of the file alone.
    ``behalf`` names the party from which the secretariat received it. ``name`` and ``note`` stand in the record for ever, also
    when the file is erased.
    """

    text: Id
    name: Name
    format: FileFormat
    size: Count
    sealed: Digest
    behalf: PartyCode | None = None
    note: ByLanguage = field(default_factory=dict)

    def check(self, state: State) -> None:
        """Refused for a name that is not one, and for a part that the record vouches for already."""
        text = text_of(state, self.text)
        acting_for(state, self, self.behalf)
        if self.id in text.files:
            raise Refused("id_taken", id=self.id)
        if filename(self.name) != self.name:
            raise Refused("file_name")
        if any(self.sealed == each.sealed for other in state.texts.values() for each in other.files.values()):
            raise Refused("file_known")

    def apply(self, state: State, seq: int, _at: int) -> State:
        """The file stands beside the text."""
        text = state.texts[self.text]
        enclosed = File(
            id=self.id,
            party=self.behalf or self.party,
            filed=self.party,
            name=self.name,
            format=self.format,
            size=self.size,
            sealed=self.sealed,
            seq=seq,
            note=self.note,
        )
        files: Map[str, File] = text.files.set(self.id, enclosed)
        return with_text(state, replace(text, files=files))


EXAMPLE = EncloseFile(
    id="kaz-letter",
    log="water-2026",
    actor="KAZ/1",
    seen=Seen(root=EMPTY_ROOT, size=0),
    text="statement",
    name="Comments of the ministry.docx",
    format="docx",
    size=18_442,
    sealed="09ab2b79c4e3d5a1f0b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6",
    note={"en": "Cleared on 3 June.", "ru": "Согласовано 3 июня."},
)
