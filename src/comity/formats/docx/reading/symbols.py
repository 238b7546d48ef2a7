"""The characters that two picture fonts stand for (w:sym), in Unicode."""

# The encoding of Adobe's Symbol font from U+0020, as published by the Unicode Consortium (VENDORS/ADOBE/symbol.txt).
_SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203eαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
_SYMBOL = {0x20 + place: letter for place, letter in enumerate(_SYMBOL_LOW)} | {
    0xA0 + place: letter for place, letter in enumerate(_SYMBOL_HIGH)
}

# Of Wingdings, what a written text uses: ticks and boxes, bullets, arrows, encircled digits, pointing hands, pens.
_WINGDINGS = {
    **{0x21 + place: letter for place, letter in enumerate("🖉✂✁")},
    **dict(zip((0x28, 0x29, 0x2A, 0x45, 0x46, 0x47, 0x48), "🕿✆🖂☜☞☝☟", strict=True)),
    **dict(zip((0x4A, 0x4C, 0x51, 0x55, 0x58), "☺☹✈✝✠", strict=True)),
    **{0x6C + place: letter for place, letter in enumerate("●❍■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘")},
    **{0x80 + place: letter for place, letter in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    **dict(zip((0x9E, 0x9F, 0xA4, 0xA5, 0xA7, 0xA8), "·•◉◎▪◻", strict=True)),
    **dict(zip((0xAB, 0xB6), "★✰", strict=True)),
    **{0xD5 + place: letter for place, letter in enumerate("⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋")},
    **dict(zip((0xD8, 0xDF, 0xE0, 0xE1, 0xE2, 0xE8), "➢←→↑↓➔", strict=True)),
    **{0xEF + place: letter for place, letter in enumerate("⇦⇨⇧⇩⬄⇳")},
    **dict(zip((0xFB, 0xFC, 0xFD, 0xFE), "✗✓☒☑", strict=True)),
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE = 0xF000


def symbol(font: str, code: str) -> str:
    """The character that ``code`` (hexadecimal, mostly U+F000 and up) shows in ``font``.

    A code whose meaning is not known stays the private character that it is; one that is no character gives nothing.
    """
    try:
        place = int(code, 16)
        letter = chr(place)
        letter.encode()
    except (ValueError, OverflowError):
        return ""
    return _FONTS.get(font.strip().lower(), {}).get(place & 0xFF if place & 0xFF00 == _PRIVATE else place, letter)


def shown(font: str, text: str) -> str:
    """``text`` as ``font`` shows it, where it uses private characters (the bullets of a list)."""
    return "".join(symbol(font, f"{ord(letter):x}") if letter >= "\uf000" else letter for letter in text)
