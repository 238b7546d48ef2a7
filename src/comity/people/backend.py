"""How a session finds its account again. There is no password: who holds an invitation's token is let in."""

from django.contrib.auth.backends import BaseBackend

from comity.people.models import Account


class Invited(BaseBackend):
    """Accounts that were let in by an invitation; a closed account loses its sessions at once."""

    def get_user(self, user_id: int) -> Account | None:
        """The open account with this key."""
        return Account.objects.filter(pk=user_id, is_active=True).first()
