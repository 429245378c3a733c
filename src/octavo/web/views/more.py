from __future__ import annotations

import re

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from octavo.engine.topics import topics
from octavo.news.queries import more as shelves
from octavo.news.queries.more import Mark
from octavo.web.caching import kept_for
from octavo.web.templating import country_name
from octavo.web.views.today import moment
from octavo.web.wording import language_code, topic_name

_COUNTRY = re.compile(r"[A-Z]{2}")
LARGEST = 2**62  # keys are smaller


@require_safe
@kept_for(15)
def more(request: HttpRequest) -> HttpResponse:
    """All stories by time, or those of a subject or a country, a page at a time."""
    topic, country = request.GET.get("topic", ""), request.GET.get("country", "").upper()
    topic = topic if topic in topics() else ""
    country = country if _COUNTRY.fullmatch(country) else ""
    shelf = f"topic:{topic}" if topic else f"place:{country}" if country else ""
    page = shelves.stories(language_code(), shelf, mark(request.GET.get("before", "")))
    named = countries()
    context = {
        "page": page,
        "topic": topic,
        "country": "" if topic else country,
        "heading": topic_name(topic) if topic else dict(named).get(country) or country_name(country) if country else "",
        "topics": [(code, topic_name(code)) for code in topics()],
        "countries": named,
        "section": "more",
    }
    return render(request, "pages/more.html", context, using="jinja2")


def mark(text: str) -> Mark | None:
    """Where a page before this one ended: "MOMENT,KEY". None for what names no such place."""
    when, _, key = text.rpartition(",")
    found = moment(when or key, zoned=True)
    number = int(key) if when and key.isascii() and key.isdigit() and len(key) < 19 else LARGEST
    return Mark(found, number) if found else None


def countries() -> list[tuple[str, str]]:
    """The countries with stories, by their names in the reader's language. Looked up every five minutes."""
    key = f"countries:{language_code()}"
    named: list[tuple[str, str]] | None = cache.get(key)
    if named is None:
        found = shelves.countries(language_code())
        named = sorted(((code, known_name(code, name)) for code, name in found), key=lambda pair: pair[1])
        cache.set(key, named, 300)
    return named


def known_name(code: str, name: str) -> str:
    """The country's name as the locale has it; for a country it does not know, the gazetteer's."""
    official = country_name(code)
    return name if official == code and name else official
