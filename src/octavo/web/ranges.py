"""Files of which a browser may ask for a part, as it does to move about in a recording (RFC 9110, section 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse

PIECE = 65_536  # bytes read at a time
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")

Answer = HttpResponse | StreamingHttpResponse


def served(request: HttpRequest, path: Path, content_type: str = "audio/ogg; codecs=opus") -> Answer:
    """The file, or the one range of it that the request names. Raises Http404 when it is not there."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise Http404 from None
    span = asked(request.headers.get("Range", ""), size)
    if span is not None and span[0] >= span[1]:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = span or (0, size)
    response = StreamingHttpResponse(pieces(path, start, end), content_type=content_type)
    response.headers["Content-Length"] = str(end - start)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Encoding"] = "identity"  # squeezed, a range of it would be one of something else
    if span:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def asked(header: str, size: int) -> tuple[int, int] | None:
    """The bytes that a Range header asks for, as start and end; empty when the file has none of them.

    None for the whole file: nothing was asked, or what we do not serve, such as several ranges.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return (size - min(size, int(found[2])), size)
    start, end = int(found[1]), min(size, int(found[2]) + 1) if found[2] else size
    if found[2] and int(found[2]) < start:
        return None  # malformed, so it does not count
    return (start, end)


def pieces(path: Path, start: int, end: int) -> Iterator[bytes]:
    """The bytes of a file from start to end."""
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (piece := file.read(min(PIECE, end - start))):
            start += len(piece)
            yield piece
