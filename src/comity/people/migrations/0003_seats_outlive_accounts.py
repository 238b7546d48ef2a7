"""A seat outlives the account of the person who held it."""

from django.db import migrations, models
from django.db.models.deletion import SET_NULL


class Migration(migrations.Migration):
    """The account of a place may be gone."""

    dependencies = (("people", "0002_tokens"),)
    operations = (
        migrations.AlterField(
            "place", "account", models.ForeignKey("people.account", SET_NULL, null=True, related_name="places")
        ),
    )
