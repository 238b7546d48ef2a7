"""The record page tells the newest time stamp of the record, in the reader's language, and nothing where there is none."""

import pytest

from comity import registry
from comity.registry import stamps
from record.authority import Authority, needed
from web.water import LOG

pytestmark = needed

RECORD = f"/c/{LOG}/record/"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority") / "own", "ecdsa", "Time <b>of Examples")


@pytest.mark.usefixtures("held")
def test_the_newest_stamp_is_told_and_its_name_is_only_words(come, authority):
    visitor = come("observer")
    assert "time stamp" not in visitor.get(RECORD).text
    stamps.keep(LOG, "examples", authority.answer(stamps.request(LOG)))
    page = visitor.get(RECORD)
    size = registry.head(LOG).size
    assert f"Time <b>of Examples put a time stamp on the first {size} acts:" in page.text
    assert (
        f"Служба Time <b>of Examples поставила метку времени на первые акты ({size}):"
        in come("observer", "ru").get(RECORD).text
    )
