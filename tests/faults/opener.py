"""``python -m faults.opener``: make the tables and open the record."""

import django
from django.core.management import call_command

from registry.acts import OPEN, append

if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    append(OPEN)
