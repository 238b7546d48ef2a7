"""A disk that loses its power: what a process asked of it, call by call, and what may be left at any moment.

The calls are those that ``strace`` saw. What was synced is there; of what was not, any part may be: writes are dropped,
torn into sectors or done out of order, names of files created or removed are lost from some moment on.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
TRACED = "openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,rename"
STRACE = ("strace", "-qq", "-y", "-xx", "-s", "2000000", "-e", f"trace={TRACED}")

_CALL = re.compile(r"(?P<name>\w+)\((?P<given>.*)\)\s+= (?P<result>-?\d+)(?:<(?P<opened>[^>]*)>)?")
_FILE = re.compile(r"(?P<fd>\d+)<(?P<path>[^>]*)>(?:, )?(?P<rest>.*)")
_DATA = re.compile(r'"(?P<data>[^"]*)"(?:, (?P<length>\d+))?(?:, (?P<at>\d+))?')


@dataclass(frozen=True)
class Call:
    """``write`` of ``data`` at ``at``, ``resize`` to ``at``, ``sync``, ``create`` or ``remove`` of a file; ``tell`` of a line."""

    does: str
    path: Path
    at: int = 0
    data: bytes = b""


@dataclass
class Inode:
    """A file's bytes on the disk, and what is on its way there."""

    data: bytearray = field(default_factory=bytearray)
    waiting: list[Call] = field(default_factory=list)

    def sync(self):
        for call in self.waiting:
            apply(self.data, call)
        self.waiting.clear()


def apply(data, call):
    """Do one write, or change of size, to the bytes of a file."""
    if call.does == "resize":
        del data[call.at :]
    if len(data) < call.at:
        data.extend(bytes(call.at - len(data)))
    data[call.at : call.at + len(call.data)] = call.data


class Disk:
    """The files below ``folder`` as they were, and what became of them call by call."""

    def __init__(self, folder):
        self.folder = folder
        self.kept = {path: Inode(bytearray(path.read_bytes())) for path in folder.rglob("*") if path.is_file()}
        self.named = dict(self.kept)
        self.waiting = []

    def do(self, call):
        """One call of the process."""
        if call.does in {"write", "resize"}:
            self.named[call.path].waiting.append(call)
        elif call.does == "create":
            self.named[call.path] = Inode()
            self.waiting.append((call, self.named[call.path]))
        elif call.does == "remove":
            self.waiting.append((call, self.named.pop(call.path)))
        elif call.path in self.named:
            self.named[call.path].sync()
        else:
            self.waiting = [each for each in self.waiting if each[0].path.parent != call.path or self.enter(*each)]

    def enter(self, call, inode, names=None):
        """Let a name come to be, or go, on the disk."""
        names = self.kept if names is None else names
        if call.does == "create":
            names[call.path] = inode
        else:
            names.pop(call.path, None)

    def left(self, chance: Random):
        """Bytes by path that may be found once the power is back."""
        names = dict(self.kept)
        for call, inode in self.waiting[: chance.randint(0, len(self.waiting))]:
            self.enter(call, inode, names)
        fate = chance.choice(("nothing", "everything", "some", "some"))
        return {path: _survived(inode, fate, chance) for path, inode in names.items()}


def _survived(inode, fate, chance):
    data = bytearray(inode.data)
    for call in inode.waiting:
        if fate == "everything" or (fate == "some" and chance.random() < 0.5):
            for piece in _torn(call, chance) if fate == "some" else (call,):
                apply(data, piece)
    return bytes(data)


def _torn(call, chance):
    """The sectors of a write that reached the disk: all of them, or any."""
    if call.does == "resize" or chance.random() < 0.5:
        return (call,)
    starts = range(0, len(call.data), SECTOR)
    pieces = [Call("write", call.path, call.at + at, call.data[at : at + SECTOR]) for at in starts]
    return [piece for piece in pieces if chance.random() < 0.5]


def read(trace, folder, known):
    """The calls of a trace that concern the files below ``folder``, where ``known`` were at first, and the lines told."""
    calls, known = [], set(known)
    for line in trace.read_text("ascii").splitlines():
        found = _CALL.match(line)
        if found and not found["result"].startswith("-"):
            calls += _calls(found, folder, known)
    return calls


def _calls(found, folder, known):
    name, given = found["name"], found["given"]
    if name == "openat":
        path = _path(found["opened"])
        if "O_CREAT" in given and folder in path.parents and path not in known:
            known.add(path)
            yield Call("create", path)
        if "O_TRUNC" in given and folder in path.parents:
            yield Call("resize", path)
        return
    if name in {"unlink", "unlinkat"}:
        path = _path(_DATA.search(given)["data"])
        if folder in path.parents:
            known.discard(path)
            yield Call("remove", path)
        return
    assert name != "rename", "a rename is not part of this model"
    yield from _of_file(found, folder)


def _of_file(found, folder):
    target = _FILE.match(found["given"])
    path = _path(target["path"])
    if target["fd"] == "1" and found["name"] == "write":
        yield Call("tell", path, data=_bytes(_DATA.match(target["rest"])["data"]))
    elif folder not in (path, *path.parents) or path.name.endswith("-shm"):
        return
    elif found["name"] == "ftruncate":
        yield Call("resize", path, int(target["rest"]))
    elif found["name"] in {"fsync", "fdatasync"}:
        yield Call("sync", path)
    else:
        assert found["name"] == "pwrite64", found[0][:200]
        data = _DATA.match(target["rest"])
        yield Call("write", path, int(data["at"]), _bytes(data["data"])[: int(found["result"])])


def _bytes(text):
    return bytes.fromhex(text.replace("\\x", ""))


def _path(text):
    return Path(_bytes(text).decode()) if text.startswith("\\x") else Path(text)
