"""The pages as Django knows them."""

from django.apps import AppConfig


class Web(AppConfig):
    """Keeps nothing but how far each account has read each record."""

    name = "comity.web"
