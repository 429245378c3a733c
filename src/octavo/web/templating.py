"""Jinja for the pages: gettext, dates and numbers by the reader's locale, direction of foreign text."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_decimal
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment

from octavo.discussion.comments import html
from octavo.engine.aids.receipts import paragraph
from octavo.engine.language import direction
from octavo.engine.pictures import WIDTHS, widths
from octavo.news.models import Article, Picture
from octavo.news.queries.articles import quotable
from octavo.web.wording import reason, source_kind, trouble

FRESH = timedelta(days=8)  # younger times are shown as "3 hours ago"


def environment(**options: Any) -> Environment:
    """The environment Django's Jinja backend asks for."""
    env = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django sets autoescape
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals.update(static=static, url=url, here=locale, languages=settings.LANGUAGES)
    env.filters.update(
        ago=ago,
        moment=moment,
        day=day,
        long_day=long_day,
        clock=clock,
        number=number,
        listed=listed,
        language_name=language_name,
        country_name=country_name,
        direction=direction,
        reason=reason,
        trouble=trouble,
        source_kind=source_kind,
        comment_html=html,
        paragraph_of=paragraph_of,
        quotable=quotable,
        truncate=truncate,
        source=source,
        sources=sources,
    )
    return env


def page(request: HttpRequest) -> dict[str, object]:
    """What every page knows. Reads the session only where a reader has one."""
    language = translation.get_language()
    return {
        "language": language,
        "page_direction": direction(language),
        "site_name": settings.SITE_NAME,
        "today": timezone.localtime(),
        "theme": request.COOKIES.get("theme", ""),
        "signed_in": settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated,
    }


def url(name: str, *args: object, **kwargs: object) -> str:
    """The path of a named page."""
    return reverse(name, args=args, kwargs=kwargs)


def locale() -> Locale:
    """The reader's locale."""
    return _locale(translation.get_language())


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    return Locale.parse(translation.to_locale(language))


def ago(when: datetime) -> str:
    """Relative while fresh ("3 hours ago"), else the date."""
    age = timezone.now() - when
    if age >= FRESH or age < timedelta(minutes=-5):
        return day(when)
    return format_timedelta(-max(age, timedelta(seconds=1)), add_direction=True, locale=locale(), threshold=1.2)


def moment(when: datetime) -> str:
    """Date and time: "28 May 2025, 09:40"."""
    if locale().language == "en":
        return f"{day(when)}, {clock(when)}"
    joined = str(get_datetime_format("medium", locale=locale()))
    return joined.replace("{0}", format_time(timezone.localtime(when), "short", locale=locale())).replace(
        "{1}", day(when)
    )


def day(when: datetime) -> str:
    """The date: "20 Jul 2025"."""
    return format_date(
        timezone.localtime(when).date(), "d MMM y" if locale().language == "en" else "medium", locale=locale()
    )


def long_day(when: datetime) -> str:
    """The date of the masthead: "Sunday 20 July 2025"."""
    if locale().language == "en":
        return format_date(timezone.localtime(when).date(), "EEEE d MMMM y", locale=locale())
    return format_date(timezone.localtime(when).date(), "full", locale=locale())


def clock(when: datetime) -> str:
    """The time of day: "09:40"."""
    return f"{timezone.localtime(when):%H:%M}"


def number(value: float) -> str:
    """A number with the locale's separators and digits."""
    return format_decimal(value, locale=locale())


def listed(words: list[str]) -> str:
    """Words joined as the language joins them: "A, B and C"."""
    return format_list(words, locale=locale())


def language_name(code: str) -> str:
    """A language in the reader's words: "Japanese"; the code itself where it has no name."""
    return locale().languages.get(code.split("-", maxsplit=1)[0]) or code


def country_name(code: str) -> str:
    """A country in the reader's words; the code itself where it has no name."""
    return locale().territories.get(code.upper()) or code


def paragraph_of(receipt: dict[str, int], article: Article) -> int:
    """The number of the paragraph in which a receipt of the article's present version stands."""
    return paragraph(article.version.paragraphs if article.version else [], receipt["start"])


def truncate(text: str, length: int) -> str:
    """The text cut at a word, with an ellipsis, when it is longer."""
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:.–-") + "…"


def sources(picture: Picture) -> str:
    """The ``srcset`` of a picture: each of its files with its width."""
    return ", ".join(f"{address(picture, width)} {width}w" for width in widths(picture.width or WIDTHS[0]))


def source(picture: Picture) -> str:
    """The file for browsers that do not choose: of the middle width."""
    return address(picture, min(WIDTHS[1], picture.width or WIDTHS[0]))


def address(picture: Picture, width: int) -> str:
    """The address of one of a picture's files."""
    return reverse("picture", args=[f"{picture.file}-{width}"])
