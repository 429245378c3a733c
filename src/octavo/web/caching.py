"""Pages of signed-out readers are kept for a few seconds: they are the same for all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
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
                return view(request, *args, **kwargs)
            key = key_of(request)
            kept = cache.get(key)
            if kept is None:
                response = view(request, *args, **kwargs)
                if response.status_code == 200 and "no-store" not in response.get("Cache-Control", ""):
                    cache.set(key, (response.content, response.headers["Content-Type"]), seconds)
                return response
            return HttpResponse(kept[0], content_type=kept[1])

        return answer

    return decorate


def key_of(request: HttpRequest) -> str:
    """What a kept page depends on."""
    theme = request.COOKIES.get("theme", "")
    query = urlencode(sorted(request.GET.items()))
    return f"page:{get_language()}:{theme[:5]}:{request.path}?{query}"[:230]
