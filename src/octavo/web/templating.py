"""Jinja for the pages: gettext, dates and numbers by the reader's locale, direction of foreign text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
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
from django.utils.translation import trans_real
from jinja2 import Environment

from octavo.discussion.comments import html
from octavo.engine.aids.receipts import paragraph
from octavo.engine.language import direction
from octavo.engine.pictures import WIDTHS, widths
from octavo.news.models import Article, Picture
from octavo.web import figures
from octavo.web.wording import (
    form_name,
    kind_name,
    move_name,
    owner_name,
    reason,
    source_kind,
    term_name,
    topic_name,
    trouble,
)

PROBE = 7_000_000_001  # a number that stands in no address of ours
FRESH = timedelta(days=8)  # younger times are shown as "3 hours ago"


def environment(**options: Any) -> Environment:
    """The environment Django's Jinja backend asks for."""
    env = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django sets autoescape
    speak(env, translation)
    env.globals.update(
        static=lru_cache(maxsize=64)(static),
        url=url,
        picture_url=picture_url,
        here=locale,
        languages=settings.LANGUAGES,
    )
    env.filters.update({one.__name__: one for one in FILTERS})
    env.filters.update(
        thing=figures.thing, figure_value=figures.value, iso_time=datetime.fromisoformat, comment_html=html
    )
    return env


def page(request: HttpRequest) -> dict[str, object]:
    """What every page knows. Reads the session only where a reader has one."""
    language = translation.get_language()
    return {
        **words(language),
        "language": language,
        "page_direction": direction(language),
        "site_name": settings.SITE_NAME,
        "today": timezone.localtime(),
        "theme": request.COOKIES.get("theme", ""),
        "signed_in": settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated,
    }


def speak(env: Environment, source: Any) -> None:
    """Let templates of an environment take their words from a module or a catalogue."""
    env.install_gettext_callables(  # type: ignore[attr-defined]
        source.gettext, source.ngettext, newstyle=True, pgettext=source.pgettext
    )


@lru_cache(maxsize=32)
def words(language: str) -> dict[str, Any]:
    """The functions that translate into a language: a page asks some hundred times, and need not ask for whom."""
    env = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 - only its functions are taken; it renders nothing
    speak(env, trans_real.translation(language))
    return {name: env.globals[name] for name in ("_", "gettext", "ngettext", "pgettext")}


def url(name: str, *args: object) -> str:
    """The path of a named page."""
    return pattern(name, len(args)).format(*args) if args else pattern(name, 0)


@lru_cache(maxsize=256)
def pattern(name: str, count: int) -> str:
    """The path of a named page with a gap for each of its parts, which are numbers or slugs: they need no quoting."""
    gaps = [PROBE + number for number in range(count)]
    path = reverse(name, args=gaps)
    for gap in gaps:
        path = path.replace(str(gap), "{}")
    return path


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
    return _ago(translation.get_language(), max(1, int(age.total_seconds()) // 60))


@lru_cache(maxsize=20_000)
def _ago(language: str, minutes: int) -> str:
    return format_timedelta(timedelta(minutes=-minutes), add_direction=True, locale=_locale(language), threshold=1.2)


def moment(when: datetime) -> str:
    """Date and time: "28 May 2025, 09:40"."""
    local = timezone.localtime(when)
    if locale().language == "en":
        return f"{_day(translation.get_language(), local.date())}, {local:%H:%M}"
    return _moment(translation.get_language(), local.date(), local.hour, local.minute)


@lru_cache(maxsize=20_000)
def _moment(language: str, on: date, hour: int, minute: int) -> str:
    joined = str(get_datetime_format("medium", locale=_locale(language)))
    shown = format_time(time(hour, minute), "short", locale=_locale(language))
    return joined.replace("{0}", shown).replace("{1}", _day(language, on))


def day(when: datetime) -> str:
    """The date: "20 Jul 2025"."""
    return _day(translation.get_language(), timezone.localtime(when).date())


@lru_cache(maxsize=5000)
def _day(language: str, on: date) -> str:
    where = _locale(language)
    return format_date(on, "d MMM y" if where.language == "en" else "medium", locale=where)


def iso_day(text: str) -> str:
    """The date of a day that stands as "2025-07-20"."""
    return _day(translation.get_language(), date.fromisoformat(text))


def long_day(when: datetime) -> str:
    """The date of the masthead: "Sunday 20 July 2025"."""
    return _long_day(translation.get_language(), timezone.localtime(when).date())


@lru_cache(maxsize=64)
def _long_day(language: str, on: date) -> str:
    where = _locale(language)
    return format_date(on, "EEEE d MMMM y" if where.language == "en" else "full", locale=where)


def clock(when: datetime) -> str:
    """The time of day: "09:40"."""
    return f"{timezone.localtime(when):%H:%M}"


def number(value: float) -> str:
    """A number with the locale's separators and digits."""
    return _number(translation.get_language(), value)


@lru_cache(maxsize=5000)
def _number(language: str, value: float) -> str:
    return format_decimal(value, locale=_locale(language))


def out_of(some: int, of: int) -> str:
    """A number with its denominator: "3 of 13"."""
    return _out_of(translation.get_language(), some, of)


@lru_cache(maxsize=5000)
def _out_of(_language: str, some: int, of: int) -> str:
    return translation.gettext("%(some)s of %(all)s") % {"some": number(some), "all": number(of)}


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
    return picture_url(f"{picture.file}-{width}")


def picture_url(name: str) -> str:
    """The address of a file of ours, by its name without the ending."""
    return f"{_pictures()}{name}.webp"


@lru_cache(maxsize=1)
def _pictures() -> str:
    """What the addresses of all pictures begin with."""
    return reverse("picture", args=[f"{'0' * 32}-1"]).removesuffix(f"{'0' * 32}-1.webp")


FILTERS = (
    ago,
    moment,
    day,
    long_day,
    clock,
    number,
    out_of,
    listed,
    language_name,
    country_name,
    direction,
    reason,
    trouble,
    source_kind,
    term_name,
    topic_name,
    owner_name,
    move_name,
    kind_name,
    form_name,
    iso_day,
    paragraph_of,
    truncate,
    source,
    sources,
)
