"""What witnesses have cosigned is kept beside the checkpoints."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    """One row a witness and log."""

    dependencies = (("registry", "0002_heads"),)
    operations = (
        migrations.CreateModel(
            "Cosignature",
            [
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "log_id", "key", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=320)),
                ("party", models.CharField(max_length=24)),
                ("size", models.PositiveBigIntegerField()),
                ("at", models.PositiveBigIntegerField()),
                ("line", models.TextField()),
                ("log", models.ForeignKey("registry.log", on_delete=PROTECT, related_name="cosignatures")),
            ],
        ),
    )
