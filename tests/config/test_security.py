"""What every answer says to the browser, and what no answer does."""

import gzip
import subprocess
import sys

import pytest
from django.test import Client

EXPECTED = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
STYLE = "/static/comity/tokens.css"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sign-in/", "/nowhere/", "/sign-in/nobody/", STYLE])
def test_every_answer_carries_the_policies(client, address):
    answer = client.get(address)
    assert {name: answer[name] for name in EXPECTED} == EXPECTED
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert "Strict-Transport-Security" not in answer


@pytest.mark.django_db
def test_cookies_are_not_for_scripts_nor_for_other_sites(client):
    client.get("/sign-in/nobody/")
    client.post("/language/", {"language": "ru"})
    assert client.cookies
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key


@pytest.mark.django_db
def test_a_form_of_another_site_is_refused():
    assert Client(enforce_csrf_checks=True).post("/sign-in/nobody/").status_code == 403


def test_another_hosts_name_is_refused(client):
    assert client.get("/sign-in/", headers={"host": "comity.example"}).status_code == 400


def test_files_are_served_with_a_tag_and_not_twice(client):
    first = client.get(STYLE)
    assert first.status_code == 200
    assert first["Content-Type"].startswith("text/css")
    assert client.get(STYLE, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_file_that_went_compressed_is_not_sent_twice_either(client):
    compressed = {"accept-encoding": "gzip"}
    first = client.get(STYLE, headers=compressed)
    assert first["Content-Encoding"] == "gzip"
    assert gzip.decompress(first.content) == client.get(STYLE).content
    assert client.get(STYLE, headers={**compressed, "if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/static/", "/static/../settings.py", "/static/comity/%2e%2e/%2e%2e/apps.py"])
@pytest.mark.django_db
def test_nothing_but_files_of_the_house_is_served(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_the_language_is_switched_and_stays(client):
    client.post("/language/", {"language": "ru"})
    assert client.get("/sign-in/")["Content-Language"] == "ru"


def settings_under(**environment):
    """What the settings say in another environment."""
    names = (
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "DEBUG",
    )
    program = f"from comity.config import settings as s; print([getattr(s, n) for n in {names!r}])"
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_strict_transport_only_where_it_is_told(tmp_path):
    local = ["localhost", "127.0.0.1", "[::1]"]
    assert settings_under(COMITY_DATA=str(tmp_path)) == str([0, False, False, local, [], False])
    told = settings_under(COMITY_DATA=str(tmp_path), COMITY_HTTPS="1", COMITY_HOSTS="comity.example, b.example")
    hosts = [*local, "comity.example", "b.example"]
    assert told == str([31_536_000, True, True, hosts, ["https://comity.example", "https://b.example"], False])


def test_djangos_own_check_of_a_public_server_finds_nothing(tmp_path):
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    environ = {"COMITY_DATA": str(tmp_path), "COMITY_HTTPS": "1", "COMITY_HOSTS": "comity.example"}
    environ["DJANGO_SETTINGS_MODULE"] = "comity.config.settings"
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
