"""What may be asked of a state: one file a question."""

from comity.core.queries.authorship import Authored, authorship
from comity.core.queries.awaits import Awaiting, awaits
from comity.core.queries.clean import Line, clean, if_adopted, original
from comity.core.queries.closing import Closing, Way, closing
from comity.core.queries.comparison import Change, comparison
from comity.core.queries.concordance import Discord, concordance
from comity.core.queries.consequences import Consequences, consequences
from comity.core.queries.matrix import Cell, Matrix, Row, matrix
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
    "Closing",
    "Consequences",
    "Discord",
    "Line",
    "Matrix",
    "Obstacle",
    "Row",
    "Standing",
    "Unit",
    "Way",
    "Wish",
    "adopted",
    "authorship",
    "awaits",
    "clean",
    "closing",
    "comparison",
    "concordance",
    "consequences",
    "if_adopted",
    "matrix",
    "original",
    "rolling",
    "standing",
    "text_hash",
    "told",
    "wishes",
]
