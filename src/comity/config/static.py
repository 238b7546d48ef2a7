"""Style sheets, scripts and fonts, served by the application itself under its own address."""

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]
from whitenoise.responders import StaticFile  # type: ignore[import-untyped]


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # WhiteNoise has no types
    """WhiteNoise with whole answers: its streamed ones would be collected under ASGI anyway, with a warning."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """The file as WhiteNoise answers it: with entity tag, modification time and ranges.

        A tag comes back marked as weak where the answer had been compressed; the file is the same one.
        """
        asked = {key: str(value).removeprefix("W/") for key, value in request.META.items() if key.startswith("HTTP_")}
        found = static_file.get_response(request.method, asked)
        body = b""
        if found.file is not None:
            with found.file as file:
                body = file.read()
        return HttpResponse(body, status=int(found.status), headers=dict(found.headers))
