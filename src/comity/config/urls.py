"""Every address of the server: the pages, in ``comity.web``."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("comity.web.routes")),
]
