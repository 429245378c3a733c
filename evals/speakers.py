"""Are the people of the sample press told apart, and each one known again: ``python -m evals speakers``.

``names``: the editors' list of people alone, each name in each language it is spelled in, as if each stood once in
its story. ``press``: what the engine makes of the texts: statements, the names of who makes them, groups of those.

A pair is two mentions; it is right where both are the same person of the editors' list. A mention that no name of
the list is spelled like stands for a person of its own, by its spelling. ``pair_cross_*``: pairs in two languages.
``page_precision`` is the share of names in full, given to a person, that a person of the list in that story bears;
the list leaves out some who speak once, so it is a lower bound.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

from evals.scores import harmonic
from octavo.engine.aids.speakers import Mention, Named, merged, voices_of
from octavo.engine.aids.statements import statements_of
from octavo.engine.names import names_of
from octavo.press.newsroom import Press
from octavo.press.newsroom import load as load_press

Scores = Mapping[str, float | int]
FIRST_DAY = date(2026, 1, 28)
_LANGUAGES = ("en", "de", "es", "fr", "ms", "ar", "he", "ja", "zh")


def names(_: Path) -> Scores:
    """The list itself."""
    press = load_press(FIRST_DAY)
    mentions, people = [], []
    for number, story in enumerate(press.stories):
        for person in story.people:
            for language in _LANGUAGES:
                name = person.names.get(language) or person.names["en"]
                mentions.append(Mention(Named(name, language, "person"), number))
                people.append(person.id)
    return _pairs(mentions, people)


def press(_: Path) -> Scores:
    """The texts of the sample press."""
    printed = load_press(FIRST_DAY)
    mentions = list(heard(printed))
    known = _known(printed)
    anywhere = {key: person for (_, key), person in known.items()}
    people = [
        known.get((one.story, key)) or (anywhere.get(key) if one.named.full else None) or key
        for one in mentions
        for key in [one.named.key]
    ]
    given = [one for one in mentions if one.named.full and one.named.kind == "person"]
    right = sum((one.story, one.named.key) in known for one in given)
    bodies = Counter(one.named.kind for one in mentions)["body"]
    return {**_pairs(mentions, people), "page_precision": right / len(given), "bodies": bodies}


def heard(printed: Press) -> Iterable[Mention]:
    """Whoever speaks in each article, as the engine names them."""
    number = {story.id: at for at, story in enumerate(printed.stories)}
    for article in printed.articles:
        found = names_of(article.headline, article.paragraphs, article.language)
        spoken = statements_of(article.paragraphs, article.language)
        for voice in voices_of(spoken, article.language, [one.text for one in found]):
            yield Mention(voice.named, number[article.story])


def _known(printed: Press) -> dict[tuple[int, str], str]:
    """Who bears a name in a story, and who a surname that one person there has."""
    known: dict[tuple[int, str], str] = {}
    for number, story in enumerate(printed.stories):
        bearers: dict[str, set[str]] = defaultdict(set)
        for person in story.people:
            for language, name in person.names.items():
                whole = Named(name, language, "person")
                known[number, whole.key] = person.id
                bearers[Named(whole.parts[-1], language, "person").key].add(person.id)
        known |= {
            (number, key): next(iter(ids))
            for key, ids in bearers.items()
            if len(ids) == 1 and (number, key) not in known
        }
    return known


def _pairs(mentions: Sequence[Mention], people: Sequence[str]) -> dict[str, float | int]:
    group = {number: at for at, numbers in enumerate(merged(mentions)) for number in numbers}
    counts: Counter[str] = Counter()
    for one, other in combinations(range(len(mentions)), 2):
        together, same = group[one] == group[other], people[one] == people[other]
        if not (together or same):
            continue
        cross = mentions[one].named.language != mentions[other].named.language
        for suffix in ("", "_cross") if cross else ("",):
            counts[f"together{suffix}"] += together
            counts[f"same{suffix}"] += same
            counts[f"right{suffix}"] += together and same
    scores: dict[str, float | int] = {
        "n": len(mentions),
        "groups": len(set(group.values())),
        "people": len(set(people)),
    }
    for suffix in ("", "_cross"):
        precision = counts[f"right{suffix}"] / max(1, counts[f"together{suffix}"])
        recall = counts[f"right{suffix}"] / max(1, counts[f"same{suffix}"])
        scores |= {
            f"pair{suffix}_precision": precision,
            f"pair{suffix}_recall": recall,
            f"pair{suffix}_f1": harmonic(precision, recall),
        }
    return scores


SETS: dict[str, Callable[[Path], Scores]] = {"names": names, "press": press}
