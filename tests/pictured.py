"""Put a consultation whose record is signed, cosigned and stamped into a server's folder; prints a token of sign-in for KAZ/1.

``COMITY_DATA=folder python pictured.py``: a server that runs on the same folder shows it at once. ``picture`` looks at it.
"""

import os
import sys
import time
from pathlib import Path

import django

PROPOSED = {
    "p1": "The Parties shall exchange data on the level of shared rivers every hour.",
    "p2": "The Parties shall notify each other of every release from a reservoir.",
}
ADDED = "The Parties shall hold a joint exercise every year."


def fill(held, folder: Path) -> None:
    """One passkey signs three proposals at once, another party answers with a key of its own; then others vouch for all of it."""
    head = registry.head(LOG)
    made = {"log": LOG, "actor": "KAZ/1", "seen": head, "text": TEXT}
    acts = [
        KINDS["text.reword"](id=f"kaz-{each}", provision=each, wordings={"en": words}, **made)
        for each, words in PROPOSED.items()
    ]
    new = {"provision_kind": "operative", "provision_number": "3.", "wordings": {"en": ADDED}}
    acts.append(KINDS["text.add"](id="kaz-p3", after="p2", **new, **made))
    key, device = held.devices["KAZ/1"]
    for act, line in zip(acts, device.sign_all(acts, key), strict=True):
        registry.append(LOG, encode(act), [line])
    answers = {"kaz-p1": "support", "kaz-p2": "can_accept"}
    for proposal, value in answers.items():
        held.do("text.take_position", "RUS/1", text=TEXT, proposal=proposal, value=value)
    witness("RUS", "witness.mfa.example", 7)
    authority = Authority(folder / "authority", "ecdsa", "Time of Examples")
    stamps.keep(LOG, "examples", authority.answer(stamps.request(LOG)))
    held.do("text.take_position", "RUS/1", text=TEXT, proposal="kaz-p3", value="reserve")
    witness("KAZ", "witness.gov.example", 8)


def witness(party: str, name: str, seed: int) -> None:
    """A witness of a party cosigns the record as it stands."""
    key, sign = signer(name, COSIGNATURE, seed)
    head = registry.head(LOG)
    text = checkpoint.Checkpoint(registry.key(LOG).name, head.size, bytes.fromhex(head.root)).text
    registry.cosign(LOG, party, key, Note(text, (cosignature.cosign(text, key, int(time.time()), sign),)))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "comity.config.settings"
    django.setup()

    from comity import registry
    from comity.core.acts import KINDS, encode
    from comity.people import links
    from comity.record import checkpoint, cosignature
    from comity.record.note import COSIGNATURE, Note
    from comity.registry import stamps
    from record.authority import Authority
    from record.devices import Card
    from record.signing import signer
    from web.signing import phone, signing
    from web.water import LOG, TEXT

    seated = signing(signing=1)
    for seat, device, label in (
        ("KAZ/1", phone(), "Mission telephone"),
        ("RUS/1", Card(31), "Capital"),
    ):
        key = f"{seat[:3].lower()}-key"
        seated.do("key.add", seat, id=key, label=label, **device.fields)
        seated.devices[seat] = (key, device)
    fill(seated, Path(os.environ["COMITY_DATA"]))
    sys.stdout.write(links.issue(seated.accounts["member"]))
