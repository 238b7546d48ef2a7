"""The curves that signatures of acts are checked on: by OpenSSL where the library cryptography is installed, else by Python.

Both answer alike. OpenSSL takes keys that are none here, of small order or compressed: Python looks at each key, once.
"""

from importlib import import_module
from importlib.util import find_spec

from comity.record.signature import PURE, Curves


def curves() -> Curves:
    """The faster that there is."""
    if find_spec("cryptography") is None:
        return PURE
    found: Curves = import_module("comity.record.openssl").CURVES
    return found
