"""Who says what in a story: its statements by speaker, each speaker with the words that say most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from octavo.engine.aids.cited import chosen
from octavo.engine.aids.findings import span_of
from octavo.engine.text import fold, folded_words

if TYPE_CHECKING:
    from octavo.engine.aids.telling import Account

Row = dict[str, Any]
SPEAKERS = 8
A_SPEAKER = 3  # statements
ALIKE = 0.6  # of the shorter one's words: the same said again
SHORTEST = 12  # characters of words worth showing
WEIGHT = {"denies": 1.5, "accuses": 1.4, "warns": 1.3, "promises": 1.3, "asks": 1.2, "confirms": 1.1, "says": 1.0}


def voices(accounts: Sequence[Account]) -> list[Row]:
    """The speakers of a story, those whom most reports quote first, each with some statements, oldest first."""
    met: defaultdict[str, list[tuple[Account, Mapping[str, Any]]]] = defaultdict(list)
    for account in accounts:
        for row in account.statements:
            if len(row["text"]) >= SHORTEST and (key := fold(row["speaker"])):
                met[key].append((account, row))
    ranked = sorted(met.values(), key=lambda said: (-weight(said), said[0][0].published, said[0][1]["speaker"]))
    return [voice(said) for said in ranked[:SPEAKERS]]


def weight(said: Sequence[tuple[Account, Mapping[str, Any]]]) -> float:
    """How much a speaker matters here: by the reports that quote them, and whether they have a name or a role."""
    reports = len({account.article for account, _ in said})
    named = any(row["role"] for _, row in said) or any(word[:1].isupper() for word in said[0][1]["speaker"].split())
    strong = max(WEIGHT[row["kind"]] for _, row in said)
    return reports * (1.0 if named else 0.5) * strong


def voice(said: Sequence[tuple[Account, Mapping[str, Any]]]) -> Row:
    """One speaker: the fullest name and role, and the words that are said most and mean most."""
    names = Counter(row["speaker"] for _, row in said)
    roles = Counter(row["role"] for _, row in said if row["role"])
    chosen_ones: list[tuple[Account, Mapping[str, Any]]] = []
    bags: list[frozenset[str]] = []
    for account, row in sorted(said, key=lambda one: -strength(one[1])):
        bag = frozenset(folded_words(row["text"]))
        if any(alike(bag, other) >= ALIKE for other in bags):
            continue
        bags.append(bag)
        chosen_ones.append((account, row))
        if len(chosen_ones) == A_SPEAKER:
            break
    return {
        "speaker": max(names, key=lambda name: (names[name], len(name))),
        "language": said[0][0].language,
        "role": max(roles, key=lambda role: (roles[role], len(role))) if roles else "",
        "reports": len({account.article for account, _ in said}),
        "said": [statement(account, row) for account, row in sorted(chosen_ones, key=when)],
    }


def when(one: tuple[Account, Mapping[str, Any]]) -> datetime:
    """Oldest first."""
    return one[0].published


def strength(row: Mapping[str, Any]) -> float:
    """Exact words before reported ones, a denial or a warning before what is merely said, some length."""
    return WEIGHT[row["kind"]] * (1.4 if row["form"] == "direct" else 1.0) * min(1.0, len(row["text"]) / 60)


def statement(account: Account, row: Mapping[str, Any]) -> Row:
    """One statement as the page shows it: the pieces of its words, each with its receipt."""
    source = account.source
    return {
        "kind": row["kind"],
        "form": row["form"],
        "pieces": [chosen(source, span_of(span)).as_row() for span in row["words"]],
        "publisher": account.publisher,
        "article": account.article,
        "at": account.published.isoformat(),
    }


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the shorter one's words that both have."""
    return len(a & b) / (min(len(a), len(b)) or 1)
