"""Entries are found by the ids of their acts, which are used once, and no longer by the hashes of their statements."""

import json

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Read the ids out of the leaves."""
    del schema_editor
    entries = apps.get_model("registry", "Entry").objects
    for log, seq, leaf in entries.values_list("log_id", "seq", "leaf").iterator():
        act = json.loads(json.loads(bytes(leaf))["stmt"])["id"]
        entries.filter(log=log, seq=seq).update(act=act)


class Migration(migrations.Migration):
    """A log in which two acts share an id was never released, and is not taken over."""

    dependencies = (("registry", "0003_cosignatures"),)
    operations = (
        migrations.AddField("entry", "act", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveConstraint("entry", "statement_once"),
        migrations.RemoveField("entry", "statement"),
        migrations.AddConstraint("entry", models.UniqueConstraint(fields=("log", "act"), name="act_once")),
    )
