"""Keys for tests: real Ed25519, made from a seed."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from comity.record.note import ED25519, Key


def signer(name, kind=ED25519, seed=1):
    """A public key, and what signs with it."""
    private = Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32, "big"))
    return Key(name, private.public_key().public_bytes_raw(), kind), private.sign
