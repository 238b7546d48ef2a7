"""The worked consultations that every installation can load: TOML files in a folder each, turned into acts."""

from comity.worked.files import CONSULTATIONS
from comity.worked.loading import acts

__all__ = ["CONSULTATIONS", "acts"]
