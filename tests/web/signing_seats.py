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

    from comity.people import links, seats
    from comity.people.models import Account
    from web.signing import SEATS, signing
    from web.water import LOG

    held = signing(signing=1)
    tokens = {SEATS[role]: links.issue(account) for role, account in held.accounts.items()}
    for code in ("UZB", "BLR"):  # parties without a key, for stories that begin with the first one
        held.do("party.admit", admitted=code, party_kind="member", names={"en": code})
        account = Account.objects.create(name=f"{code} who signs", display=f"{code}/1")
        seats.give(account, LOG, f"{code}/1")
        tokens[f"{code}/1"] = links.issue(account)
    print(json.dumps(tokens))
