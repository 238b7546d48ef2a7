"""The switch of languages: the same page in another one, or the words of a form that the page handed back."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from comity.web import kept


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the ``language`` of this browser and go on at ``next``; addresses of other sites are not followed."""
    chosen = set_language(request)
    cookie = chosen.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    with translation.override(cookie.value if cookie else translation.get_language()):
        page = kept.spoken(request, chosen["Location"])
    if page is None:
        return chosen
    page.cookies = chosen.cookies
    return page


urls = [path("language/", language, name="language")]
