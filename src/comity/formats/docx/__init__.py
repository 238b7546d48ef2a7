"""Word documents (.docx): ``read`` as tracked documents, ``write`` publications. Needs the extra ``files``."""

from comity.formats.docx.reading.document import read
from comity.formats.docx.writing import write, write_tracked

__all__ = ["read", "write", "write_tracked"]
