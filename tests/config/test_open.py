"""A consultation from nothing: opened and entered by whoever runs the server, and by nobody else."""

import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from comity import registry
from comity.config import invite
from comity.config import open as opening
from comity.people import delegation
from web.reading import checked

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = (
    "water-2027",
    "--title=ru=Консультации по водам",
    "--title=en=Consultations on waters",
    "--secretariat=SEC",
    "--name=ru=Секретариат",
    "--name=en=Secretariat",
    "--signing=1",
    "--signing-final=2",
)


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv("COMITY_LANGUAGE", "en")

    def running(module, *words):
        code = module.main(words)
        told = capsys.readouterr()
        return code, told.out.strip(), told.err.strip()

    return running


def come(link):
    """Whoever opens the link, at the page of the consultation."""
    client = Client()
    assert client.post(re.sub("^https?://[^/]+", "", link)).status_code == 302
    return checked(client.get("/c/water-2027/parties/"))


def test_a_consultation_is_opened_and_its_secretariat_comes_in(run):
    code, link, said = run(opening, *WORDS)
    assert (code, said) == (0, "")
    state = registry.state("water-2027")
    assert state.languages == ("ru", "en")
    assert (state.rule, state.signing, state.signing_final, state.secretariat) == ("consensus", 1, 2, "SEC")
    assert link.startswith("http://127.0.0.1:8000/sign-in/")
    assert "SEC/1" in come(link).text
    code, link, said = run(opening, *WORDS)
    assert (code, link) == (2, "")
    assert said.count("\n") == 0
    assert "holds a consultation already" in said
    assert "holds a consultation already" in run(opening, *WORDS, "--remark=en=Not the same.")[2]


@pytest.mark.parametrize("command", [("-m", "comity.config.open", *WORDS), ("-c", "import comity.config.asgi")])
@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "does not have the tables"), ("ru", "нет таблиц этой версии")]
)
def test_without_tables_it_is_said_how_they_are_made(tmp_path, command, language, sentence):
    environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    environ |= {
        "COMITY_DATA": str(tmp_path),
        "COMITY_LANGUAGE": language,
        "DJANGO_SETTINGS_MODULE": "comity.config.settings",
    }
    done = subprocess.run([sys.executable, *command], env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_address_is_the_servers_own(run, settings):
    settings.COMITY_ADDRESS = "https://talks.example"
    assert run(opening, *WORDS)[1].startswith("https://talks.example/sign-in/")
    assert run(invite, "water-2027", "SEC", "--address=http://[::1]:9/")[1].startswith("http://[::1]:9/sign-in/")


def test_who_lost_every_way_in_is_let_in_again_and_the_old_ways_are_shut(run):
    _, first, _ = run(opening, *WORDS)
    code, second, said = run(invite, "water-2027", "SEC")
    assert (code, said) == (0, "")
    assert Client().post(re.sub("^https?://[^/]+", "", first)).status_code == 422
    assert "SEC/1" in come(second).text
    assert "SEC/2" in come(run(invite, "water-2027", "SEC", "--new")[1]).text
    assert len(delegation.seated("water-2027", "SEC")) == 2


@pytest.mark.parametrize(("log", "party"), [("water-2027", "KAZ"), ("nowhere", "SEC"), ("", "")])
def test_nobody_is_invited_to_what_is_not_there(run, log, party):
    run(opening, *WORDS)
    code, link, said = run(invite, log, party)
    assert (code, link, said.count("\n")) == (2, "", 0)
    assert said


@pytest.mark.parametrize(
    ("wrong", "instead"),
    [
        ("--title=ru=Консультации по водам", "--title=Консультации"),
        ("--secretariat=SEC", "--secretariat=sec retariat"),
        ("water-2027", "Water 2027"),
        ("--signing=1", "--signing=3"),
        ("--title=en=Consultations on waters", "--title=en=a\u202eb"),
        ("--name=en=Secretariat", "--address=ftp://talks"),
    ],
)
def test_what_is_not_well_said_opens_nothing(run, wrong, instead):
    words = [instead if word == wrong else word for word in WORDS]
    try:
        code, link, said = run(opening, *words)
    except SystemExit as left:
        code, link, said = left.code, "", ""
    assert (code, link, said.count("\n")) == (2, "", 0)
    assert registry.logs() == ()


def test_it_runs_as_a_command_on_a_new_server(tmp_path):
    environ = {key: value for key, value in os.environ.items() if not key.startswith("COMITY_")}
    environ |= {"COMITY_DATA": str(tmp_path / "data"), "COMITY_LANGUAGE": "en"}
    environ |= {"COMITY_HOSTS": "talks.example, other.example", "COMITY_HTTPS": "1"}
    migrate = (sys.executable, "-m", "django", "migrate", "--verbosity=0", "--settings=comity.config.settings")
    subprocess.run(migrate, env=environ, cwd=tmp_path, check=True)
    command = (sys.executable, "-m", "comity.config.open", *WORDS)
    done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("https://talks.example/sign-in/")
