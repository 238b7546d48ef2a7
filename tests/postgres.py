"""A private PostgreSQL server for one run of tests: ``python tests/postgres.py -- COMMAND …``.

The command runs with ``COMITY_DATABASE`` set to the server's address; its exit code is passed on, and nothing is left
behind. The server listens on a socket in its own folder and on a free port of this machine only.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from waiting import PATIENCE

# A test run is thrown away: durability, which another suite proves, would only make it slow.
OPTIONS = ("fsync=off", "full_page_writes=off", "max_connections=60", "timezone=UTC")
PORTS = 5
"""Ports that are tried one after the other."""


@contextmanager
def server(options: tuple[str, ...] = OPTIONS) -> Iterator[str]:
    """Run a fresh cluster with these settings; gives the address of its database ``comity``."""
    with _folder() as folder:
        run(
            "initdb",
            "--pgdata",
            folder / "data",
            "--username=comity",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        )
        with _running(folder, options) as port:
            run("createdb", "--host", folder, "--port", port, "--username=comity", "comity")
            yield _address(port)


@contextmanager
def standby(primary: str, options: tuple[str, ...]) -> Iterator[str]:
    """Run a second cluster that follows the one at ``primary``, and may take its place; gives the address of its copy of the database."""
    with _folder() as folder:
        how = ("--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast")
        run("pg_basebackup", "--pgdata", folder / "data", "--dbname", primary, *how)
        with _running(folder, options) as port:
            yield _address(port)


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder for one cluster."""
    with TemporaryDirectory(prefix="comity-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        yield Path(folder)


@contextmanager
def _running(folder: Path, options: tuple[str, ...]) -> Iterator[int]:
    """Run the cluster of a folder; gives its port."""
    settings = " ".join(f"-c {option}" for option in (*options, "listen_addresses=127.0.0.1"))
    control = ("--wait", f"--timeout={PATIENCE}", "--silent", "--pgdata", folder / "data")
    port = _started(control, folder, settings)
    try:
        yield port
    finally:
        run("pg_ctl", "stop", *control, "--mode=immediate")


def _started(control: tuple[object, ...], folder: Path, settings: str) -> int:
    """The port on which a cluster was started: another where somebody was quicker to take the one that was free."""
    for port in (free_port() for _ in range(PORTS)):
        start = f"-c unix_socket_directories={folder} -c port={port} {settings}"
        with suppress(subprocess.CalledProcessError):
            run("pg_ctl", "start", *control, "--log", folder / "log", "--options", start)
            return port
    sys.exit((folder / "log").read_text())


def _address(port: int) -> str:
    return f"postgresql://comity@127.0.0.1:{port}/comity"


def run(program: str, *arguments: object) -> None:
    """Run one of PostgreSQL's programs, which refuse to work for root: then as the user ``postgres``."""
    command = [str(binaries() / program), *map(str, arguments)]
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


def binaries() -> Path:
    """Debian's newest PostgreSQL programs, or those on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = shutil.which("initdb")
    if found:
        return found[-1]
    if on_path:
        return Path(on_path).parent
    sys.exit("PostgreSQL's programs are not here: apt-get install postgresql")


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(command: list[str]) -> int:
    """Run ``command`` beside a fresh server."""
    with server() as address:
        return subprocess.run(command, env={**os.environ, "COMITY_DATABASE": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[sys.argv.index("--") + 1 :]))
