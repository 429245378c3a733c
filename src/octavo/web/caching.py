"""Pages of signed-out readers are kept for a few seconds: they are the same for all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

P = ParamSpec("P")


def kept_for(seconds: int) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Keep a GET page for so many seconds; one entry a path, query, language and theme.

    A reader with a session always gets a page of their own, and so does one who asks with htmx.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if settings.SESSION_COOKIE_NAME in request.COOKIES or request.headers.get("HX-Request"):
                response = view(request, *args, **kwargs)
                response.headers.setdefault("Cache-Control", "private")
                return response
            response = kept_page(key_of(request)) or keep(key_of(request), view(request, *args, **kwargs), seconds)
            patch_vary_headers(response, ("Cookie",))  # theme and language, for caches on the way
            return response

        return answer

    return decorate


def kept_page(key: str) -> HttpResponse | None:
    """A page that is kept, or None."""
    kept = cache.get(key)
    return HttpResponse(kept[0], content_type=kept[1]) if kept else None


def keep(key: str, response: HttpResponse, seconds: int) -> HttpResponse:
    """Keep a page, if it is one, and hand it on."""
    if response.status_code == 200 and "no-store" not in response.get("Cache-Control", ""):
        cache.set(key, (response.content, response.headers["Content-Type"]), seconds)
    return response


def key_of(request: HttpRequest) -> str:
    """What a kept page depends on."""
    theme = request.COOKIES.get("theme", "")
    query = urlencode(sorted(request.GET.lists()), doseq=True)
    asked = f"{get_language()} {theme[:5]} {request.path}?{query}"
    return f"page:{sha256(asked.encode('utf-8', 'replace')).hexdigest()}"
