"""Pages of signed-out readers are kept: they are the same for all of them.

A page is served again for some seconds without a question. After that a page that has a stamp is served as long as
its stamp is what it was, and so it is not made again while nothing on it has changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

P = ParamSpec("P")
View = Callable[..., HttpResponse]
LONGEST = 300  # seconds after which a page is made anew, whatever its stamp
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was made."""

    content: bytes
    content_type: str
    stamp: Hashable
    made: float  # seconds of time.monotonic
    asked: float  # when its stamp was last compared


def kept_for(seconds: int, stamp: Callable[..., Hashable] | None = None) -> Callable[[View], View]:
    """Keep a GET page for so many seconds, and for longer while its stamp stays the same.

    There is one entry a path, query, language and theme.
    ``stamp`` takes what the view takes after the request, and says in one quick read what the page depends on; None
    when it cannot say. A reader with a session always gets a page of their own, and so does one who asks with htmx.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if settings.SESSION_COOKIE_NAME in request.COOKIES or request.headers.get("HX-Request"):
                response = view(request, *args, **kwargs)
                response.headers.setdefault("Cache-Control", "private")
                return response
            key, now = key_of(request), time.monotonic()
            kept: Kept | None = cache.get(key)
            if kept and now - kept.asked >= seconds:
                kept = renewed(key, kept, now, stamp(*args, **kwargs) if stamp else None)
            if kept:
                response = HttpResponse(kept.content, content_type=kept.content_type)
            else:
                before = stamp(*args, **kwargs) if stamp else None  # what changes meanwhile must be seen next time
                response = keep(key, view(request, *args, **kwargs), before, LONGEST if stamp else seconds)
            patch_vary_headers(response, ("Cookie",))  # theme and language, for caches on the way
            return response

        return answer

    return decorate


def renewed(key: str, kept: Kept, now: float, stamp: Hashable) -> Kept | None:
    """The kept page when its stamp is still the same and it is not too old."""
    if stamp is None or stamp != kept.stamp or now - kept.made >= LONGEST:
        return None
    again = replace(kept, asked=now)
    cache.set(key, again, LONGEST)
    return again


def keep(key: str, response: HttpResponse, stamp: Hashable, seconds: int) -> HttpResponse:
    """Keep a page, if it is one, and hand it on."""
    if response.status_code == 200 and "no-store" not in response.get("Cache-Control", ""):
        now = time.monotonic()
        cache.set(key, Kept(response.content, response.headers["Content-Type"], stamp, now, now), seconds)
    return response


def clock(newest: datetime) -> int:
    """A part of a stamp: changes each minute while the page tells its age by minutes, else every five minutes."""
    now = timezone.now()
    return int(now.timestamp() // (60 if (now - newest).total_seconds() < HOUR else LONGEST))


def key_of(request: HttpRequest) -> str:
    """What a kept page depends on."""
    theme = request.COOKIES.get("theme", "")
    query = urlencode(sorted(request.GET.lists()), doseq=True)
    asked = f"{get_language()} {theme[:5]} {request.path}?{query}"
    return f"page:{sha256(asked.encode('utf-8', 'replace')).hexdigest()}"
