"""Days of the stream as calendar dates, and how each publisher writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, get_day_names

LOWER_CASE_DAYS = {"es", "fr"}  # weekdays are written small, so a sentence's beginning needs a capital


@dataclass(frozen=True, slots=True)
class Calendar:
    """The stream laid on the calendar: ``anchor`` is the date of the last day."""

    anchor: date
    length: int  # days

    def day(self, number: int) -> date:
        """The date of a day of the stream; days before 1 and after the last one count on."""
        return self.anchor + timedelta(days=number - self.length)

    def moment(self, number: int, clock: str) -> datetime:
        """A day and ``HH:MM`` in UTC."""
        return datetime.combine(self.day(number), time.fromisoformat(clock), tzinfo=UTC)

    def written(self, kind: str, number: int, locale: str) -> str:
        """A date tag in a publisher's own words."""
        return written(kind, self.day(number), locale)


@lru_cache(maxsize=4096)
def written(kind: str, day: date, locale: str) -> str:
    """Write a date as ``weekday`` (wide name), ``date`` (day and month) or ``dom`` (day of the month).

    Forms come from CLDR (Unicode) through Babel. French writes the first of a month as an ordinal, which
    CLDR's skeletons leave out; Japanese and Chinese name a day of the month with 日.
    """
    language = Locale.parse(locale).language
    if kind == "weekday":
        return str(get_day_names("wide", "format", locale)[day.weekday()])
    if kind == "dom":
        return f"{day.day}日" if language in {"ja", "zh"} else str(day.day)
    if language == "fr" and day.day == 1:
        return "1er " + str(format_date(day, "MMMM", locale))
    return str(format_skeleton("MMMMd", day, locale=locale))


def long_date(moment: datetime, locale: str) -> str:
    """Day, month and year in the locale's long form."""
    return str(format_date(moment.date(), "long", locale))


def full_date(moment: datetime, locale: str) -> str:
    """Weekday, day, month and year."""
    return str(format_date(moment.date(), "full", locale))


def short_moment(moment: datetime, locale: str) -> str:
    """Date and time of day in the locale's short form, in UTC as the newsrooms keep it."""
    return str(format_datetime(moment, "short", locale=locale))


def clock(moment: datetime) -> str:
    """Hours and minutes."""
    return f"{moment:%H:%M}"
