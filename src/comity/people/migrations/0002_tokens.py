"""Machines read the record with tokens of their own."""

from django.db import migrations, models
from django.db.models.deletion import CASCADE


class Migration(migrations.Migration):
    """Tokens, each of a place."""

    dependencies = (("people", "0001_initial"),)
    operations = (
        migrations.CreateModel(
            "Token",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("created", models.DateTimeField()),
                ("used", models.DateField(null=True)),
                ("revoked", models.DateTimeField(null=True)),
                ("place", models.ForeignKey("people.place", on_delete=CASCADE, related_name="tokens")),
            ],
        ),
    )
