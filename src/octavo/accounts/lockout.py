"""Guessing passwords is stopped twice: by allauth's counts in memory, and by axes' counts in the database.

allauth's limits (``ACCOUNT_RATE_LIMITS``: five failures in five minutes for a name, thirty tries a minute for
an address) live in the cache. That is the memory of one process, and one web process is what ``octavo up``
runs; a paper served by several would need a cache they share, or each would count for itself. axes' limit
(``AXES_FAILURE_LIMIT``) counts rows, so it holds across processes and restarts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def name_of(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The mail address somebody signs in with, whichever form they use; for ``AXES_USERNAME_CALLABLE``."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or request.POST.get("login", "")
    return str(name).strip().lower()[:255]


def address_of(request: HttpRequest) -> str:
    """The reader's network address, as allauth counts it too; for ``AXES_CLIENT_IP_CALLABLE``."""
    return get_client_ip(request) or ""


def locked(request: HttpRequest, *_details: object) -> HttpResponse:
    """What is shown while a name is locked; for ``AXES_LOCKOUT_CALLABLE``."""
    return render(request, "429.html", status=429)


def forget(email: str) -> None:
    """Remove what was counted under an address, when its account goes."""
    for rows in (AccessAttempt, AccessLog, AccessFailureLog):
        rows.objects.filter(username=email.lower()).delete()
