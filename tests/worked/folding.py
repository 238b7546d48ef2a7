"""A worked consultation folded as the door of the record would: every act checked on the newest state."""

from functools import cache

from comity import worked
from comity.core.fold import apply, check


@cache
def folded(name):
    state = None
    for seq, (at, act) in enumerate(worked.acts(name)):
        check(state, act)
        state = apply(state, act, seq, at)
    return state
