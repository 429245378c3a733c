"""Related articles: a short list that a good editor would choose, each with its reasons.

What is near in meaning and words, in story and storyline, and in time is worth most. Of such articles the list takes
many voices: other newsrooms and languages before one again, and not only what tells the same once more.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from octavo.engine.text import fold, is_spaceless

SAME_TIME = timedelta(hours=2)
LIMIT = 6  # articles a list
LEAST = 0.3  # worth below which an article is no help
CLOSE = 0.0002  # between two scores that may be one: they are rounded

WORDS = 0.25  # what all words in common would add to the cosine
CROWD = 1.5  # taken off for each part of the cosine that both have with their surroundings anyhow
DAY = 0.08  # taken off for a day apart: what stands next to it in time explains it best
MOST_DAYS = 5.0  # and for so many at most
STORY = 0.75  # what the same story adds
STORYLINE = 0.7  # what another story of the storyline adds, so that background of weeks ago is not lost
OWN_HOUSE = 0.05  # taken off for the subject's own publisher

HOUSE_AGAIN = 0.1  # taken off in choosing for each article of that publisher in the list
LANGUAGE_AGAIN = 0.05  # taken off in choosing for each article of that language in the list
A_HOUSE = 2  # articles of one publisher
A_STORY = 4  # of the subject's own story, while something else is there that helps
TWINS = 2  # of those that tell nearly the same in nearly the same words
TWIN = 0.85  # cosine from which they do

Reason = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Subject:
    """The article that the list is for. Names and places: folded name or key → as written, weightiest first."""

    story: int | None
    publisher: int
    published: datetime
    language: str
    names: Mapping[str, str] = field(default_factory=dict)
    storyline: int | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    answers: bool = False  # its headline or lead is somebody's answer: see ``answers``


@dataclass(frozen=True, slots=True)
class Other:
    """An article that might be worth reading with it. Names and places as of a ``Subject``."""

    key: int
    story: int | None
    publisher: int
    published: datetime
    language: str
    cosine: float  # of the two vectors
    names: Mapping[str, str] = field(default_factory=dict)
    storyline: int | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    answers: bool = False
    shared: float = 0.0  # likeness of their words, 0 to 1: within a language
    url: str = ""  # decides between equals


@dataclass(frozen=True, slots=True)
class Related:
    """A chosen article; ``reasons`` are codes with the words that go with them, the most telling first."""

    key: int
    score: float
    reasons: tuple[Reason, ...]


def related(subject: Subject, others: Sequence[Other], limit: int = LIMIT, least: float = LEAST) -> list[Related]:
    """The most useful others, best first; of those below ``least`` none.

    Chosen one by one: each time the one that adds most beside those already chosen, after maximal marginal relevance
    (Carbonell and Goldstein 1998), with publisher and language for the measure of sameness. Only when nothing else
    is left do more than ``A_STORY`` of the own story and more than ``TWINS`` near-twins come in. Of equals the newest
    comes first. The order in which the others are given does not matter, nor does one that is not chosen.
    """
    # Rounded before they are compared, so that an order made again from stored scores is the same order.
    scored = [(round(worth(subject, other), 4), other) for other in others]
    left = sorted(
        ((score, other) for score, other in scored if score >= least),
        key=lambda pair: (-pair[0], -pair[1].published.timestamp(), pair[1].url, pair[1].key),
    )
    choice = _Choice(subject)
    while left and len(choice.chosen) < limit:
        place = choice.best(left, varied=True)
        if place is None:
            place = choice.best(left, varied=False)
        if place is None:
            break
        choice.take(*left.pop(place))
    return [Related(other.key, score, reasons(subject, other)) for score, other in choice.chosen]


def takes(subject: Subject, listed: Sequence[tuple[float, Other]], new: Iterable[Other]) -> bool:
    """Whether one of ``new`` would come into the list that was chosen without them, or might.

    What is chosen of many does not change when others of them are left out. So the list itself, with its scores, is
    enough to tell; but not what it would be then, for who was left out may come back.
    """
    before = {other.key for _, other in listed}
    known = (replace(other, shared=other.shared + (score - worth(subject, other)) / WORDS) for score, other in listed)
    eager = (replace(other, shared=other.shared + CLOSE / WORDS) for other in new if other.key not in before)
    return any(one.key not in before for one in related(subject, [*known, *eager]))


def beaten(subject: Subject, listed: Sequence[tuple[float, Other]], new: Sequence[tuple[float, Other]]) -> bool:
    """Whether none of ``new``, with their worths, can come into the list: a quick look, for which no cosine is needed.

    False where it cannot be told so quickly.
    """
    if len(listed) < LIMIT:
        return False
    choice = _Choice(subject)
    for value, other in listed:
        at_most = value - worth(subject, replace(other, cosine=0.0, shared=0.0))
        perhaps = replace(other, cosine=at_most)  # if all that is near in it were the cosine
        # It stands there though there was enough of its like: then whoever is not so goes first.
        spare = choice.one_too_many(perhaps)
        for score, one in new:
            like = choice.siblings >= A_STORY and same_story(subject, one)
            if score + CLOSE >= choice.gain(value, other) or (spare and not like):
                return False
        choice.take(value, perhaps)
    return True


@dataclass(slots=True)
class _Choice:
    """What was chosen so far, counted."""

    subject: Subject
    chosen: list[tuple[float, Other]] = field(default_factory=list)
    houses: Counter[int] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    siblings: int = 0
    twins: int = 0

    def best(self, left: Sequence[tuple[float, Other]], *, varied: bool) -> int | None:
        """Where the one stands that adds most. ``left`` has the highest worth first, so most need no look."""
        found, most = None, float("-inf")
        for place, (score, other) in enumerate(left):
            if score <= most:
                break
            if self.houses[other.publisher] >= A_HOUSE or (varied and self.one_too_many(other)):
                continue
            if (gain := self.gain(score, other)) > most:
                found, most = place, gain
        return found

    def gain(self, score: float, other: Other) -> float:
        """What one adds beside those already chosen."""
        again = HOUSE_AGAIN * self.houses[other.publisher] + LANGUAGE_AGAIN * self.languages[other.language]
        return round(score - again, 4)

    def one_too_many(self, other: Other) -> bool:
        """True when the list has enough of the own story, or of its near-twins."""
        if not same_story(self.subject, other):
            return False
        return self.siblings >= A_STORY or (other.cosine >= TWIN and self.twins >= TWINS)

    def take(self, score: float, other: Other) -> None:
        """Put one in."""
        self.chosen.append((score, other))
        self.houses[other.publisher] += 1
        self.languages[other.language] += 1
        if same_story(self.subject, other):
            self.siblings += 1
            self.twins += other.cosine >= TWIN


def worth(subject: Subject, other: Other) -> float:
    """How much the other adds, on the scale of the cosine. The same from either side."""
    days = abs((subject.published - other.published).total_seconds()) / 86400
    near = nearness(other.cosine, other.shared, days=days) - OWN_HOUSE * (subject.publisher == other.publisher)
    if same_story(subject, other):
        return near + STORY
    return near + STORYLINE * same_storyline(subject, other)


def nearness(cosine: float, shared: float, crowding: float = 0.0, days: float | None = None) -> float:
    """How near two articles are, before their stories are looked at.

    Args:
        cosine: of their vectors.
        shared: the likeness of their words (``stories.likeness``), 0 to 1, where they are of one language.
        crowding: mean cosine of either with its ten nearest, taken over both. What is near to everything is near to
            nothing in particular (Conneau and others, "Word translation without parallel data", ICLR 2018).
        days: between their publications; None where that is not known.
    """
    apart = MOST_DAYS / 2 if days is None else min(days, MOST_DAYS)
    return cosine + WORDS * shared - CROWD * crowding - DAY * apart


def same_story(subject: Subject, other: Other) -> bool:
    """True when both are of one story."""
    return subject.story is not None and subject.story == other.story


def same_storyline(subject: Subject, other: Other) -> bool:
    """True when both are of one storyline."""
    return subject.storyline is not None and subject.storyline == other.storyline


def reasons(subject: Subject, other: Other) -> tuple[Reason, ...]:
    """Why: the other side, its place in story or storyline, names and places both have; else the subject."""
    found: list[Reason] = []
    apart = other.published - subject.published
    if same_story(subject, other):
        found.append(("same_time" if abs(apart) < SAME_TIME else "later" if apart > timedelta() else "earlier", ()))
    elif same_storyline(subject, other):
        found.append(("background" if apart < timedelta() else "sequel", ()))
    if names := tuple(name for key, name in subject.names.items() if key in other.names)[:2]:
        found.append(("names", names))
    if found and other.answers and not subject.answers:
        found.insert(0, ("other_side", ()))
    if places := tuple(name for key, name in subject.places.items() if key in other.places)[:2]:
        found.append(("place", places))
    return tuple(found) or (("topic", ()),)


def answers(title: str, lead: str, language: str) -> bool:
    """Whether headline or lead is somebody's denial, answer or reproach, by its verbs. False for other languages."""
    cues = _cues().get(language.split("-", maxsplit=1)[0], ())
    text = f"{title} {lead}"
    if is_spaceless(text):
        return any(cue in title for cue in cues)
    folded = f" {fold(text)} "
    return any(f" {cue} " in folded for cue in cues)


@cache
def _cues() -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads(files("octavo.engine").joinpath("related.toml").read_text(encoding="utf-8"))
    return {
        language: tuple(cue if is_spaceless(cue) else fold(cue) for cue in (one.strip() for one in text.split("|")))
        for language, text in table.items()
    }
