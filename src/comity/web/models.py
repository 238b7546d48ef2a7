"""What the pages remember by themselves: how far a person has read, and what a delegation has prepared."""

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


class Paper(models.Model):
    """A proposal that a delegation keeps in its room until it submits it; the seats of ``party`` read it, and nobody else.

    ``act`` is the id that its act will have, so that what two colleagues submit at once is one proposal. ``prepared`` is a
    ``web.prepared.Prepared`` as JSON. ``account`` kept it last; a paper outlives the account.
    """

    log = models.CharField(max_length=128)
    text = models.CharField(max_length=64)
    party = models.CharField(max_length=16)
    act = models.CharField(max_length=64)
    prepared = models.TextField()
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="papers")
    at = models.DateTimeField()

    class Meta:
        """One paper per act; a party's papers on a text are read together, in the order kept."""

        constraints = (models.UniqueConstraint(fields=("log", "text", "party", "act"), name="one_paper_per_act"),)

    def __str__(self) -> str:
        return f"{self.log}:{self.text}:{self.party}"
