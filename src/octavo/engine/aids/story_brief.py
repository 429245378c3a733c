"""What is known of a story: a few sentences of its reports, from different publishers, the newest state of things.

A sentence counts by the words that many publishers share (document frequency, as in Nenkova and Vanderwende 2005 for
several texts), by its place in its report, by how near that report is to the middle of the story, and by how new it
is. One language is told: the reader's where a report is in it, else that of the most central report. A number that a
later report has in a newer state is not told; where only a foreign report has the newer one, that is told.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from octavo.engine.aids.accounts import Account, Drawn
from octavo.engine.aids.marks import known_names, names_in, numbers_in
from octavo.engine.aids.sentences import Sentence, sentences_of, telling
from octavo.engine.aids.states import stale
from octavo.engine.language import primary
from octavo.engine.text import overlap

READ, LEAST_READ = 20_000, 500  # characters of all reports, of one at least
REPEATED = 0.7  # of a sentence's words that another one has
SIMILAR = 0.6  # the same, where it brings no name and no number of its own
SAME = 0.6  # of the fewer names and numbers of two sentences in two languages
FEWEST = 3  # sentences of one language; with fewer, those of others follow
WORTH = 0.3  # of the best sentence's score: what comes after the first ``FEWEST`` must have it


@dataclass(frozen=True, slots=True)
class Weights:
    """What makes a sentence worth its place; ``docs/decisions/0023-in-brief.md`` says how they were set."""

    first: float = 5.0  # more for the beginning of a report
    fall: float = 1.5  # sentences in which that wears off
    title: float = 1.0  # more for the words of the story's titles
    shared: float = 4.0  # more for a word that all publishers have than for one of one
    borne: float = 1.0  # more for names and numbers that all reports in other languages have
    centre: float = 0.5  # more for the most central report
    newest: float = 1.0  # more for the newest report than for the oldest
    asks: float = 0.3  # times, for a question
    quoted: float = 0.2  # less for what is all in quotation marks
    told: float = 0.7  # of a word's weight that stays once it is told
    length: float = 0.3  # the power of the count of words by which a sentence is divided


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Option:
    """A sentence that may be shown, and what of its worth does not change."""

    account: int
    sentence: Sentence
    factor: float
    marks: frozenset[str]


def story_brief(accounts: Sequence[Account], language: str, limit: int = 5) -> list[Drawn]:
    """What is known, in reading order: the best sentence, then by time and place.

    Args:
        accounts: the reports of one story, copies left out, in any order.
        language: of the reader, BCP 47.
        limit: how many sentences at most.

    Returns:
        Spans of whole sentences. All in one language, but where that gives fewer than ``FEWEST``, or where another one
        has the newer state of a number.
    """
    if not accounts or limit < 1:
        return []
    story = Story(accounts, WEIGHTS)
    chosen: list[Option] = []
    for group in by_language(accounts, language):
        if chosen and len(chosen) >= min(limit, FEWEST):
            break
        options = story.options(group)
        chosen += picked(story, options, limit - len(chosen), chosen)
        if newer := story.newest(group, chosen):
            chosen = [*chosen[: limit - 1], newer]
    return [Drawn(one.account, one.sentence.span) for one in _in_order(chosen, accounts)]


def by_language(accounts: Sequence[Account], language: str) -> list[list[int]]:
    """The numbers of the accounts by language: the reader's, then by their most central report."""
    groups: dict[str, list[int]] = {}
    for index, account in enumerate(accounts):
        groups.setdefault(primary(account.language), []).append(index)
    reader = primary(language)

    def rank(name: str) -> tuple[bool, float, int]:
        return name != reader, -max(accounts[at].centrality for at in groups[name]), -len(groups[name])

    return [groups[name] for name in sorted(groups, key=rank)]


def picked(story: Story, options: Sequence[Option], limit: int, before: Sequence[Option] = ()) -> list[Option]:
    """The best sentences of one language, the best first; a second one of a publisher after one of each."""
    worth = dict(story.worth({one.account for one in options}))
    left, chosen, best = list(options), list(before), 0.0
    for turn in range(1, limit + 1):
        while len(chosen) - len(before) < limit:
            open_ = [one for one in left if story.taken(one, chosen) < turn and _stands(one, chosen)]
            if not open_:
                break
            option = max(open_, key=lambda one: _score(one, worth, story.weights))
            score = _score(option, worth, story.weights)
            best = best or score
            if len(chosen) >= FEWEST and score < WORTH * best:
                break
            left.remove(option)
            if not any(_repeats(option, one) for one in chosen):
                chosen.append(option)
                worth.update((word, worth[word] * story.weights.told) for word in option.sentence.words)
    return chosen[len(before) :]


class Story:
    """The reports of a story, read."""

    def __init__(self, accounts: Sequence[Account], weights: Weights) -> None:
        self.accounts = accounts
        self.weights = weights
        self.share = max(LEAST_READ, READ // len(accounts))
        self.stale = stale(accounts)
        self.known = known_names(accounts, self.share)
        self.marks = [self.marked(at, "\n".join(one.paragraphs)[: self.share]) for at, one in enumerate(accounts)]
        self.sentences: dict[int, list[Sentence]] = {}
        self.tellers: dict[str, set[int | str]] = {}
        self.titles: Counter[str] = Counter()
        for account in accounts:
            self.titles.update(telling(account.title, account.language))

    def options(self, group: Sequence[int]) -> list[Option]:
        """The sentences of some reports that may be shown."""
        factors = self._factors(group)
        for at in group:
            account = self.accounts[at]
            self.sentences[at] = sentences_of(account.paragraphs, account.language, self.share)
            for word in frozenset[str]().union(*(one.words for one in self.sentences[at])):
                self.tellers.setdefault(word, set()).add(account.publisher)
        found = [(at, one) for at in group for one in self._current(at) if one.whole]
        about = [(at, one) for at, one in found if self._belongs(at, one)]
        return [self._option(at, one, factors[at]) for at, one in about or found]

    def newest(self, group: Sequence[int], chosen: Sequence[Option]) -> Option | None:
        """The sentence of another language with the newest state of a number that stands old at the top of these."""
        met = [
            newer
            for at in group
            for place, newer in self.stale.get(at, {}).items()
            if newer[0] not in group and any(one.span[0] <= place < one.span[1] for one in self.sentences[at][:3])
        ]
        if not met:
            return None
        at, figure = max(met, key=lambda told: (self.accounts[told[0]].published, told[1].weight))
        if any(one.account == at for one in chosen):
            return None
        account = self.accounts[at]
        for one in sentences_of(account.paragraphs, account.language):
            if one.span[0] <= figure.number[0] < one.span[1]:
                return self._option(at, one, 1.0) if one.whole else None
        return None

    def marked(self, at: int, text: str) -> frozenset[str]:
        """The names and numbers of a text of a report."""
        return names_in(text, self.accounts[at].language, self.known) | numbers_in(text)

    def taken(self, option: Option, chosen: Sequence[Option]) -> int:
        """How many of the chosen sentences are of the option's publisher."""
        publisher = self.accounts[option.account].publisher
        return sum(self.accounts[one.account].publisher == publisher for one in chosen)

    def worth(self, group: Iterable[int]) -> Mapping[str, float]:
        """What each word says: by how often it is told, by how many publishers, and in titles."""
        times = Counter(word for at in group for one in self.sentences[at] for word in one.words)
        everyone = max(1, len({self.accounts[at].publisher for at in group}) - 1)
        most = max(self.titles.values(), default=1)
        shared, titled = self.weights.shared / everyone, self.weights.title / most
        return {
            word: math.log(count) * (1.0 + shared * (len(self.tellers[word]) - 1)) * (1.0 + titled * self.titles[word])
            for word, count in times.items()
        }

    def _current(self, at: int) -> Iterable[Sentence]:
        """The sentences without an old number, and without what follows such a one in its paragraph."""
        old, gone = self.stale.get(at, {}), -1
        for one in self.sentences[at]:
            if any(one.span[0] <= place < one.span[1] for place in old):
                gone = one.paragraph
            elif one.paragraph != gone:
                yield one

    def _option(self, at: int, sentence: Sentence, factor: float) -> Option:
        weights = self.weights
        marks = self.marked(at, sentence.text)
        early = 1.0 + weights.first * math.exp(-sentence.place / weights.fall)
        plain = (weights.asks if sentence.asks else 1.0) * (1.0 - weights.quoted * sentence.quoted)
        borne = 1.0 + weights.borne * self._borne(at, marks)
        return Option(at, sentence, factor * early * plain * borne, marks)

    def _borne(self, at: int, marks: frozenset[str]) -> float:
        """The share of foreign reports that have a mark, as a mean over the marks, of which one more is taken."""
        own = primary(self.accounts[at].language)
        others = [
            theirs
            for theirs, account in zip(self.marks, self.accounts, strict=True)
            if primary(account.language) != own
        ]
        return sum(mark in theirs for mark in marks for theirs in others) / (len(others) or 1) / (len(marks) + 1)

    def _belongs(self, at: int, sentence: Sentence) -> bool:
        """Whether a sentence tells of what the story is about: a word of its titles, or of other reports."""
        if len(self.accounts) == 1:
            return True
        own = {self.accounts[at].publisher}
        if any(word in self.titles or self.tellers[word] != own for word in sentence.words):
            return True
        return self._borne(at, self.marked(at, sentence.text)) > 0

    def _factors(self, group: Iterable[int]) -> dict[int, float]:
        """What a report's place in the story is worth: its middle, its end."""
        centre = max(one.centrality for one in self.accounts) or 1.0
        moments = [one.published.timestamp() for one in self.accounts]
        first, spread = min(moments), (max(moments) - min(moments)) or 1.0
        weights = self.weights
        return {
            at: (1.0 + weights.centre * max(0.0, self.accounts[at].centrality) / centre)
            * (1.0 + weights.newest * (self.accounts[at].published.timestamp() - first) / spread)
            for at in group
        }


def _score(option: Option, worth: Mapping[str, float], weights: Weights) -> float:
    words = option.sentence.words
    return float((0.01 + sum(worth[word] for word in words) / (len(words) + 4) ** weights.length) * option.factor)


def _repeats(one: Option, other: Option) -> bool:
    """Whether a sentence says nothing new after another: by its words, in two languages by names and numbers."""
    words = one.sentence.words
    told = len(words & other.sentence.words) / (len(words) or 1)
    if told >= REPEATED or (told >= SIMILAR and one.marks <= other.marks):
        return True
    both = one.marks & other.marks
    return not told and len(both) > 1 and overlap(one.marks, other.marks) >= SAME


def _stands(option: Option, chosen: Sequence[Option]) -> bool:
    """Whether a sentence can be understood: it leans on none, or on one that is chosen."""
    before = option.sentence.place - 1
    return not option.sentence.leans or any(
        one.account == option.account and one.sentence.place == before for one in chosen
    )


def _in_order(chosen: Sequence[Option], accounts: Sequence[Account]) -> list[Option]:
    """The best first with what follows it in its report, then as time went on, each report in its order."""
    lead = chosen[0].account if chosen else 0

    def place(one: Option) -> tuple[bool, float, int, int]:
        return one.account != lead, accounts[one.account].published.timestamp(), one.account, one.sentence.place

    return sorted(chosen, key=place)
