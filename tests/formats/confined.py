"""Reading in a process of its own that may not take more than so much memory and time: what a stranger's file costs."""

import resource
import subprocess
import sys

SPACE = 512 * 1024**2
"""Bytes of address space, of which the interpreter and the parser take a hundred million before they begin."""

_READ = """
import sys
from importlib import import_module
from comity.core.errors import Unreadable
module, name, *more = sys.argv[1:]
data = sys.stdin.buffer.read()
try:
    getattr(import_module(module), name)(data, *more)
    print("read")
except Unreadable as error:
    print(error.why)
"""


def outcome(data, module, name, *more, space=SPACE, seconds=20):
    """``read``, or the code of why not, of ``module.name(data, *more)`` within ``space`` and ``seconds`` of processor time."""

    def confine():
        resource.setrlimit(resource.RLIMIT_AS, (space, space))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    done = subprocess.run(
        [sys.executable, "-c", _READ, module, name, *more],
        input=data,
        capture_output=True,
        check=False,
        preexec_fn=confine,
    )
    return done.stdout.decode().strip() or done.stderr.decode()
