"""A machine's translation of an article: asked for by a reader, and shown when it is there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from octavo.assist import translate as translations
from octavo.assist.models_writing import Translation
from octavo.engine.language import primary
from octavo.news.models import Article
from octavo.news.queries import articles
from octavo.news.queries.tongues import nearest_in_language
from octavo.web.wording import language_code


# A page of a signed-out reader is kept for all of them, so no form on it can hold a token; and nothing of a reader's
# is changed here. That the question comes from our own page is seen by the browser's headers.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, pk: int) -> HttpResponse:
    """An article in another language, ``?to=de``; POST has it translated. A part for htmx, else a page."""
    try:
        article = articles.article(pk)
    except Article.DoesNotExist:
        raise Http404 from None
    language = target(request)
    found = translations.of(article, language)
    if found is None and not translations.offered(article, language):
        raise Http404
    full = False
    if request.method == "POST":
        if not is_from_here(request):
            raise PermissionDenied
        found = translations.ask(article, language, timezone.now())
        full = found is None
        if not request.headers.get("HX-Request") and not full:
            return redirect(f"{reverse('translate', args=[pk])}?to={language}")
    context = {**shown_of(request, article, found, language), "full": full, "section": "today"}
    template = "parts/aids/translation.html" if request.headers.get("HX-Request") else "pages/translation.html"
    return render(request, template, context, using="jinja2")


def shown_of(request: HttpRequest, article: Article, found: Translation | None, language: str) -> dict[str, Any]:
    """What the reader sees of a translation: by the publisher's terms, as of the article itself."""
    shown = articles.shown(article, signed_in=request.user.is_authenticated)
    return {
        "article": article,
        "to": language,
        "shown": shown,
        "translation": found,
        "by": found.by if found is not None else translations.by(),
        "nearest": nearest_in_language(article, language) if found is None else None,
        "held_back": sum(not one["ok"] for one in sentences_of(found, whole=shown == "whole")) if found else 0,
    }


def sentences_of(found: Translation, *, whole: bool) -> list[dict[str, Any]]:
    """All sentences of a translation that this reader sees."""
    paragraphs = found.paragraphs if whole else []
    return [*found.title, *found.lead, *(sentence for paragraph in paragraphs for sentence in paragraph)]


def target(request: HttpRequest) -> str:
    """The language that is asked for, if the pages speak it; else the page's own."""
    asked = primary(request.GET.get("to", ""))
    return asked if asked in {primary(code) for code, _ in settings.LANGUAGES} else language_code()


def is_from_here(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of this paper, as far as the browser tells."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin", "")
    try:
        return not origin or urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False
