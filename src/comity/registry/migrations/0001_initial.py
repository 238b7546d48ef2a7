"""The tables of the registry."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of the registry, as they begin."""

    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="Log",
            fields=[
                ("name", models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "log_id", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("seq", models.PositiveIntegerField()),
                ("leaf", models.BinaryField()),
                ("statement", models.BinaryField(max_length=32)),
                ("root", models.BinaryField(max_length=32)),
                (
                    "log",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="registry.log"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("log", "statement"), name="statement_once")],
            },
        ),
    )
