from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from octavo.accounts import lockout
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
        if user.check_password(request.POST.get("password", "")):
            key, email = user.pk, user.email
            logout(request)
            with transaction.atomic():
                User.objects.filter(pk=key).delete()  # octavo.discussion blanks the comments
                lockout.forget(email)
            return redirect("today")
        problem = _("This is not your password.")
    return render(request, "pages/delete.html", {"problem": problem, "section": "account"}, using="jinja2")
