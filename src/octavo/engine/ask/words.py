"""The words that questions are put with, by language, from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from octavo.engine.aids.figures.lexicon import either, listed, plain
from octavo.engine.ask.values import Kind
from octavo.engine.language import primary
from octavo.engine.text import folded_words

SPACELESS = frozenset({"ja", "zh"})
PERIODS = ("week", "last_week", "month", "last_month")


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words of asking."""

    kinds: Mapping[Kind, re.Pattern[str]]
    periods: Mapping[str, re.Pattern[str]]
    by: re.Pattern[str]  # stands before a publisher that is asked for
    plain: frozenset[str]  # folded words that are part of asking, not of what is asked


@cache
def words(language: str) -> Words:
    """The words of a language by its BCP 47 tag; English ones for a language that has none."""
    table = tomllib.loads(files("octavo.engine.ask").joinpath("words.toml").read_text(encoding="utf-8"))
    name = primary(language)
    lists: dict[str, str] = table.get(name, table["en"])
    spaceless = name in SPACELESS
    asking = (",".join(lists[kind] for kind in Kind if kind is not Kind.MONEY)).replace("^", "")
    own = {word for form in (*listed(asking), *listed(lists["plain"])) for word in folded_words(form)}
    return Words(
        {kind: _pattern(listed(lists[kind]), spaceless=spaceless) for kind in Kind},
        {period: _pattern(listed(lists[period]), spaceless=spaceless) for period in PERIODS},
        _pattern(listed(lists["by"]), spaceless=spaceless),
        frozenset(own),
    )


def _pattern(forms: Iterable[str], *, spaceless: bool) -> re.Pattern[str]:
    free = [form for form in forms if not form.startswith("^")]
    first = [form[1:] for form in forms if form.startswith("^")]
    edges = ("", "") if spaceless else (r"(?<![^\W\d_])", r"(?![^\W\d_])")
    parts = [f"{edges[0]}(?:{either(free)}){edges[1]}" if free else "", rf"^\W*(?:{either(first)}){edges[1]}"]
    return re.compile("|".join(part for part, given in zip(parts, (free, first), strict=True) if given) or "x^")


def flat(text: str) -> str:
    """The text as the patterns want it, of the same length."""
    return plain(text)
