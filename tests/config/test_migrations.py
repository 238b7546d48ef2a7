"""The tables are those of the models."""

import pytest
from django.core.management import call_command
from django.db import connection

from comity import registry
from comity.people import delegation, seats
from comity.record.verify import verify
from registry.acts import LOG, admit, append, grow

BEFORE = {"registry": "0004", "people": "0002"}
"""The tables before files were kept with a record, records went on as others, and seats outlived accounts."""


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check=True, dry_run=True, interactive=False)
    assert "No changes detected" in capsys.readouterr().out


def test_the_settings_pass_djangos_own_examination(capsys):
    call_command("check", fail_level="WARNING")
    assert "no issues" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_record_of_older_tables_stays_as_it_was_and_goes_on():
    grow(3)
    invited = delegation.invite(LOG, "KAZ", "", "en")
    account = seats.Place.objects.get(log=LOG, seat=invited.seat).account
    kept = registry.head(LOG), registry.checkpoint(LOG), registry.export(LOG)
    for app, name in BEFORE.items():
        call_command("migrate", app, name, verbosity=0)
    assert "registry_part" not in connection.introspection.table_names()
    call_command("migrate", verbosity=0)
    assert "registry_part" in connection.introspection.table_names()
    assert (registry.head(LOG), registry.checkpoint(LOG), registry.export(LOG)) == kept
    assert seats.seat(account, LOG) == invited.seat
    assert append(admit("NEW", registry.head(LOG))).seq == 3
    assert verify(registry.export(LOG)).sound
    delegation.end(LOG, invited.seat)
    assert delegation.invite(LOG, "KAZ", "", "en").seat != invited.seat
