"""``python -m comity.cli``: the command where no script is installed."""

import sys

from comity.cli import main

sys.exit(main())
