"""The registry as Django knows it."""

from django.apps import AppConfig


class Registry(AppConfig):
    """Keeps logs and their entries."""

    name = "comity.registry"
