"""A consultation with somebody at every seat, made in a process of its own: ``python -m config.peopled``.

It tells a sign-in token for each role of ``web.water.SEATS``, as JSON.
"""

import json
import sys

import django

if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    from comity.people import links
    from web.water import water

    call_command("migrate", verbosity=0)
    accounts = water().accounts
    sys.stdout.write(json.dumps({role: links.issue(account) for role, account in accounts.items()}))
