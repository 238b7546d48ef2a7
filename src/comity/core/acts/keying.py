"""Acts that bring a key into the record have this in common: the key, who holds it, and what it may look like."""

import re
from typing import Annotated

from msgspec import Meta

from comity.core.acts.act import Act, Id
from comity.core.errors import Refused
from comity.core.state import Key, KeyKind, State

Base64 = Annotated[str, Meta(pattern=r"\A([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\Z")]
"""Bytes, as RFC 4648, section 4, writes them."""

Credential = Annotated[Base64, Meta(max_length=1364)]
"""The id of a passkey on its device: at most 1,023 bytes (W3C Web Authentication Level 3, section 4)."""

Holder = Annotated[str, Meta(pattern=r"\A([A-Z0-9][A-Z0-9-]{0,15}(/[1-9][0-9]{0,3})?)?\Z")]
"""A seat, or the code of a party for all of its seats; empty for the seat that acts."""

Label = Annotated[str, Meta(max_length=64)]
Site = Annotated[str, Meta(pattern=r"\A([a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,9})?\Z")]
"""The host name for which a passkey was made (its RP ID); empty for other keys."""

_PUBLIC = {
    "ed25519": re.compile(r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="),
    "passkey": re.compile(r"B[A-Za-z0-9+/]{86}=|[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="),
}
"""32 bytes; of a passkey also 65 bytes that begin with 4, an uncompressed point. The last letter's bits beyond the bytes are zero."""


class Keying(Act, frozen=True, kw_only=True):
    """``public`` is the public key, base64: 32 bytes of Ed25519, or, of a ``passkey``, the 65 of a point of P-256.

    ``label`` is what its holder calls the device: never a person's name, since the record is kept for ever.
    ``credential`` is what the browser needs to ask the device for a passkey's signature.
    """

    key_kind: KeyKind
    public: Base64
    site: Site = ""
    credential: Credential = ""
    holder: Holder = ""
    label: Label = ""

    def check_key(self, state: State, party: str) -> None:
        """Refused for a key of another shape than its kind has, known already, or held by anyone outside ``party``.

        Whether the bytes are a point of the curve is for ``record.signing`` to judge, where there is arithmetic.
        """
        if not _PUBLIC[self.key_kind].fullmatch(self.public):
            raise Refused("key_shapeless", kind=self.key_kind)
        if (self.key_kind == "passkey") != bool(self.site) or (self.credential and not self.site):
            raise Refused("key_site", kind=self.key_kind)
        if self.holder.partition("/")[0] not in {"", party}:
            raise Refused("holder_elsewhere", holder=self.holder, party=party)
        if self.id in state.keys:
            raise Refused("id_taken", id=self.id)
        if any(key.public == self.public for key in state.keys.values()):
            raise Refused("key_known")

    def key(self, party: str, seq: int) -> Key:
        """The key that this act, number ``seq``, brings in for ``party``."""
        holder = self.holder or (self.actor if self.party == party else party)
        return Key(
            id=self.id,
            party=party,
            holder=holder,
            kind=self.key_kind,
            public=self.public,
            site=self.site,
            credential=self.credential,
            label=self.label,
            seq=seq,
        )


def key_of(state: State, key: Id) -> Key:
    """The key of this id that still signs; refused when there is none (``key_unknown``), or it was revoked."""
    found = state.keys.get(key)
    if found is None:
        raise Refused("key_unknown", key=key)
    if found.revoked is not None:
        raise Refused("key_revoked", key=key, seq=found.revoked)
    return found


def keys_of(state: State, party: str) -> tuple[Key, ...]:
    """All keys that ``party`` ever had, in the order added. O(keys)."""
    return tuple(sorted((key for key in state.keys.values() if key.party == party), key=lambda key: key.seq))
