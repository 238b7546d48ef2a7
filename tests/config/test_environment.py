"""What the environment may say, and what is refused since it would mean something else than it seems to."""

import pytest

from comity.config.environment import hosts, megabytes, switch
from comity.core.errors import Refused


@pytest.mark.parametrize(("value", "found"), [("", False), ("0", False), ("1", True)])
def test_a_switch_is_on_or_off(value, found):
    assert switch("COMITY_HTTPS", value) is found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", []),
        ("talks.example", ["talks.example"]),
        ("talks.example, 192.0.2.7,[2001:db8::1] ,", ["talks.example", "192.0.2.7", "[2001:db8::1]"]),
    ],
)
def test_hosts_are_names_between_commas(value, found):
    assert hosts("COMITY_HOSTS", value) == found


@pytest.mark.parametrize(
    ("reading", "value"),
    [(switch, value) for value in ("true", "yes", "on", " 1", "2")]
    + [(hosts, value) for value in ("*", ".example", "https://talks.example", "talks.example:8000", "a b", "a/b")]
    + [(megabytes, value) for value in ("", "0", "much", "10000", "-1", "1.5")],
)
def test_what_would_mean_something_else_is_refused(reading, value):
    with pytest.raises(Refused, match="setting_malformed") as refusal:
        reading("COMITY_ANY", value)
    assert refusal.value.facts == {"name": "COMITY_ANY"}
