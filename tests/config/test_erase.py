"""The command by which whoever runs the server erases a part, with no act of any party: the record stays sound without it."""

import pytest
from msgspec.structs import replace

from comity import registry
from comity.config import erase
from comity.core import queries
from comity.core.acts import EXAMPLES, encode
from comity.record.verify import verify
from registry.acts import LOG
from registry.test_parts import begun, enclosed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("COMITY_LANGUAGE", "en")


def test_a_part_of_a_closed_consultation_is_erased(capsys):
    begun()
    digest, other = enclosed(), enclosed(b"other", "other")
    close = replace(EXAMPLES["consultation.close"], seen=registry.head(LOG))
    registry.append(LOG, encode(close))
    root = registry.head(LOG).root
    assert erase.main([LOG, "3"]) == 0
    assert "act 3" in capsys.readouterr().err
    assert [registry.part(LOG, each) is None for each in (digest, other)] == [True, False]
    report = verify(registry.export(LOG))
    assert (report.sound, report.root) == (True, root)
    assert [(each.part, each.seq, each.erased) for each in report.withheld] == [(digest, 3, None)]
    assert erase.main([LOG, "3"]) == 0


@pytest.mark.parametrize(("words", "told"), [([LOG, "0"], "Act 0 vouches for no"), (["gas-2026", "3"], "gas-2026")])
def test_what_is_not_there_is_told_in_one_sentence(capsys, words, told):
    begun()
    enclosed()
    assert erase.main(words) == 2
    assert told in capsys.readouterr().err
    assert [each.erased for each in queries.parts(registry.state(LOG))] == [None]
