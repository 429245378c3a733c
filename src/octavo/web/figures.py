"""Reported numbers in the reader's words: value, unit, how exact, and what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal
from babel.units import UnknownUnitError, format_unit
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy, to_locale

UNITS = {
    "km": "length-kilometer", "m": "length-meter", "cm": "length-centimeter", "mm": "length-millimeter",
    "mile": "length-mile", "foot": "length-foot", "ha": "area-hectare", "acre": "area-acre",
    "km2": "area-square-kilometer", "m2": "area-square-meter", "m3": "volume-cubic-meter", "t": "mass-metric-ton",
    "kg": "mass-kilogram", "celsius": "temperature-celsius", "mw": "power-megawatt", "kw": "power-kilowatt",
    "litre": "volume-liter", "second": "duration-second", "minute": "duration-minute", "hour": "duration-hour",
    "day": "duration-day", "week": "duration-week", "month": "duration-month", "year": "duration-year",
}  # fmt: skip
QUALIFIERS = {
    "at least": gettext_lazy("at least {value}"),
    "more than": gettext_lazy("more than {value}"),
    "up to": gettext_lazy("up to {value}"),
    "less than": gettext_lazy("less than {value}"),
    "about": gettext_lazy("about {value}"),
}
# What a figure counts, as ``octavo.engine.aids.figures`` names it in all languages.
THINGS = {
    "dead": gettext_lazy("Dead"),
    "injured": gettext_lazy("Injured"),
    "area": gettext_lazy("Area"),
    "missing": gettext_lazy("Missing"),
    "evacuated": gettext_lazy("Evacuated"),
    "homeless": gettext_lazy("Homeless"),
    "rescued": gettext_lazy("Rescued"),
    "treated": gettext_lazy("Treated"),
    "cases": gettext_lazy("Cases"),
    "arrested": gettext_lazy("Arrested"),
    "aboard": gettext_lazy("Aboard"),
    "magnitude": gettext_lazy("Magnitude"),
    "depth": gettext_lazy("Depth"),
    "temperature": gettext_lazy("Temperature"),
    "rain": gettext_lazy("Rain"),
    "level": gettext_lazy("Water level"),
    "width": gettext_lazy("Width"),
    "outage": gettext_lazy("Without power"),
    "power": gettext_lazy("Power"),
    "turnout": gettext_lazy("Turnout"),
    "seats": gettext_lazy("Seats"),
    "votes": gettext_lazy("Votes"),
    "jobs": gettext_lazy("Jobs"),
    "staff": gettext_lazy("Staff"),
    "crowd": gettext_lazy("Crowd"),
    "attendance": gettext_lazy("Attendance"),
    "houses": gettext_lazy("Houses"),
    "ships": gettext_lazy("Ships"),
    "firefighters": gettext_lazy("Firefighters"),
    "soldiers": gettext_lazy("Soldiers"),
    "doses": gettext_lazy("Doses"),
    "share": pgettext_lazy("figure", "Share"),
    "quota": gettext_lazy("Quota"),
    "price": gettext_lazy("Price"),
    "held": gettext_lazy("Held"),
}


def thing(what: str) -> str:
    """What is counted, in the reader's words; empty where only the report's own words tell it."""
    return str(THINGS.get(what, ""))


def value(row: Mapping[str, Any], unit: str = "") -> str:
    """A value as a heading: "at least 1,400", "3 to 5 km", "12%"."""
    low, high = row["low"], row["high"]
    shown = amount(low, unit) if low == high else f"{amount(low, '')}–{amount(high, unit)}"
    worded = QUALIFIERS.get(row.get("qualifier", ""))
    return str(worded).replace("{value}", shown) if worded else shown


def amount(number: float, unit: str) -> str:
    """One number with its unit, where the locale has a word for it."""
    locale = to_locale(get_language())
    plain = format_decimal(number, locale=locale)
    if unit == "percent":
        return f"{plain}%"
    if unit not in UNITS:
        return plain
    try:
        return str(format_unit(number, UNITS[unit], length="short", locale=locale))
    except UnknownUnitError:
        return f"{plain} {unit}"
