"""How a decision is taken: one file a rule, found by a walk of the folder.

A rule answers whether a subject is decided and who stands in the way. A consultation names its rule when it opens; a
text may name its own.
"""

import importlib
import pkgutil
from collections.abc import Callable
from types import MappingProxyType

from comity.core.rules.decision import Decision, Obstacle, Subject
from comity.core.state import State, Text

__all__ = ["RULES", "Decision", "Obstacle", "Subject", "decide"]

Rule = Callable[[State, Text, Subject], Decision]


def _rules() -> dict[str, Rule]:
    modules = {
        found.name: importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    }
    return {name: module.decide for name, module in modules.items() if hasattr(module, "decide")}


RULES = MappingProxyType(_rules())


def decide(state: State, text: Text, subject: Subject) -> Decision:
    """What the decision rule of the text, or else of the consultation, says about ``subject``."""
    return RULES[text.rule or state.rule](state, text, subject)
