"""Every act can be told as a sentence in both languages, whatever it is about."""

from itertools import product

import pytest
from msgspec.structs import replace

from comity.core.acts import EXAMPLES
from comity.core.positions import FAVOUR
from comity.core.queries import told
from comity.locale import LANGUAGES, say
from negotiation import tabled

EITHER = [
    replace(EXAMPLES[kind], **{"provision": None, "proposal": None, **about})
    for kind in ("text.comment", "text.take_position", "text.reopen")
    for about in ({"provision": "p1"}, {"proposal": "kaz-p1"})
]
STANCES = [replace(act, value=value) for act, value in product(EITHER[2:4], FAVOUR)]
ACTS = [*EXAMPLES.values(), *EITHER, *STANCES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", ACTS, ids=lambda act: told(act, None)[0])
def test_there_is_a_sentence_for(act, language):
    for state in (None, tabled().state):
        key, facts = told(act, state)
        sentence = say(language, key, **facts)
        assert sentence != key
        assert "{" not in sentence
        assert key.startswith(f"act.{act.kind}")
