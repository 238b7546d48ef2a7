"""The file of a form, looked at before anything reads it."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from comity.core.errors import Refused, Unreadable


def uploaded(request: HttpRequest) -> "tuple[UploadedFile[bytes], str]":
    """The file of a form and what it is called. Refuses ``no_file``; ``Unreadable`` (``upload_too_large``) before it is read."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Refused("no_file")
    name = file.name or "?"
    if (file.size or 0) > settings.COMITY_UPLOAD:
        raise Unreadable(name, "upload_too_large", limit=limit())
    return file, name


def limit() -> int:
    """Megabytes of the largest file that is read."""
    return int(settings.COMITY_UPLOAD) // 1024**2
