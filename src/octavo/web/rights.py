"""Who may do what. After signing in a reader is back on the page where the form stood, not at its address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

View = Callable[..., HttpResponse]


def is_operator(request: HttpRequest) -> bool:
    """True for those who run the paper."""
    return bool(getattr(request.user, "is_staff", False))


def readers_only(page: str) -> Callable[[View], View]:
    """Ask signed-out readers to sign in, then show the named page, which takes the action's own arguments."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(reverse(page, args=args, kwargs=kwargs))
            return view(request, *args, **kwargs)

        return answer

    return decorate


def operators_only(view: View) -> View:
    """For what changes the sources. Readers are told that it is not theirs to change."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("sources"))
        if not is_operator(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return answer
