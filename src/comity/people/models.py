"""The tables of the people: outside every record, so that a person can be forgotten and the record still verifies."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """One person's way in. ``name`` is a pseudonym; ``display`` is what colleagues of the delegation read."""

    name = models.CharField(max_length=64, unique=True)
    display = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "name"
    objects: models.Manager["Account"] = BaseUserManager["Account"]()

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A seat (``KAZ/1``) of a consultation's log, held by one account, or by nobody any more.

    A seat that somebody held is never given to another person: the record knows its acts by it.
    """

    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="places")
    log = models.CharField(max_length=64)
    seat = models.CharField(max_length=24)

    class Meta:
        """One seat per account and log, one account per seat."""

        constraints = (
            models.UniqueConstraint(fields=("account", "log"), name="one_seat_per_account"),
            models.UniqueConstraint(fields=("log", "seat"), name="one_account_per_seat"),
        )

    def __str__(self) -> str:
        return f"{self.log} {self.seat}"


class Invitation(models.Model):
    """A sign-in link. Only the SHA-256 of its token is kept (hexadecimal), so the table lets nobody in."""

    digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="invitations")
    created = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.account} until {self.expires:%Y-%m-%d}"


class Token(models.Model):
    """A machine's way to the record of one consultation, for the party of a place; only the SHA-256 is kept."""

    digest = models.CharField(max_length=64, unique=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=80)
    created = models.DateTimeField()
    used = models.DateField(null=True)
    revoked = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.place} {self.label}"


class Attempt(models.Model):
    """Failed sign-ins from one address since ``since``."""

    address = models.CharField(max_length=45, primary_key=True)
    since = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.address
