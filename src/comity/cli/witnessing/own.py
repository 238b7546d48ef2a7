"""What a party knows that it did, held against what the record says that it did."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from comity.cli.witnessing.continued import Succession, succession
from comity.cli.witnessing.keeping import got
from comity.cli.witnessing.mirror import Mirror
from comity.cli.witnessing.statements import told
from comity.cli.witnessing.wrong import Wrong
from comity.core.errors import Unreadable
from comity.record import checkpoint, receipt
from comity.record.checkpoint import Checkpoint
from comity.record.leaf import read_leaf
from comity.record.note import Key


class Named(Struct, frozen=True):
    """What every statement says, of whatever kind: kinds may be younger than this program."""

    actor: str
    id: str
    log: str


_STATEMENT = msgspec.json.Decoder(Named)


class Own:
    """The acts of ``party`` in ``folder``: statements or leaves (``*.json``) and receipts (``*.tlog-proof``).

    Files that are neither, or of another record, are passed over; that there is no such folder is not (``Unreadable``,
    ``own_folder``). What was read of the record is remembered, so that a round reads what is new.
    """

    def __init__(self, folder: Path, party: str = "") -> None:
        self._folder, self.party = folder, party
        self._seqs: dict[str, int] = {}
        """The numbers of acts, by their ids."""
        self._digests: list[bytes] = []
        """The SHA-256 of the statements, by number."""
        self._logs: set[str] = set()
        """The names of the record: another for acts of a record that it continues."""
        self._before: dict[str, tuple[int, Succession]] = {}
        """How many acts the record has of those that it continues, and what it says of them, by their origins."""
        self._ours: dict[str, int] = {}
        """The acts that the record has of the party."""

    def check(self, mirror: Mirror, keys: tuple[Key, ...]) -> int:
        """How many acts were found as they were filed. Raises ``Wrong`` at the first that was not.

        ``act_missing``, ``act_altered``; ``act_unknown`` for one in the party's name that the folder does not hold (looked for
        where a party is named); ``receipt_ahead`` and ``receipt_forked`` for a head that the host signed with one of ``keys``
        and no longer stands by. Of a record that this one continues, acts and receipts may be missing as far as its host told
        that they are lost.
        """
        self._read(mirror)
        evidence = {"checkpoint": bytes(mirror.note)} if mirror.note else {}
        for name, data, head in self._receipts(mirror, keys):
            self._hold(mirror, name, head, {**evidence, name: data})
        found = set()
        for name, data, act, statement in self._statements():
            if act.id not in self._seqs and self._is_lost(act):
                continue
            self._find(act, statement, {**evidence, name: data})
            found.add(act.id)
        for own, seq in self._ours.items():
            if own not in found:
                leaf = next(mirror.leaves(seq, seq + 1))
                raise Wrong("act_unknown", {**evidence, f"{seq}.json": leaf}, act=own, seq=seq, party=self.party)
        return len(found)

    def _read(self, mirror: Mirror) -> None:
        for seq, leaf in enumerate(mirror.leaves(len(self._digests), len(mirror)), len(self._digests)):
            statement = read_leaf(leaf).stmt.encode()
            self._digests.append(hashlib.sha256(statement).digest())
            act = told(statement, _STATEMENT)
            if act is None:  # nobody's act; that it is none is for a verifier to say
                continue
            self._logs.add(act.log)
            if before := succession(leaf):
                self._before[before.origin] = (seq, before)
            self._seqs[act.id] = seq
            if self.party and act.actor.partition("/")[0] == self.party:
                self._ours[act.id] = seq

    def _find(self, act: Named, statement: bytes, evidence: dict[str, bytes]) -> None:
        seq = self._seqs.get(act.id)
        if seq is None:
            raise Wrong("act_missing", evidence, act=act.id)
        if self._digests[seq] != hashlib.sha256(statement).digest():
            raise Wrong("act_altered", evidence, act=act.id, seq=seq)

    def _hold(self, mirror: Mirror, name: str, head: Checkpoint, evidence: dict[str, bytes]) -> None:
        size, told = self._end(mirror, head)
        if head.size > told:
            raise Wrong("receipt_ahead", evidence, file=name, size=head.size, now=size)
        if head.size <= size and head.root != mirror.hashes.root(head.size):
            raise Wrong("receipt_forked", evidence, file=name, size=head.size)

    def _end(self, mirror: Mirror, head: Checkpoint) -> tuple[int, int]:
        """How many acts the record has of the log of a head, and how many it says that there were."""
        if mirror.head and head.origin == mirror.head.origin:
            return len(mirror), len(mirror)
        size, before = self._before[head.origin]
        return size, max(size, before.lost.size if before.lost else 0)

    def _is_lost(self, act: Named) -> bool:
        return any(before.lost and before.predecessor == act.log for _, before in self._before.values())

    def _statements(self) -> Iterator[tuple[str, bytes, Named, bytes]]:
        for name, data in self._files("*.json"):
            statement = _statement(data)
            act = told(statement, _STATEMENT)
            if act and act.log in self._logs:
                yield name, data, act, statement

    def _receipts(self, mirror: Mirror, keys: tuple[Key, ...]) -> Iterator[tuple[str, bytes, Checkpoint]]:
        """Receipts that a key of the mirrored log, or of one that it continues, signed."""
        for name, data in self._files("*.tlog-proof"):
            try:
                signed = receipt.read(data).note
                head = checkpoint.read(signed.text)
                signer = checkpoint.signer(signed, keys)
            except Unreadable:
                continue
            if signer and mirror.head and head.origin in {mirror.head.origin, *self._before}:
                yield name, data, head

    def _files(self, pattern: str) -> Iterator[tuple[str, bytes]]:
        if not self._folder.is_dir():
            raise Unreadable(str(self._folder), "own_folder")
        for path in sorted(self._folder.glob(pattern)):
            yield path.name, got(path) or b""


def _statement(data: bytes) -> bytes:
    """The statement of a file: of a leaf what it holds, else the file itself."""
    try:
        return read_leaf(data).stmt.encode()
    except Unreadable:
        return data.removesuffix(b"\n")
