"""Each log gets the name of its checkpoints, each entry the hashes of the subtrees that it completes."""

import secrets

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from comity.record.tree import Frontier


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Name the logs that are kept, and hash their entries; their checkpoints are signed when they are asked for."""
    del schema_editor
    entries = apps.get_model("registry", "Entry").objects
    for log in apps.get_model("registry", "Log").objects.all():
        log.origin = f"comity/{secrets.token_hex(16)}"
        log.save(update_fields=["origin"])
        frontier = Frontier()
        for entry in entries.filter(log=log).order_by("seq").iterator():
            frontier, completed = frontier.grown(bytes(entry.leaf))
            entries.filter(log=log, seq=entry.seq).update(nodes=b"".join(completed))


class Migration(migrations.Migration):
    """What proofs are made of."""

    dependencies = (("registry", "0001_initial"),)
    operations = (
        migrations.AddField("log", "origin", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AddField("log", "checkpoint", models.BinaryField(default=b"")),
        migrations.AddField("entry", "nodes", models.BinaryField(default=b""), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("log", "origin", models.CharField(max_length=64, unique=True)),
    )
