"""Work that takes more than a moment, or that opens files of strangers: done in processes of its own, under limits.

A page orders it (``begin``), waits a moment, and sends its reader to a page that shows how far it is. Nothing but files in
one folder of the account is shared between the page and the process, so any process of the server may answer next.
"""

from comity.web.work.kept import Work, find, of_text
from comity.web.work.ordering import begin
from comity.web.work.orders import About, Limits, Print, Read, Task, Understand

__all__ = ["About", "Limits", "Print", "Read", "Task", "Understand", "Work", "begin", "find", "of_text"]
