from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from octavo.accounts import lockout
from octavo.accounts.adapter import turnstile
from octavo.accounts.models import User
from octavo.reading import shelf


@require_safe
@login_required
def saved(request: HttpRequest) -> HttpResponse:
    """What the reader saved."""
    context = {"saved": shelf.saved(request.user), "section": "saved"}
    return render(request, "pages/saved.html", context, using="jinja2")


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The reader's account."""
    return render(request, "pages/account.html", {"section": "account"}, using="jinja2")


@require_http_methods(["GET", "POST"])
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the account: asks for the password, then everything of the reader goes at once."""
    user = request.user
    problem = ""
    if request.method == "POST" and isinstance(user, User):
        if not user.check_password(request.POST.get("password", "")):
            problem = _("This is not your password.")
        elif not gone(user):
            problem = _("You are the only operator of this paper. Make somebody else an operator first.")
        else:
            logout(request)
            return redirect("today")
    return render(request, "pages/delete.html", {"problem": problem, "section": "account"}, using="jinja2")


@transaction.atomic
def gone(user: User) -> bool:
    """Delete the account and what belongs to it. False when a paper would be left without an operator."""
    turnstile()  # two operators may leave at once
    others = User.objects.filter(is_staff=True, is_active=True).exclude(pk=user.pk)
    if user.is_staff and not others.exists():
        return False
    User.objects.filter(pk=user.pk).delete()  # octavo.discussion blanks the comments
    lockout.forget(user.email)
    return True
