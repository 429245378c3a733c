"""What Chinese and Japanese have in common, which write without spaces: their words, and the edges of a phrase."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from octavo.engine.aids.statements.grammar import any_of
from octavo.engine.aids.statements.marks import MASK
from octavo.engine.aids.statements.values import KINDS, Kind, Span

HAN = "\u3400-\u9fff々"
EDGE = re.compile(rf"[,;:。、!！?{MASK}]")
QUOTED = re.compile(f"{MASK}+")
LONGEST = 34  # characters of who speaks
LEAST = 5  # characters of a clause without a number


@dataclass(frozen=True, slots=True)
class Words:
    """The words of Chinese or Japanese as patterns."""

    language: str
    kinds: Mapping[str, Kind]
    finds: re.Pattern[str]
    pronouns: re.Pattern[str]
    sources: re.Pattern[str]
    sources_end: re.Pattern[str]
    sources_none: re.Pattern[str]
    adverbs: re.Pattern[str]
    negations: re.Pattern[str]
    roles: re.Pattern[str]
    organisations: re.Pattern[str]


@lru_cache(maxsize=4)
def words_of(language: str) -> Words:
    """The words of a language, from its file of cues."""
    given = tomllib.loads(files(__package__).joinpath("cues", f"{language}.toml").read_text(encoding="utf-8"))
    kinds: dict[str, Kind] = {form: kind for kind in KINDS for form in given.get(kind, {}).get("clause", "").split()}

    def listed(key: str, before: str = "", after: str = "") -> re.Pattern[str]:
        entries = given.get(key, "").split()
        return re.compile(f"{before}(?:{any_of(entries)}){after}") if entries else re.compile(r"(?!)")

    return Words(
        language,
        kinds,
        re.compile(any_of(kinds)),
        listed("pronouns"),
        listed("sources"),
        listed("sources_end"),
        listed("sources_none"),
        listed("adverbs"),
        listed("negations", "", "$"),
        listed("roles") if language == "zh" else listed("titles"),
        listed("organisations", "", "$"),
    )


@lru_cache(maxsize=2)
def _surnames(text: str) -> frozenset[str]:
    """The last parts of all names with a middle dot in a text."""
    dotted = re.findall(rf"(?:[{HAN}]·|[ァ-ヴー]・)([{HAN}ァ-ヴー]{{1,8}})", text)
    return frozenset(dotted)


def known(text: str, name: str) -> bool:
    """True of a surname whose full name has its middle dot somewhere in the text."""
    return any(one.startswith(name) for one in _surnames(text))


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without spaces, commas and full stops at its edges."""
    while start < end and text[start] in " ,;:、。.　":
        start += 1
    while end > start and text[end - 1] in " ,;:、。.　":
        end -= 1
    return start, end
