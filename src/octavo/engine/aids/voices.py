"""Who says what in a story: its statements by speaker, each speaker with the words that say most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from octavo.engine.aids.cited import chosen
from octavo.engine.aids.findings import span_of
from octavo.engine.aids.statements.grammar import grammar
from octavo.engine.everyday import everyday_words
from octavo.engine.language import primary
from octavo.engine.text import fold, folded_words, is_spaceless, overlap

if TYPE_CHECKING:
    from octavo.engine.aids.telling import Account

Row = dict[str, Any]
SPEAKERS = 8
A_LANGUAGE = 2  # statements of a speaker kept of each language, for its readers
SHOWN = 3  # statements of a speaker that one reader sees
ALIKE = 0.6  # of the shorter one's words: the same said again
FEWEST = 5  # words that say something though each is of everyday use
SHORTEST = 12  # characters of words worth showing
WEIGHT = {"denies": 1.5, "accuses": 1.4, "warns": 1.3, "promises": 1.3, "asks": 1.2, "confirms": 1.1, "says": 1.0}
Telling = tuple["Account", Mapping[str, Any]]


def voices(accounts: Sequence[Account]) -> list[Row]:
    """The speakers of a story, those whom most reports quote first, with their strongest statements in each language.

    A row of a statement that has a ``person`` belongs to that one's others, in whatever language; else the speaker's
    words decide, within a language. Whom a report only calls "she" is left out.
    """
    met: defaultdict[str, list[Telling]] = defaultdict(list)
    for account in accounts:
        for row in account.statements:
            if (
                says_something(row["text"], primary(account.language))
                and (name := fold(row["speaker"]))
                and not is_pronoun(row, account)
            ):
                met[str(row.get("person") or f"{primary(account.language)} {name}")].append((account, row))
    ranked = sorted(met.values(), key=lambda said: (-weight(said), said[0][0].published, said[0][1]["speaker"]))
    return [voice(said) for said in ranked[:SPEAKERS]]


def says_something(text: str, language: str) -> bool:
    """False of scraps such as "nearly all of this": some length, and five words or one that is not of everyday use."""
    if len(text) < SHORTEST:
        return False
    words = list(folded_words(text))
    return is_spaceless(text) or len(words) >= FEWEST or any(word not in everyday(language) for word in words)


@cache
def everyday(language: str) -> frozenset[str]:
    """The words of everyday use of a language, folded."""
    return frozenset(fold(word) for word in everyday_words(language))


def is_pronoun(row: Mapping[str, Any], account: Account) -> bool:
    """Whether the text has no more for the speaker than a pronoun."""
    words = grammar(primary(account.language))
    return words is not None and bool(words.pronouns.fullmatch(row["speaker"]))


def weight(said: Sequence[Telling]) -> float:
    """How much a speaker matters here: by the reports that quote them, and whether they have a name or a role."""
    reports = len({account.article for account, _ in said})
    named = any(row["role"] or row.get("person") for _, row in said)
    strong = max(WEIGHT[row["kind"]] for _, row in said)
    return reports * (1.0 if named else 0.5) * strong


def voice(said: Sequence[Telling]) -> Row:
    """One speaker: name and role as each language has them, and the words that are said most and mean most."""
    by_language: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in said:
        by_language[primary(one[0].language)].append(one)
    kept = [one for some in by_language.values() for one in strongest(some)]
    return {
        "person": said[0][1].get("person"),
        "names": {code: fullest(row["speaker"] for _, row in some) for code, some in by_language.items()},
        "roles": {code: fullest(row["role"] for _, row in some if row["role"]) for code, some in by_language.items()},
        "reports": len({account.article for account, _ in said}),
        "said": [statement(account, row) for account, row in sorted(kept, key=when)],
    }


def strongest(said: Sequence[Telling]) -> list[Telling]:
    """The statements of one language that say most, none twice."""
    chosen_ones: list[Telling] = []
    bags: list[frozenset[str]] = []
    for account, row in sorted(said, key=lambda one: -strength(one[1])):
        bag = frozenset(folded_words(row["text"]))
        if all(overlap(bag, other) < ALIKE for other in bags) and len(chosen_ones) < A_LANGUAGE:
            bags.append(bag)
            chosen_ones.append((account, row))
    return chosen_ones


def fullest(names: Iterable[str]) -> str:
    """What is written most often, then the longest."""
    counts = Counter(names)
    return max(counts, key=lambda name: (counts[name], len(name)), default="")


def heard(row: Mapping[str, Any], language: str) -> Row:
    """A voice for a reader of a language: in that language where it speaks so, else in the one it says most in.

    Never in two languages at once: the same words, translated, would stand there twice.
    """
    counts = Counter(one["language"] for one in row["said"])
    names = row["names"]
    spoken = language if language in counts else max(counts, key=lambda code: counts[code])
    shown = [one for one in row["said"] if one["language"] == spoken][:SHOWN]
    name = language if language in names else spoken
    return {
        "person": row["person"],
        "speaker": names[name],
        "language": name,
        "role": row["roles"].get(name, ""),
        "reports": row["reports"],
        "said": shown,
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
        "language": primary(account.language),
        "publisher": account.publisher,
        "article": account.article,
        "at": account.published.isoformat(),
    }


def spoken(account: Account, row: Mapping[str, Any]) -> Row:
    """A statement that stands by itself, with who makes it, in the words of its report."""
    return statement(account, row) | {"speaker": row["speaker"], "role": row["role"], "language": account.language}
