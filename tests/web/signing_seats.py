"""Put a consultation whose acts are signed into a server's folder, and print a token of sign-in for each seat, as JSON.

``COMITY_DATA=folder python signing_seats.py``: a server that runs on the same folder shows it at once.
"""

import json
import os
import sys
from pathlib import Path

import django

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    os.environ["DJANGO_SETTINGS_MODULE"] = "comity.config.settings"
    django.setup()

    from comity.people import links
    from web.signing import SEATS, signing

    held = signing(signing=1)
    print(json.dumps({SEATS[role]: links.issue(account) for role, account in held.accounts.items()}))
