"""Dates of feeds: many forms in, one moment with a zone out, and never a guessed part.

The two standard forms are read here (RFC 822 and 2822 through the standard library, ISO 8601 and its W3C
profile); dateparser reads the month names of other languages, and must find a day, a month and a year in the
text. General readers (dateutil, and fastfeedparser through it) fill what is missing from today's date:
"12:30" becomes today.
"""

from __future__ import annotations

import re
import warnings
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache

# Trying all 200 languages of dateparser takes seconds; these are those of most of the press.
_PRESS = "en de fr es pt it nl sv da nb fi pl cs sk hu ro bg hr el tr ru uk ar he fa hi id vi th ko ja zh"
_LANGUAGES = _PRESS.split()
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # nothing was on the web before
AHEAD = timedelta(days=2)  # wrong zones and planned articles reach this far

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:(?:[Tt]|\s+)(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?(?:[.,](\d+))?)?"
    r"\s*(Z|z|UTC|GMT|[+-]\d{1,2}:?\d{0,2}|[A-Za-z]{2,5})?"
)
_RFC822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}|GMT|UTC|Z)"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ORDINAL = re.compile(r"(\d{4})-?(\d{3})(?:[Tt].*)?")
_TAIL_ZONE = re.compile(r"(?<=[\d\sM])\(?([A-Za-z]{1,5})\)?$")
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d{2})?$")
# Hours east of Greenwich. Of several meanings the one of the largest press stands: IST is India, CST and BST
# are the American and the British.
_HOURS = {
    -10.0: "hst", -9.0: "akst", -8.0: "pst pt akdt", -7.0: "mst mt pdt", -6.0: "cst ct mdt",
    -5.0: "est et cdt", -4.0: "edt ast clt", -3.5: "nst", -3.0: "adt brt art", -2.5: "ndt",
    0.0: "ut utc gmt z wet", 1.0: "bst west cet mez met wat", 2.0: "cest mesz mest eet cat sast",
    3.0: "eest msk trt eat", 3.5: "irst",
    4.0: "gst msd", 5.0: "pkt", 5.5: "ist", 5.75: "npt", 6.0: "bdt", 7.0: "ict wib", 8.0: "hkt sgt awst pht",
    9.0: "jst kst", 9.5: "acst", 10.0: "aest", 10.5: "acdt", 11.0: "aedt", 12.0: "nzst", 13.0: "nzdt",
}  # fmt: skip
_ZONES = {name: hours for hours, names in _HOURS.items() for name in names.split()}


def believable(text: str, now: datetime) -> tuple[datetime | None, str]:
    """Read a date and refuse one before 1990 (as 1970 is) or over two days ahead of ``now``.

    Returns:
        The moment in UTC, or None, and a note: empty when all is well or ``text`` is.
    """
    if not text.strip():
        return None, ""
    moment = moment_of(text.strip())
    if moment is None:
        return None, "a date that cannot be read"
    if moment < EARLIEST:
        return None, "a date before 1990"
    if moment > now + AHEAD:
        return None, "a date in the future"
    return moment, ""


@lru_cache(maxsize=4096)
def moment_of(text: str) -> datetime | None:
    """Read a date of RFC 822, ISO 8601 or a usual written form; one without a zone is taken as UTC.

    Returns None for what cannot be read, or has no day, month and year of its own.
    """
    text = " ".join(text.split())
    if not text or len(text) > 100 or not text.isprintable():
        return None
    try:
        return _usual(text) or _iso(text) or _mail(text) or _written(text)
    except (ValueError, OverflowError):
        return None


def _usual(text: str) -> datetime | None:
    """Read ``Mon, 02 Jan 2006 15:04:05 +0000``, the form of nine in ten feeds, quickly."""
    found = _RFC822.fullmatch(text)
    if not found or found.group(2) not in _MONTHS:
        return None
    day, year, hour, minute, second = (int(part) for part in found.group(1, 3, 4, 5, 6))
    return _moment((year, _MONTHS.index(found.group(2)) + 1, day, hour, minute, second), _zone(found.group(7)))


def _iso(text: str) -> datetime | None:
    found = _ISO.fullmatch(text)
    if not found:
        ordinal = _ORDINAL.fullmatch(text)
        if not ordinal or not 1 <= int(ordinal.group(2)) <= 366:
            return None
        return datetime(int(ordinal.group(1)), 1, 1, tzinfo=UTC) + timedelta(days=int(ordinal.group(2)) - 1)
    year, month, day = (int(part) for part in found.group(1, 2, 3))
    hour, minute, second = (int(part or 0) for part in found.group(4, 5, 6))
    fraction = int((found.group(7) or "0")[:6].ljust(6, "0"))
    return _moment((year, month, day, hour, minute, second), _zone(found.group(8) or "Z"), fraction)


def _mail(text: str) -> datetime | None:
    parsed = parsedate_tz(re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text))
    if parsed is None or not re.search(r"[A-Za-z]{3}", text) or not re.search(r"\d", text.split(":", maxsplit=1)[0]):
        return None
    found = _TAIL_ZONE.search(text)
    named = _ZONES.get(found.group(1).lower()) if found else None
    offset = _OFFSET.search(text)
    seconds = int(named * 3600) if offset is None and named is not None else parsed[9] or 0
    return _moment(parsed[:6], timezone(timedelta(seconds=seconds)))


def _moment(parts: tuple[int, int, int, int, int, int], zone: timezone, fraction: int = 0) -> datetime | None:
    """Put a moment together; 24:00 is the next midnight, a leap second the next minute (ISO 8601)."""
    year, month, day, hour, minute, second = parts
    if not (0 <= hour <= 24 and 0 <= minute <= 59 and 0 <= second <= 60):
        return None
    start = datetime(year, month, day, tzinfo=zone)
    return (start + timedelta(hours=hour, minutes=minute, seconds=second, microseconds=fraction)).astimezone(UTC)


def _zone(name: str) -> timezone:
    found = _OFFSET.fullmatch(name)
    if not found:
        return timezone(timedelta(hours=_ZONES.get(name.lower(), 0.0)))
    minutes = int(found.group(2)) * 60 + int(found.group(3) or 0)
    return timezone(timedelta(minutes=minutes if found.group(1) == "+" else -minutes))


def _written(text: str) -> datetime | None:
    """Read month names of other languages, with all of day, month and year in the text."""
    if not re.search(r"\d", text) or len(text) > 60:
        return None
    import dateparser  # noqa: PLC0415 - slow to load, and hardly ever needed

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "TIMEZONE": "UTC",
        "TO_TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "STRICT_PARSING": True,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        moment: datetime | None = dateparser.parse(text, languages=_LANGUAGES, settings=settings)
    return moment.astimezone(UTC) if moment else None
