"""The names of Akoma Ntoso that are read and written here, and how an identifier is made of an id of ours."""

from urllib.parse import quote, unquote

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""The namespace of Akoma Ntoso 3.0, the OASIS standard; drafts of it have longer names that begin so."""

AKN_2 = "http://www.akomantoso.org/2.0"

LANGUAGES = {
    "ar": "ara", "az": "aze", "be": "bel", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "hy": "hye", "it": "ita",
    "ka": "kat", "kk": "kaz", "ky": "kir", "pt": "por", "ro": "ron", "ru": "rus", "tg": "tgk", "tk": "tuk", "uk": "ukr",
    "uz": "uzb", "zh": "zho",
}  # fmt: skip
"""Languages as Akoma Ntoso names them (ISO 639-2, AKN-NC 4.5) by our name; others keep the name they have."""


def wid(provision: str) -> str:
    """The ``wId`` of a provision: its id, with what the schema does not admit there written as in a URL."""
    return quote(provision, safe="+-._~:@")


def provision_of(identifier: str) -> str:
    """The provision whose ``wId`` this is."""
    return unquote(identifier)
