"""Statements against each other: who denies what somebody else says. Side by side, never "false"."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from octavo.engine.aids.cited import chosen
from octavo.engine.aids.findings import span_of
from octavo.engine.language import primary
from octavo.engine.text import fold, folded_words, is_spaceless

if TYPE_CHECKING:
    from octavo.engine.aids.telling import Account

Row = dict[str, Any]
LEAST = 0.3  # of the denial's telling words that the other statement has, weighed by rarity
MOST = 5  # pairs
NEAR = 600  # characters: a claim and its denial in one report mostly stand so close


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the words that tell what it is about."""

    account: Account
    row: Mapping[str, Any]
    speaker: str  # folded
    bag: frozenset[str]

    @property
    def at(self) -> int:
        """Where it stands in its text."""
        return int(self.row["words"][0][0])


def opposed(accounts: Sequence[Account]) -> list[Row]:
    """Each denial with the statement of somebody else that it most likely answers; none where nothing is near it.

    Compared by words within a language, weighed by how rare they are in the story (Spärck Jones 1972).
    """
    every = [said(account, row) for account in accounts for row in account.statements]
    counts = Counter(word for one in every for word in one.bag)
    rarity = {word: math.log(1 + len(every) / count) for word, count in counts.items()}
    pairs: list[tuple[float, Said, Said]] = []
    for denial in (one for one in every if one.row["kind"] == "denies"):
        met = [(likeness(denial, other, rarity), other) for other in every if answerable(denial, other)]
        score, claim = max(met, key=lambda one: one[0], default=(0.0, denial))
        if score >= LEAST:
            pairs.append((score, denial, claim))
    shown: list[Row] = []
    seen: set[tuple[str, str]] = set()
    for _, denial, claim in sorted(pairs, key=lambda pair: (-pair[0], pair[1].account.published, pair[1].at)):
        key = (denial.speaker, claim.speaker)
        if key not in seen and len(shown) < MOST:
            seen.add(key)
            shown.append({"claim": row_of(claim), "denial": row_of(denial)})
    return shown


def said(account: Account, row: Mapping[str, Any]) -> Said:
    """A statement, read."""
    spaceless = is_spaceless(row["text"])
    bag = frozenset(word for word in folded_words(row["text"]) if spaceless or len(word) > 3 or word.isdigit())
    return Said(account, row, fold(row["speaker"]), bag)


def answerable(denial: Said, other: Said) -> bool:
    """Whether the one may be what the other denies: another's words, in the same language, and no denial too."""
    return (
        other.row["kind"] != "denies"
        and bool(other.speaker and denial.speaker)
        and not set(other.speaker.split()) & set(denial.speaker.split())
        and primary(other.account.language) == primary(denial.account.language)
    )


def likeness(denial: Said, other: Said, rarity: Mapping[str, float]) -> float:
    """The share of the denial's words that the other has, by weight; what stands just before it counts for more."""
    whole = sum(rarity[word] for word in denial.bag)
    shared = sum(rarity[word] for word in denial.bag & other.bag)
    beside = denial.account is other.account and abs(denial.at - other.at) <= NEAR
    return (shared / whole if whole else 0.0) + (0.15 if beside else 0.0)


def row_of(one: Said) -> Row:
    """A statement as the page shows it."""
    source = one.account.source
    return {
        "speaker": one.row["speaker"],
        "language": one.account.language,
        "role": one.row["role"],
        "kind": one.row["kind"],
        "form": one.row["form"],
        "pieces": [chosen(source, span_of(span)).as_row() for span in one.row["words"]],
        "publisher": one.account.publisher,
        "article": one.account.article,
        "at": one.account.published.isoformat(),
    }
