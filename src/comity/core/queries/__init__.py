"""What may be asked of a state: one file a question."""

from comity.core.queries.authorship import Authored, authorship
from comity.core.queries.awaiting import Awaiting
from comity.core.queries.awaits import awaits
from comity.core.queries.changed import Changed, Told, changed
from comity.core.queries.clean import Line, clean, if_adopted, original
from comity.core.queries.closing import Closing, Way, closing
from comity.core.queries.comparison import Change, comparison
from comity.core.queries.concordance import Discord, concordance
from comity.core.queries.consequences import Consequences, consequences
from comity.core.queries.matrix import Cell, Matrix, Row, matrix
from comity.core.queries.moments import as_of, end_of_day
from comity.core.queries.parts import Part, parts
from comity.core.queries.progress import Progress, progress
from comity.core.queries.rolling import Unit, rolling
from comity.core.queries.standing import Standing, standing
from comity.core.queries.told import told
from comity.core.queries.wishes import Wish, wishes
from comity.core.revision.hash import text_hash
from comity.core.revision.settle import adopted
from comity.core.rules import Obstacle

__all__ = [
    "Authored",
    "Awaiting",
    "Cell",
    "Change",
    "Changed",
    "Closing",
    "Consequences",
    "Discord",
    "Line",
    "Matrix",
    "Obstacle",
    "Part",
    "Progress",
    "Row",
    "Standing",
    "Told",
    "Unit",
    "Way",
    "Wish",
    "adopted",
    "as_of",
    "authorship",
    "awaits",
    "changed",
    "clean",
    "closing",
    "comparison",
    "concordance",
    "consequences",
    "end_of_day",
    "if_adopted",
    "matrix",
    "original",
    "parts",
    "progress",
    "rolling",
    "standing",
    "text_hash",
    "told",
    "wishes",
]
