"""What a witness must say aloud: the host, or whoever posts as the host, did what an honest one cannot do."""

import hashlib
from pathlib import Path

from comity.cli.witnessing.keeping import put
from comity.core.errors import Fact


class Wrong(Exception):  # noqa: N818 - it is said as a sentence: "that is wrong"
    """``code`` names the sentence ``witness.wrong.<code>``, ``facts`` its places; ``evidence`` are files by name."""

    def __init__(self, code: str, evidence: dict[str, bytes], **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.evidence = evidence
        self.facts = facts

    def keep(self, folder: Path) -> Path:
        """Put the evidence into a folder of its own below ``folder``; the same evidence finds the same folder."""
        digest = hashlib.sha256(b"\0".join(self.evidence.values())).hexdigest()[:12]
        place = folder / f"{self.code}-{digest}"
        for name, data in self.evidence.items():
            put(place / name, data)
        return place
