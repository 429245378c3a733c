"""Who may do what. After signing in a reader is back on the page where the form stood, not at its address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from octavo.accounts.models import User

View = Callable[..., HttpResponse]


def is_operator(request: HttpRequest) -> bool:
    """True for those who run the paper."""
    return bool(getattr(request.user, "is_staff", False))


def operator(request: HttpRequest) -> User:
    """Who acts, in a view that is for operators only. Raises PermissionDenied for anybody else."""
    if not isinstance(request.user, User) or not request.user.is_staff:
        raise PermissionDenied
    return request.user


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
    """For what changes the sources or the stories. Readers are told that it is not theirs to change."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("sources"))
        if not is_operator(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return answer
