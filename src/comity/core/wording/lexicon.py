"""What the engine knows of words: their weight, their stem, and the few that negotiators read in a way of their own.

English and Russian are known by name. In any other language every word weighs the same and has no inflected forms,
which costs some beauty and no exactness.
"""

from functools import lru_cache

CONTENT, STOP, MARK = 1.0, 0.25, 0.15
"""How much a word, a stop word and a punctuation mark weigh when it is asked how much of a text survives."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


MODALS = _listed(
    """shall should may must will would can could might
    должен должна должно должны может могут следует надлежит вправе обязан обязана обязано обязаны"""
)
NEGATIONS = _listed("not не")
MONTHS = _listed(
    """january february march april may june july august september october november december
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"""
)
REFERENCES = _listed(
    """article articles paragraph paragraphs subparagraph subparagraphs chapter section annex para paras
    статья статьи статье статьей статьёй статью пункт пункта пункте пунктом подпункт подпункта подпункте подпунктом
    часть части частью глава главы главе абзац абзаца абзаце приложение приложения приложении"""
)
CONJUNCTIONS = _listed("and or and/or nor but и или и/или либо но а")

_STOP_WORDS = CONJUNCTIONS | _listed(
    """a an the this that these those such any all each every some no other its their his her it they them there
    of in on at to from by with for as into within under upon through between among against during before after
    about over without via per if than then so also not is are was were be been being has have had do does did
    which who whom whose where when
    да не ни же ли бы что чтобы как если то так также в во на над под к ко с со от ото до из изо за по о об обо у при
    для без через между про после перед среди его ее её их им ими ей ему него неё нее них нём нем он она оно они
    это этот эта эти этого этой этих тот та те того той тех такой такая такие таких таким который которая которое
    которые которого которой которых которым которыми все всех всем всеми всё каждый каждая каждое каждого каждой
    свой своя свои своих своего своей быть был была было были будет будут"""
)

ENDS = frozenset(".!?…։¶")
"""Marks that can end a sentence."""

BREAKS = ENDS | frozenset(";:")
"""Marks that end a sentence or a clause."""

BRACKETS = {"(": ("(", 1), ")": ("(", -1), "[": ("[", 1), "]": ("[", -1), "{": ("{", 1), "}": ("{", -1)} | {
    "«": ("«", 1),
    "»": ("«", -1),
    "“": ("“", 1),
    "”": ("“", -1),
    "„": ("“", 1),
}
"""Each bracket and quotation mark: its kind, and whether it opens or closes."""

_LATIN = _listed("s es d ed e y ies ing ings ion ions 's ’s")
_CYRILLIC = _listed(
    """ыми ими ого его ому ему ая яя ое ее ые ие ую юю ых их ым им ом ем ой ей ый ий ами ями ах ях ам ям ов ев
    ия ию ии ием иям иях иями а я о е у ю ы и ь й ет ит ут ют ат ят ает яет еет ует ают яют уют еют ать ять еть ить
    ал ял ил ел ала яла ила али яли или ало ило ла ло ли"""
)
_LONGEST_ENDING, _SHORTEST_STEM = 4, 3


@lru_cache(maxsize=1 << 16)
def weight(word: str) -> float:
    """How much of a text one word is."""
    if not any(map(str.isalnum, word)):
        return MARK
    return STOP if word.lower() in _STOP_WORDS else CONTENT


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What the inflected forms of one word have in common: two words with equal stems are forms of one.

    A light stemmer by endings, piece by piece where a word has hyphens. Numbers and stop words are their own stem.
    """
    word = word.lower()
    if word in _STOP_WORDS or not any(map(str.isalpha, word)) or any(map(str.isdigit, word)):
        return word
    return "-".join(map(_stem, word.split("-")))


def _stem(piece: str) -> str:
    endings = _LATIN if piece.isascii() else _CYRILLIC
    piece = piece.removesuffix("ся").removesuffix("сь")
    for length in range(min(_LONGEST_ENDING, len(piece) - _SHORTEST_STEM), 0, -1):
        if piece[-length:] in endings and piece[-length - 1 :] != "ss":
            return piece[:-length]
    return piece
