"""Every address of the pages: gathered by a walk of ``pages``, where each module names its own."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern

from comity.web import pages


def gather() -> list[URLPattern]:
    """The ``urls`` of every page module, in the order of the modules' names."""
    modules = (import_module(f"{pages.__name__}.{found.name}") for found in iter_modules(pages.__path__))
    return [pattern for module in modules for pattern in module.urls]


urlpatterns = gather()
