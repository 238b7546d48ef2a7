"""Hold the templates to one style with djade: ``python tests/templates.py [--check]``."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DJADE = Path(sys.executable).parent / "djade"


def main(flags: list[str]) -> int:
    """Format every template, or only check with ``--check``."""
    templates = sorted(str(path) for path in (ROOT / "src/comity/web/templates").rglob("*.html"))
    return (
        subprocess.run([DJADE, "--target-version", "5.2", *flags, *templates], check=False).returncode
        if templates
        else 0
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
