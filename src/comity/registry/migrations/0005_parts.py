"""Logs that continue others, sealed parts and time stamps."""

from django.db import migrations, models
from django.db.models import PROTECT, CompositePrimaryKey, ForeignKey


class Migration(migrations.Migration):
    """No record of before has any of them."""

    dependencies = (("registry", "0004_ids"),)
    operations = (
        migrations.AddField("log", "follows", models.CharField(db_default="", default="", max_length=64)),
        migrations.CreateModel(
            "Part",
            [
                (
                    "pk",
                    CompositePrimaryKey(
                        "log_id", "digest", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("blob", models.BinaryField()),
                ("log", ForeignKey("registry.log", PROTECT, related_name="parts")),
            ],
        ),
        migrations.CreateModel(
            "Stamp",
            [
                (
                    "pk",
                    CompositePrimaryKey(
                        "log_id", "size", "name", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("name", models.CharField(max_length=64)),
                ("token", models.BinaryField()),
                ("log", ForeignKey("registry.log", PROTECT, related_name="stamps")),
            ],
        ),
    )
