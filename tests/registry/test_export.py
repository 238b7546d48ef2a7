"""A whole record on its way out: sound wherever it is checked, the same until something is added."""

import pytest

from comity import registry
from comity.core.errors import Refused
from comity.record import findings
from comity.record.verify import verify
from registry.acts import LOG, OPEN, append, grow

pytestmark = pytest.mark.django_db


def test_what_is_exported_is_sound_under_the_key_of_the_log():
    grow(5)
    report = verify(registry.export(LOG), (registry.key(LOG),))
    assert report.sound, list(findings.lines(report, "en"))
    assert (report.log, report.size, report.trusted) == (LOG, 5, True)
    assert report.root == registry.head(LOG).root


def test_two_exports_of_the_same_record_are_the_same_bytes():
    grow(4)
    before = registry.export(LOG)
    assert registry.export(LOG) == before
    append(OPEN)
    assert registry.export(LOG) == before
    grow(5, start=4)
    assert registry.export(LOG) != before


def test_a_record_that_is_not_kept_is_not_exported():
    with pytest.raises(Refused) as refusal:
        registry.export(LOG)
    assert refusal.value.code == "record_unknown"
