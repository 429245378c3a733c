"""How sign-up works here: open or closed, and the first account runs the paper."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from octavo.accounts.models import User


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth asks this class."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("You sign in with this address. Use another one first."),
        "duplicate_email": _("This address is yours already."),
        "email_password_mismatch": _("Address and password do not go together."),
        "email_taken": _("There is an account with this address already."),
        "enter_current_password": _("Please write your present password."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link is used up or too old."),
        "rate_limited": _("That is many tries in a short time. Please wait a few minutes."),
        "too_many_login_attempts": _("That is many tries in a short time. Please wait a few minutes."),
        "unknown_email": _("No account has this address."),
        "unverified_primary_email": _("The address you sign in with must be confirmed first."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open, unless the operator closed it; always open for the first account."""
        return bool(settings.SIGNUP_OPEN) or not User.objects.exists()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - allauth's signature
        """Keep the account. The first one becomes the operator, so a new paper needs no shell.

        Sign-ups pass one by one: SQLite's transactions are IMMEDIATE, and PostgreSQL waits at a row that is
        always there, for an empty table has no row to lock. Raises PermissionDenied when sign-up is closed
        and somebody else was first.
        """
        with transaction.atomic():
            turnstile()
            first = not User.objects.exists()
            if not (first or settings.SIGNUP_OPEN):
                raise PermissionDenied
            user.is_staff = user.is_superuser = first
            saved: User = super().save_user(request, user, form, commit)
        return saved


def turnstile() -> None:
    """Let one transaction through at a time, by a row lock. The caller holds the transaction."""
    list(ContentType.objects.select_for_update().filter(app_label="accounts", model="user"))
