"""What a delegation's file proposes, read against the document that had been sent out."""

from comity.formats.upload.understand import understand
from comity.formats.upload.values import Anchored, Fate, Found, Ignored, Remark, Understood

__all__ = ["Anchored", "Fate", "Found", "Ignored", "Remark", "Understood", "understand"]
