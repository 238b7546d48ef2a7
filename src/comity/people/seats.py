"""Which seat an account holds in which consultation, and so for which party it acts."""

from comity.people.models import Account, Place


def seat(account: Account, log: str) -> str | None:
    """The seat (``KAZ/1``) that ``account`` holds in ``log``, or none."""
    return Place.objects.filter(account=account, log=log).values_list("seat", flat=True).first()


def party(account: Account, log: str) -> str | None:
    """The party (``KAZ``) for which ``account`` acts in ``log``, or none."""
    held = seat(account, log)
    return held.partition("/")[0] if held else None


def held(account: Account) -> dict[str, str]:
    """Every seat of ``account`` by the name of its log, in the order of the names."""
    return dict(Place.objects.filter(account=account).order_by("log").values_list("log", "seat"))


def follow(old: str, new: str) -> None:
    """Give every seat of ``old`` to its account in ``new`` too, and leave those that nobody holds any more to nobody.

    Seats that are held in ``new`` already stay as they are.
    """
    there = Place.objects.filter(log=new)
    taken, people = set(there.values_list("seat", flat=True)), set(there.values_list("account", flat=True)) - {None}
    for place in Place.objects.filter(log=old):
        if place.seat not in taken and place.account_id not in people:
            Place.objects.create(account_id=place.account_id, log=new, seat=place.seat)


def give(account: Account, log: str, seat: str) -> None:
    """Give a seat of ``log`` to ``account``, in place of whoever held it."""
    Place.objects.filter(log=log, seat=seat).exclude(account=account).delete()
    Place.objects.update_or_create(account=account, log=log, defaults={"seat": seat})
