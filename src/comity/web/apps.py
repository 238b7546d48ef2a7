"""The pages as Django knows them."""

from django.apps import AppConfig


class Web(AppConfig):
    """Keeps how far each account has read each record, and what each delegation has prepared."""

    name = "comity.web"
