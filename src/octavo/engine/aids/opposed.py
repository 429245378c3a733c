"""Statements against each other: who denies what somebody else says. Side by side, never "false"."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from octavo.engine.aids.findings import span_of
from octavo.engine.aids.statements.grammar import grammar
from octavo.engine.aids.voices import spoken
from octavo.engine.everyday import everyday_words
from octavo.engine.language import primary
from octavo.engine.text import fold, folded_words, is_spaceless

if TYPE_CHECKING:
    from octavo.engine.aids.telling import Account

Row = dict[str, Any]
LEAST = 0.34  # of the denial's telling words that the claim has, weighed by rarity
FEW = 8  # statements of a small story
COMMON = 0.12  # of the story's statements: a word that more of them have tells nothing
STEM = 6  # letters of a word that are compared, where scripts have spaces
MOST = 5  # pairs
EVERYDAY = 120  # words of a language that tell nothing
NEAR = 500  # characters: a claim and its denial in one report mostly stand so close
HEAD = 40  # characters of a statement that open it
_GAP = re.compile(r"(?<=\w)(?=[\s’'])")
LONGEST = 8  # words of whoever speaks


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the words that tell what it is about."""

    account: Account
    row: Mapping[str, Any]
    speaker: str  # the person's key, or the name folded
    bag: frozenset[str]

    @property
    def at(self) -> int:
        """Where it stands in its text."""
        return int(self.row["words"][0][0])


def opposed(accounts: Sequence[Account]) -> list[Row]:
    """Each denial with the statement of somebody else that it answers; none where nothing is surely near it.

    Compared by the beginnings of words within a language, weighed by how rare they are in the story (Spärck Jones
    1972): a claim of the same report stands before its denial and shares a telling word with it, one of another report
    shares two.
    """
    every = [said(account, row) for account in accounts for row in account.statements]
    everyday = {word[:STEM] for account in accounts for word in _everyday(primary(account.language))}
    counts = Counter(word for one in every for word in one.bag - everyday)
    most = max(FEW, COMMON * len(every))
    rarity = {word: math.log(1 + len(every) / count) for word, count in counts.items() if count <= most}
    pairs: list[tuple[float, Said, Said]] = []
    for denial in (one for one in every if one.row["kind"] == "denies" and can_speak(one)):
        met = [(likeness(denial, other, rarity), other) for other in every if answerable(denial, other)]
        score, claim = max(met, key=lambda one: one[0], default=(0.0, denial))
        if score >= LEAST:
            pairs.append((score, denial, claim))
    shown: list[Row] = []
    seen: set[frozenset[str]] = set()
    for _, denial, claim in sorted(pairs, key=lambda pair: (-pair[0], pair[1].account.published, pair[1].at)):
        key = frozenset({denial.speaker, claim.speaker})
        if key not in seen and len(shown) < MOST:
            seen.add(key)
            shown.append({"claim": spoken(claim.account, claim.row), "denial": spoken(denial.account, denial.row)})
    return shown


@cache
def _everyday(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in everyday_words(language)[:EVERYDAY])


def said(account: Account, row: Mapping[str, Any]) -> Said:
    """A statement, read."""
    spaceless = is_spaceless(row["text"])
    words = folded_words(row["text"])
    bag = frozenset(word[:STEM] for word in words if spaceless or len(word) > STEM - 3 or word.isdigit())
    return Said(account, row, str(row.get("person") or fold(row["speaker"])), bag - set(folded_words(row["speaker"])))


def can_speak(one: Said) -> bool:
    """Whether who speaks looks like somebody: a name or an office, no clause and no pronoun."""
    name, words = one.row["speaker"], grammar(primary(one.account.language))
    if not name or len(name.split()) > LONGEST or (words and words.pronouns.fullmatch(name)):
        return False
    return (
        is_spaceless(name) or name[0].isupper() or bool(one.row["role"]) or not (words and words.cased) or " " in name
    )


def answerable(denial: Said, other: Said) -> bool:
    """Whether the one may be what the other denies: another's words, in the same language, and no denial too."""
    return (
        other.row["kind"] not in {"denies", "promises"}
        and (other.row["form"] != "direct" or other.row["kind"] == "accuses")
        and can_speak(other)
        and not is_negated(other)
        and other.speaker != denial.speaker
        and not set(fold(other.row["speaker"]).split()) & set(fold(denial.row["speaker"]).split())
        and primary(other.account.language) == primary(denial.account.language)
        and not (other.account is denial.account and touches(denial, other))
    )


def is_negated(one: Said) -> bool:
    """Whether words that themselves say no open a statement: who else denies it too is of the same mind."""
    words = grammar(primary(one.account.language))
    opening = one.row["text"][:HEAD]
    return words is not None and any(words.negations.search(opening[: gap.start()]) for gap in _GAP.finditer(opening))


def touches(one: Said, other: Said) -> bool:
    """Whether two statements have words of the text in common."""
    spans = ((span_of(a), span_of(b)) for a in one.row["words"] for b in other.row["words"])
    return any(a[0] < b[1] and b[0] < a[1] for a, b in spans)


def likeness(denial: Said, other: Said, rarity: Mapping[str, float]) -> float:
    """The share of the denial's words that the other has, by weight; nothing where too few are shared."""
    shared = {word for word in denial.bag & other.bag if word in rarity}
    beside = other.account is denial.account and 0 < denial.at - other.at <= NEAR
    if len(shared) < (1 if beside else 2) * (3 if is_spaceless(denial.row["text"]) else 1):
        return 0.0
    whole = sum(rarity.get(word, 0.0) for word in denial.bag)
    return sum(rarity[word] for word in shared) / whole + (0.15 if beside else 0.0)
