"""Word documents (.docx): ``read`` as tracked documents. Needs lxml, of the extra ``files``."""

from comity.formats.docx.reading.document import read

__all__ = ["read"]
