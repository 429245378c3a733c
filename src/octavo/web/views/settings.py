from __future__ import annotations

from django.conf import settings as site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

YEAR = 365 * 86400


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Language and theme, kept in two cookies; no account is needed."""
    if request.method == "GET":
        back = request.GET.get("back", "/")
        return render(request, "pages/settings.html", {"back": back, "section": "settings"}, using="jinja2")
    back = request.POST.get("back", "/")
    response = redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")
    language = request.POST.get("language", "")
    if language in dict(site.LANGUAGES):
        response.set_cookie(site.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=site.HTTPS)
    theme = request.POST.get("theme", "")
    if theme in {"light", "dark", ""}:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=site.HTTPS)
    return response
