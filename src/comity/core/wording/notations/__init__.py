"""The notations in which a composition can be written: one file or folder each, found by a walk of this folder."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from types import MappingProxyType

from comity.core.wording.values import Composition

NOTATIONS: Mapping[str, Callable[[Composition], str]] = MappingProxyType(
    {
        module.name: importlib.import_module(f"{__name__}.{module.name}").render
        for module in pkgutil.iter_modules(__path__)
    }
)
"""Name of a notation -> its ``render``: a text of the whole composition."""
