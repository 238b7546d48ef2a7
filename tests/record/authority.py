"""A time-stamping authority of our own, by the program openssl: a root, and a certificate for time stamps under it."""

import shutil
import subprocess
from pathlib import Path

import pytest

KINDS = {"rsa": ("rsa:2048",), "ecdsa": ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")}

SETTINGS = """
[req]
distinguished_name=dn
prompt=no
[dn]
CN=nobody
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
[stamps]
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,{use}
[tsa]
default_tsa=own
[own]
serial={folder}/serial
crypto_device=builtin
default_policy=1.3.6.1.4.1.99999.7
other_policies=1.3.6.1.4.1.99999.8
digests=sha256
accuracy=secs:1
clock_precision_digits=3
tsa_name={named}
ess_cert_id_alg={ess}
signer_digest=sha256
"""

USUAL = {"use": "timeStamping", "named": "yes", "ess": "sha256"}
"""What a certificate is for, whether tokens name the authority, and by which hash they name its certificate."""

needed = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the program openssl (Debian: openssl)")


class Authority:
    """One authority in a folder: ``root`` is the certificate to trust (PEM)."""

    def __init__(self, folder: Path, kind="rsa", name="Time of Examples", **changes):
        self.folder = folder
        folder.mkdir(parents=True)
        (folder / "settings").write_text(SETTINGS.format(folder=folder, **{**USUAL, **changes}))
        (folder / "serial").write_text("0A")
        new = ("-newkey", *KINDS[kind], "-nodes", "-utf8", "-config", "settings")
        self.run("req", "-x509", *new, "-keyout", "root.key", "-out", "root.pem", "-days", "9", "-extensions", "root",
                 "-subj", f"/O=Examples/CN=Root of {name}")  # fmt: skip
        self.run("req", *new, "-keyout", "own.key", "-out", "own.csr", "-subj", f"/O=Examples/CN={name}")
        self.run("x509", "-req", "-in", "own.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "9",
                 "-extfile", "settings", "-extensions", "stamps", "-out", "own.pem")  # fmt: skip

    @property
    def root(self) -> bytes:
        return (self.folder / "root.pem").read_bytes()

    def run(self, *words, check=True):
        return subprocess.run(
            ["openssl", *words], cwd=self.folder, env={"PATH": "/usr/bin:/bin"}, capture_output=True, check=check
        )

    def answer(self, request: bytes) -> bytes:
        """What the authority answers to a request, whatever it is."""
        (self.folder / "asked").write_bytes(request)
        self.run("ts", "-reply", "-config", "settings", "-section", "own", "-queryfile", "asked",
                 "-inkey", "own.key", "-signer", "own.pem", "-out", "answer")  # fmt: skip
        return (self.folder / "answer").read_bytes()

    def accepts(self, answer: bytes, data: bytes) -> bool:
        """Whether ``openssl ts -verify`` takes an answer for a stamp of ``data`` under the root."""
        (self.folder / "judged").write_bytes(answer)
        (self.folder / "data").write_bytes(data)
        words = ("ts", "-verify", "-in", "judged", "-data", "data", "-CAfile", "root.pem")
        return self.run(*words, check=False).returncode == 0
