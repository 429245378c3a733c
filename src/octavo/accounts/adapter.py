"""How sign-up works here: open or closed, and the first account runs the paper."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from octavo.accounts.models import User


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth asks this class."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open, unless the operator closed it; always open for the first account."""
        return bool(settings.SIGNUP_OPEN) or not User.objects.exists()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - allauth's signature
        """Keep the account. The first one becomes the operator, so a new paper needs no shell."""
        with transaction.atomic():
            first = not User.objects.select_for_update().exists()
            user.is_staff = user.is_superuser = first
            saved: User = super().save_user(request, user, form, commit)
        return saved
