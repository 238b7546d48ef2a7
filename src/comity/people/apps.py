"""The people as Django knows them."""

from django.apps import AppConfig


class People(AppConfig):
    """Keeps accounts, places and invitations."""

    name = "comity.people"
