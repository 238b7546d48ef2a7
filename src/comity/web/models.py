"""How far a person has read: the one thing the pages remember by themselves."""

from django.db import models

from comity.people.models import Account


class Visit(models.Model):
    """An account's last look at a log: ``size`` acts had been read then, ``before`` at the look before that.

    What is new on a page is what lies between ``before`` and the record's end, so that reloading a page does not make
    the news disappear; the step forward is taken when somebody comes back after a pause.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="visits")
    log = models.CharField(max_length=128)
    before = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        """One row per account and log."""

        constraints = (models.UniqueConstraint(fields=("account", "log"), name="one_visit_per_account"),)

    def __str__(self) -> str:
        return f"{self.account_id}:{self.log}:{self.size}"
