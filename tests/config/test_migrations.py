"""The tables are those of the models."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check=True, dry_run=True, interactive=False)
    assert "No changes detected" in capsys.readouterr().out


def test_the_settings_pass_djangos_own_examination(capsys):
    call_command("check", fail_level="WARNING")
    assert "no issues" in capsys.readouterr().out
