"""What decoding raises."""


class DecodeError(Exception):
    """The bytes are not JSON."""


class ValidationError(DecodeError):
    """JSON of another type than was asked for; the sentence ends in the place, `` - at `$.field` ``."""
