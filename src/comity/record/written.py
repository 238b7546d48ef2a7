"""Text in files that people keep, however their machine wrote it down."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")


def text(data: bytes, errors: str = "strict") -> str:
    """The text of a file: UTF-8, or the 16 bits in which a shell of Windows writes; the mark before it is left out.

    ``UnicodeDecodeError`` where it is neither, unless ``errors`` says otherwise (``bytes.decode``).
    """
    return data.decode("utf-16" if data[:2] in _WIDE else "utf-8-sig", errors)
