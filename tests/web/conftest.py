"""What the suites of the pages share: a consultation, and people who come to its pages."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

from web.reading import checked
from web.water import LOG, TEXT, water


@pytest.fixture
def held(db):  # noqa: ARG001 - the consultation is kept in it
    """The consultation about water."""
    return water()


class Visitor:
    """Somebody at a seat. Every page they are given is checked as a page."""

    def __init__(self, account, language="en"):
        self.client = Client(headers={"accept-language": language})
        if account is not None:
            self.client.force_login(account)

    def get(self, path, status=200, **query):
        """The page at ``path``, below the text of the consultation unless it begins with a slash."""
        response = self.client.get(_address(path), query)
        assert response.status_code == status, (path, response.status_code)
        return checked(response)

    def post(self, path, **form):
        """Send the form that stands on the page at ``path``, with what it holds unless ``form`` says otherwise."""
        page = checked(self.client.get(_address(path)))
        action, fields = page.form(form.pop("button", None), form.pop("action", None))
        return self.client.post(action or _address(path), {**fields, **form})


def _address(path):
    return path if path.startswith("/") else f"/c/{LOG}/t/{TEXT}/{path}"


@pytest.fixture
def come(held):
    """Come as somebody: a role of ``web.water.SEATS``, ``stranger``, or nobody (``None``)."""

    def visitor(role, language="en"):
        return Visitor(held.accounts[role] if role else None, language)

    return visitor


@pytest.fixture(autouse=True)
def _no_demonstration(settings, tmp_path):
    assert settings.STATIC_URL == django_settings.STATIC_URL
    settings.COMITY_DEMONSTRATION = False
    settings.COMITY_DATA = tmp_path / "data"
