"""A host that serves a log over HTTP as files, honestly or not, with cosignatures taken where they are posted."""

import json
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from comity.record import note, rotation
from comity.record.checkpoint import Checkpoint
from comity.record.hashes import Hashes
from comity.record.leaf import leaf
from comity.record.note import Note
from comity.record.proof import inclusion
from comity.record.receipt import Receipt
from comity.record.rotation import Rotation
from comity.record.tile import bundled, tiles
from comity.record.tree import leaf_hash
from record.signing import signer

ORIGIN = "comity/0123456789abcdef"


def statement(n, words="as filed", party="KAZ"):
    """A statement with what a witness reads of it."""
    body = {"actor": f"{party}/1", "id": f"act-{n}", "kind": "test.do", "log": "test-2026", "words": words}
    return json.dumps(body, separators=(",", ":"), sort_keys=True)


class Host:
    """``folder`` is what it serves; ``posted`` what witnesses sent it."""

    def __init__(self, folder, origin=ORIGIN, seed=1):
        self.folder = folder
        self.key, self._sign = signer(origin, seed=seed)
        self.statements = []
        self.rotations = b""
        self.posted = []
        self.status = 200
        self.address = ""
        self.elsewhere = ""
        self.begun, self.dripping = b"HTTP/1.1 200 OK\r\n", b""
        self.left = Event()
        self.asked = []

    @property
    def leaves(self):
        return [leaf(1_000_000 + n, n, each) for n, each in enumerate(self.statements)]

    @property
    def hashes(self):
        return Hashes(map(leaf_hash, self.leaves))

    def grow(self, size, **facts):
        """Serve a record of ``size`` acts."""
        self.statements += [statement(n, **facts) for n in range(len(self.statements), size)]
        return self.serve()

    def rewrite(self, n, words="as the host would have it"):
        """Serve the record with other words in act ``n``."""
        self.statements[n] = statement(n, words)
        return self.serve()

    def pass_on(self, seed, announced=True):
        """Sign with another key from now on, announced under the one before it or not."""
        new, sign = signer(self.key.name, seed=seed)
        made = Rotation(self.key, new, len(self.statements), self.hashes.root(len(self.statements)).hex())
        if announced:
            self.rotations += rotation.signed(made, self._sign, sign)
        self.key, self._sign = new, sign
        return self.serve()

    def serve(self):
        for path, data in self.files().items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(data)
        return self

    def files(self):
        leaves, hashes = self.leaves, self.hashes
        found = {"key": f"{self.key}\n".encode(), "checkpoint": bytes(self.note())}
        if self.rotations:
            found["rotations"] = self.rotations
        for each in tiles(len(leaves)):
            start, end = each.span
            found[each.path] = bundled(leaves[start:end]) if each.level < 0 else hashes.tile(each)
        return found

    def note(self, size=None):
        size = len(self.statements) if size is None else size
        text = Checkpoint(self.key.name, size, self.hashes.root(size)).text
        return Note(text, (note.signed(text, self.key, self._sign),))

    def receipt(self, n):
        return bytes(Receipt(n, inclusion(n, len(self.statements), self.hashes.subtree), self.note()))

    @contextmanager
    def listening(self):
        host = self

        class Door(SimpleHTTPRequestHandler):
            def do_POST(self):
                host.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(host.status)
                self.send_header("Content-Type", "text/plain; charset=utf-8")
                self.end_headers()
                self.wfile.write(b"so says the host\n")

            def do_GET(self):
                host.asked.append((self.path, self.headers.get("Authorization")))
                if host.dripping:
                    self._drip()
                elif host.elsewhere:
                    self.send_response(302)
                    self.send_header("Location", host.elsewhere + self.path)
                    self.end_headers()
                else:
                    super().do_GET()

            def _drip(self):
                with suppress(OSError):
                    self.wfile.write(host.begun)
                    while not host.left.wait(0.01):
                        self.wfile.write(host.dripping)

            def log_message(self, *told):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Door, directory=str(self.folder)))
        server.daemon_threads = False  # they are waited for
        server.handle_error = lambda *_: None  # whoever asks may hang up
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self
        finally:
            self.left.set()
            server.shutdown()
            server.server_close()
