"""Listen: an article by sentences, and the edition as chapters. What a reader may not read, nobody reads out."""

from __future__ import annotations

import re
from datetime import date
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from octavo.assist import edition, recordings, speak
from octavo.assist.models_speaking import Recording
from octavo.engine.aids.cited import articles_of, revived
from octavo.news.models import Article
from octavo.news.queries import articles
from octavo.web.caching import kept_for
from octavo.web.labels import by_publisher
from octavo.web.ranges import Answer, served
from octavo.web.templating import url

_CONTROL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@csrf_exempt  # it asks for what is the same for all readers, and changes nothing of this one's
@require_http_methods(["GET", "HEAD", "POST"])
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """What is read of an article, and its recording if there is a voice here; POST asks for one to be made."""
    try:
        found = articles.article(pk)
    except Article.DoesNotExist:
        raise Http404 from None
    whole = articles.shown(found, signed_in=request.user.is_authenticated) == "whole"
    spoken = speak.script(found, whole=whole)
    answer: dict[str, Any] = {
        "language": found.language,
        "sentences": [[one.at, *units(text_at(found, one.at), (one.start, one.end))] for one in spoken],
        "recording": recording_of(request, found, len(spoken)) if whole else None,
    }
    response = JsonResponse(answer)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def recording_of(request: HttpRequest, found: Article, lines: int) -> dict[str, Any] | None:
    """How far the recording is; None where nobody here speaks the language."""
    label = speak.label_for(found.language)
    if not label:
        return None
    now = timezone.now()
    row = speak.ask(found, now) if request.method == "POST" else speak.of_article(found, lines)
    if row is None:
        return {"state": "busy" if request.method == "POST" else "none", "voice": label}
    return offered(row)


def offered(row: Recording) -> dict[str, Any]:
    """A recording as the player takes it."""
    done = row.state == Recording.State.DONE
    return row.about() | ({"url": url("recording", row.pk)} if done else {})


def text_at(found: Article, at: str) -> str:
    """The text of a place in an article, as its page shows it."""
    if at.startswith("p") and at[1:].isdecimal():
        return str(found.version.paragraphs[int(at[1:]) - 1]) if found.version else ""
    return {"title": found.title, "lead": found.lead, "publisher": found.publisher.name}[at]


def units(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span in the units that browsers count, where 𠮷 is two."""
    start = len(text[: span[0]].encode("utf-16-le", "surrogatepass")) // 2
    return start, start + len(text[slice(*span)].encode("utf-16-le", "surrogatepass")) // 2


# The edition ----------------------------------------------------------------------------------
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def listen(request: HttpRequest) -> HttpResponse:
    """The edition as chapters: the day's recording, or what Today shows now, for the browser's voice."""
    if request.method == "POST":
        if speak.label_for(get_language()):
            edition.ask(timezone.now(), get_language(), settings.VOICE)
        return redirect("listen")
    shown: HttpResponse = chapters_page(request)
    return shown


@kept_for(15)
def chapters_page(request: HttpRequest) -> HttpResponse:
    """The page of the chapters."""
    now, language = timezone.now(), get_language()
    row = edition.of_day(timezone.localdate(now), language)
    done = row is not None and row.state == Recording.State.DONE and "now" not in request.GET
    kept = row if row is not None and done else None
    rows = kept.chapters if kept else edition.chapters(now, language)
    context = {
        "chapters": revived(rows),
        "labels": by_publisher(articles_of(revived(rows)), signed_in=False),
        "greeting": edition.greeting(timezone.localdate(now), language),
        "farewell": edition.farewell(language) if len(rows) == edition.EIGHT else "",
        "recorded": kept,
        "recording": offered(kept) if kept else None,
        "pending": row is not None and row.state == Recording.State.PENDING,
        "can_record": row is None and bool(speak.label_for(language)),
        "feed": bool(speak.label_for(settings.LANGUAGE_CODE)),
        "section": "today",
    }
    return render(request, "pages/listen.html", context, using="jinja2")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The podcast: an episode a day, the last seven. Only where this server has a voice."""
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES) or not speak.label_for(language):
        return render(request, "parts/no-podcast.txt", {}, using="jinja2", status=404, content_type="text/plain")
    rows = edition.recent(timezone.now(), language)
    base = request.build_absolute_uri("/").rstrip("/")
    context = {
        "rows": [episode(row) for row in rows],
        "base": base,
        "feed_language": language,
        "address": request.build_absolute_uri(),
    }
    with override(language):  # a program that fetches it says nothing of its listener's language
        return render(request, "parts/podcast.xml", context, using="jinja2", content_type="application/rss+xml")


def episode(row: Recording) -> dict[str, Any]:
    """A day's recording as the feed tells it. XML knows no control characters, so there are none in it."""
    titles = [f"{number}. {one['title']}" for number, one in enumerate(row.chapters, start=1)]
    return {
        "row": row,
        "title": edition.greeting(row.day or timezone.localdate(row.asked), row.language),
        "made": format_datetime(row.made or row.asked),
        "stories": _CONTROL.sub(" ", "\n".join(titles)),
    }


@require_safe
def chapters(request: HttpRequest, day: str) -> HttpResponse:
    """The chapters of a day's recording, as podcast players read them."""
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    try:
        row = edition.of_day(date.fromisoformat(day), language)
    except ValueError:  # 30 February
        raise Http404 from None
    if row is None or row.state != Recording.State.DONE:
        raise Http404
    found = [
        {
            "startTime": one["start"],
            "title": one["title"],
            "url": request.build_absolute_uri(url("story", one["story"])),
        }
        for one in row.chapters
    ]
    return JsonResponse({"version": "1.2.0", "chapters": found}, content_type="application/json+chapters")


# The sound ------------------------------------------------------------------------------------
@require_safe
def recording(request: HttpRequest, pk: int) -> Answer:
    """A recording's sound, whole or the range that was asked for, to those who may read the text."""
    row = Recording.objects.filter(pk=pk, state=Recording.State.DONE).select_related("version__article").first()
    if row is None or not may_hear(request, row):
        raise Http404
    recordings.used(row, timezone.now())
    response = served(request, recordings.path_of(row.file))
    response.headers["Cache-Control"] = f"{'public' if row.day else 'private'}, max-age=3600"
    return response


def may_hear(request: HttpRequest, row: Recording) -> bool:
    """Whether the publisher's terms let this reader have it."""
    if row.version is None:
        return edition.audible(row)
    try:
        found = articles.article(row.version.article_id)
    except Article.DoesNotExist:
        return False
    return articles.shown(found, signed_in=request.user.is_authenticated) == "whole"
