"""What people have beside a record that goes on as another: it goes with them."""

from django.db import transaction

from comity.people import seats
from comity.web.models import Paper, Visit


def follow(old: str, new: str) -> None:
    """Let whoever had a seat in ``old`` have it in ``new``, with what the delegations prepared and how far each had read.

    What was prepared moves, since the old record takes no act; seats and visits are there in both. Again is nothing new.
    Tokens of machines stay with the old record: each delegation decides whether its witness follows.
    """
    with transaction.atomic():
        seats.follow(old, new)
        Paper.objects.filter(log=old).update(log=new)
        visits = Visit.objects.filter(log=old)
        Visit.objects.bulk_create(
            [
                Visit(account_id=each.account_id, log=new, before=each.before, size=each.size, at=each.at)
                for each in visits
            ],
            ignore_conflicts=True,
        )
