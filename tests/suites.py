"""Run every suite, installing what each needs where it may, and close with one table of what ran and what could not.

``python tests/suites.py [SUITE …]`` runs all suites, or those named. Exit code 0 when every suite that ran passed; where
``CI`` is set, a suite that could not run counts as failed.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PYTEST = (str(BIN / "pytest"), "-q", "-n", "2", "--dist", "loadfile")


@dataclass(frozen=True)
class Suite:
    """Commands to run one after the other, and what they need.

    ``needs`` are Debian packages, each with a file that it brings (a pattern from the root) or a program; ``modules`` are
    folders with a ``package-lock.json`` whose packages npm installs.
    """

    name: str
    commands: tuple[tuple[str, ...], ...]
    needs: tuple[tuple[str, str], ...] = ()
    modules: tuple[str, ...] = ()


@dataclass
class Outcome:
    """What became of a suite: counted tests, seconds, and why it could not run or where it failed."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)
    ran: bool = True

    @property
    def result(self) -> str:
        """One word for the table."""
        if not self.ran:
            return "not run"
        return "failed" if self.failed else "passed"


PRINTING = (
    ("libpango-1.0-0", "/usr/lib/*/libpango-1.0.so.0"),
    ("libpangoft2-1.0-0", "/usr/lib/*/libpangoft2-1.0.so.0"),
    ("libharfbuzz-subset0", "/usr/lib/*/libharfbuzz-subset.so.0"),
    ("fonts-dejavu-core", "/usr/share/fonts/truetype/dejavu"),
)
STAMPING = (("openssl", "openssl"),)
SERVER = ("tests/registry", "tests/people", "tests/config", "tests/web")
SUITES = (
    Suite(
        "house",
        (
            (str(BIN / "ruff"), "check", "--quiet", "."),
            (str(BIN / "ruff"), "format", "--check", "--quiet", "."),
            (str(BIN / "mypy"),),
            (str(BIN / "lint-imports"), "--no-cache"),
            (sys.executable, "tests/templates.py", "--check"),
            (*PYTEST, "tests/house"),
        ),
    ),
    Suite(
        "core",
        ((*PYTEST, "tests/core", "tests/record", "tests/formats", "tests/cli", "tests/worked"),),
        (("poppler-utils", "pdftotext"), *PRINTING, *STAMPING),
    ),
    Suite("server on SQLite", ((*PYTEST, *SERVER),), (*PRINTING, *STAMPING)),
    Suite(
        "server on PostgreSQL",
        ((sys.executable, "tests/postgres.py", "--", *PYTEST, *SERVER),),
        (("postgresql", "/usr/lib/postgresql/*/bin/initdb"), *PRINTING, *STAMPING),
    ),
    Suite(
        "faults",
        ((*PYTEST, "tests/faults"),),
        (("strace", "strace"), ("postgresql", "/usr/lib/postgresql/*/bin/initdb")),
    ),
    Suite(
        "browser",
        (((*PYTEST, "tests/e2e")),),
        (
            ("chromium", "/usr/bin/chromium"),
            ("fonts-dejavu-core", "/usr/share/fonts/truetype/dejavu"),
            ("libatomic1", "/usr/lib/*/libatomic.so.1"),  # the browser is driven by Node, which wants it
        ),
    ),
    Suite(
        "files",
        ((*PYTEST, "tests/oracle"),),
        (
            ("libreoffice-writer", "/usr/lib/libreoffice/program/libswuilo.so"),  # without windows it dies of edits
            ("python3-uno", "/usr/lib/python3/dist-packages/uno.py"),
            ("pandoc", "pandoc"),
            ("poppler-utils", "pdftotext"),
            ("nodejs", "node"),
            ("npm", "npm"),
            *PRINTING,
        ),
        ("tests/oracles",),
    ),
    Suite(
        "record",
        ((*PYTEST, "tests/verifiers"),),
        (
            ("golang-go", "go"),
            ("golang-golang-x-mod-dev", "/usr/share/gocode/src/golang.org/x/mod/sumdb/note/note.go"),
            ("nodejs", "node"),
            ("npm", "npm"),
        ),
        ("tests/oracles",),
    ),
)


def missing(suite: Suite) -> list[str]:
    """The packages whose file or program is not on this machine."""
    return [package for package, brings in suite.needs if not present(brings)]


def present(brings: str) -> bool:
    """Whether a file, by a pattern from the root, or a program is here."""
    return any(Path("/").glob(brings[1:])) if brings.startswith("/") else shutil.which(brings) is not None


def install(packages: list[str]) -> bool:
    """Install Debian packages without asking anything; false where that is not possible here."""
    apt = shutil.which("apt-get")
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if apt is None or (root and shutil.which("sudo") is None):
        return False
    subprocess.run([*root, apt, "update", "-qq"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    command = [*root, "env", "DEBIAN_FRONTEND=noninteractive", apt, "install", "-y", "-qq", "--no-install-recommends"]
    done = subprocess.run([*command, *packages], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def fetch(folder: str) -> bool:
    """Install the packages that a folder's lock file names, unless they lie there; false where npm cannot reach them."""
    lock, marker = ROOT / folder / "package-lock.json", ROOT / folder / "node_modules/.fetched"
    if marker.is_file() and marker.read_bytes() == lock.read_bytes():
        return True
    done = subprocess.run(
        ["npm", "ci", "--silent", "--ignore-scripts"], cwd=lock.parent, stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode == 0:
        marker.write_bytes(lock.read_bytes())
    return done.returncode == 0


def counts(report: Path) -> Iterator[tuple[str, int]]:
    """Passed, failed and skipped tests of a JUnit report."""
    suite = ET.parse(report).getroot().find("testsuite")
    numbers = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
    bad = numbers["failures"] + numbers["errors"]
    yield "passed", numbers["tests"] - bad - numbers["skipped"]
    yield "failed", bad
    yield "skipped", numbers["skipped"]


def run(command: tuple[str, ...], outcome: Outcome) -> None:
    """Run one command; a test run is counted by its report, any other command counts as one test."""
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        extra = (f"--junitxml={report}",) if PYTEST[0] in command else ()
        code = subprocess.run([*command, *extra], cwd=ROOT, check=False).returncode
        found = dict(counts(report)) if report.exists() else {"passed": int(code == 0), "failed": 0, "skipped": 0}
    if code and not found["failed"]:
        found["failed"] = 1
    for key, number in found.items():
        setattr(outcome, key, getattr(outcome, key) + number)
    if code:
        outcome.notes.append(f"{Path(command[0]).name} {' '.join(command[1:])}"[:90])


def attempt(suite: Suite) -> Outcome:
    """Run a suite, after installing what it needs."""
    outcome = Outcome(suite.name)
    print(f"\n== {suite.name}", flush=True)
    lacking = missing(suite)
    if lacking and not install(lacking):
        outcome.ran = False
        outcome.notes.append(f"needs {', '.join(lacking)}: could not be installed here (apt-get as root)")
        return outcome
    if unreached := [folder for folder in suite.modules if not fetch(folder)]:
        outcome.ran = False
        outcome.notes.append(f"needs the packages of {', '.join(unreached)}: npm ci could not install them here")
        return outcome
    start = time.monotonic()
    for command in suite.commands:
        run(command, outcome)
    outcome.seconds = time.monotonic() - start
    return outcome


def table(outcomes: list[Outcome]) -> str:
    """The closing table."""
    rows = [f"{'suite':<22}{'result':<9}{'passed':>7}{'failed':>7}{'skipped':>8}{'seconds':>9}  why"]
    rows += [
        f"{o.name:<22}{o.result:<9}{o.passed:>7}{o.failed:>7}{o.skipped:>8}{o.seconds:>9.0f}  {'; '.join(o.notes)}"
        for o in outcomes
    ]
    return "\n".join(rows)


def main(names: list[str]) -> int:
    """Run the suites named (all where none is named) and print the closing table."""
    outcomes = [attempt(suite) for suite in SUITES if not names or suite.name in names]
    print(f"\n{table(outcomes)}\n")
    total = [sum(getattr(o, key) for o in outcomes) for key in ("passed", "failed", "skipped")]
    print("{} passed, {} failed, {} skipped".format(*total))
    unrun = [o for o in outcomes if not o.ran]
    return int(any(o.failed for o in outcomes) or not outcomes or bool(unrun and os.environ.get("CI")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
