"""Compare coverage: what each publisher leads with, has alone, and leaves out. Spans only, no verdicts.

A fact is a sentence with something hard in it: a number that is counted, or a name that not every report has. Whether
another report has it is asked twice: do its hard parts stand there (in any language: numbers by value, names by
sound), and, within a language, do its words. Only where both say no is it absent. Where two reports are in two
languages and the sentence has no number, nothing can be known, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from octavo.engine.aids.accounts import Account, Drawn
from octavo.engine.aids.figures import Figure, Qualifier, figures_of, read
from octavo.engine.aids.figures.find import thing_named
from octavo.engine.aids.marks import known_names, names_in
from octavo.engine.aids.sentences import Sentence, sentences_of
from octavo.engine.aids.story_brief import by_language
from octavo.engine.language import primary
from octavo.engine.text import overlap

MOST = 3  # spans of a kind for a publisher
READ = 7_000  # characters of a report that are looked at; of a longer one it is not said that it lacks something
SHORT = 350, 140  # characters of a text that is too short to leave something out; of a script without spaces
HAS = 0.5  # of a sentence's words: a report that has so many in one place tells the same
LACKS = 0.3  # a report that has fewer does not
EVERYWHERE = 0.5  # of the reports: a name that so many have is what the story is about
TELLERS = 2  # other publishers that must tell what one leaves out
NEAR = 0.03  # of a value, within which two numbers are one
RECENT = timedelta(hours=72)  # before a publisher's last report: what it could still have told
ALIKE = 3.0  # times: two measures of one unit so near may be two values of one thing
CLOSE = 1.5  # times: the same for things that are counted
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:h][0-5]\d")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_HAN = "一二三四五六七八九十百千万"
_SMALL = 10  # a number below it is no mark of a fact


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one publisher makes of a story."""

    publisher: int | str
    leads_with: Drawn | None
    alone: tuple[Drawn, ...]
    leaves_out: tuple[Drawn, ...]  # spans of others' reports


@dataclass(frozen=True, slots=True)
class _Fact:
    """A sentence with its hard parts."""

    account: int
    sentence: Sentence
    figures: tuple[Figure, ...]  # numbers that mark it
    numbers: tuple[Figure, ...]  # all its numbers but small ones
    names: frozenset[str]
    things: frozenset[str]  # what it counts, by the names of ``figures``
    weight: float


def compare(accounts: Sequence[Account], language: str = "") -> tuple[Coverage, ...]:
    """What each publisher of a story leads with, has alone, and leaves out.

    Args:
        accounts: the reports of one story, copies left out, in any order.
        language: of the reader, BCP 47; spans of what others tell are taken from it where there is a choice.

    Returns:
        One for each publisher, in the order in which they first stand; nothing in ``alone`` and ``leaves_out`` where it
        cannot be known.
    """
    reports = _Reports(accounts)
    facts = [fact for at in range(len(accounts)) for fact in reports.facts(at)]
    order = [at for group in by_language(accounts, language) for at in group] if accounts else []
    shared = _shared(reports, facts, order)
    found = []
    for publisher in dict.fromkeys(account.publisher for account in accounts):
        own = [at for at, account in enumerate(accounts) if account.publisher == publisher]
        alone = [one for one in facts if one.account in own and reports.is_alone(one, own)]
        missing = [one for one, tellers in shared if reports.is_left_out(one, tellers, own)]
        found.append(Coverage(publisher, reports.lead(own), _best(alone), _best(missing, ordered=True)))
    return tuple(found)


class _Reports:
    """The reports of a story, read for what can be compared."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.accounts = accounts
        self.known = known_names(accounts, READ)
        self.sentences = [sentences_of(one.paragraphs, one.language, READ) for one in accounts]
        self.figures = [_figures(one) for one in accounts]
        self.inside = [
            [[each for each in figures if one.span[0] <= each.number[0] < one.span[1]] for one in sentences]
            for sentences, figures in zip(self.sentences, self.figures, strict=True)
        ]
        texts = ["\n\n".join((one.title, *one.paragraphs)) for one in accounts]
        self.lengths = [len(text) for text in texts]
        texts = [text[:READ] for text in texts]
        self.numbers = [
            [number.base for number in read(text, one.language, one.published.date()).numbers]
            for text, one in zip(texts, accounts, strict=True)
        ]
        self.names = [names_in(text, one.language, self.known) for text, one in zip(texts, accounts, strict=True)]
        self.main = {name for name in self.known if sum(name in own for own in self.names) > EVERYWHERE * len(accounts)}

    def facts(self, at: int) -> list[_Fact]:
        """The sentences of a report that may be shown and have something hard in them."""
        found = []
        for one, inside in zip(self.sentences[at], self.inside[at], strict=True):
            if not one.whole or one.leans or one.asks or one.quoted > 0.6:
                continue
            figures = tuple(each for each in inside if _is_hard(each, one))
            names = names_in(one.text, self.accounts[at].language, self.known) - self.main
            if figures or names:
                numbers = tuple(each for each in inside if _is_large(each))
                things = {thing_named(one.text, self.accounts[at].language), *(each.what for each in figures)} - {""}
                weight = max((each.weight for each in figures), default=0.0) + 0.1 * len(names) - 0.01 * one.place
                found.append(_Fact(at, one, figures, numbers, names, frozenset(things), weight))
        return found

    def has_number(self, at: int, figure: Figure) -> bool:
        """Whether a report has a number of about the value of a figure."""
        low, high, unit = figure.base
        return any(
            first <= high * (1 + NEAR) and low <= last * (1 + NEAR) and (not unit or not other or unit == other)
            for first, last, other in self.numbers[at]
        )

    def cover(self, at: int, fact: _Fact) -> float:
        """The largest share of a fact's words that a report has in two neighbouring sentences."""
        words = fact.sentence.words
        bags = [one.words for one in self.sentences[at]]
        pairs = [*bags[:1], *(one | other for one, other in pairwise(bags))]
        return max((len(words & pair) for pair in pairs), default=0) / (len(words) or 1)

    def lacks(self, at: int, fact: _Fact) -> bool:
        """Whether it is sure that a report does not tell a fact, nor tells it with another value."""
        if (
            self.lengths[at] > READ
            or any(self.has_number(at, figure) for figure in fact.numbers)
            or _near(fact.names, self.names[at])
        ):
            return False
        if primary(self.accounts[at].language) == primary(self.accounts[fact.account].language):
            return self.cover(at, fact) < LACKS
        return bool(fact.figures) and not any(
            other.what in fact.things
            or (other.unit and other.base[2] == figure.base[2] and _within(ALIKE, figure, other))
            for other in self.figures[at]
            for figure in fact.figures
        )

    def has_like(self, at: int, fact: _Fact) -> bool:
        """Whether a report counts something of about the size: an older count that moved on, perhaps."""
        return any(
            not figure.unit and not other.unit and _within(CLOSE, figure, other)
            for figure in fact.figures
            for other in self.figures[at]
        )

    def tells(self, at: int, fact: _Fact) -> bool:
        """Whether a report has all numbers of a fact in one sentence, with its words, or so that they are no chance."""
        account = self.accounts[at]
        same = primary(account.language) == primary(self.accounts[fact.account].language)
        if not all(self.has_number(at, figure) for figure in fact.figures):
            return False
        for one, here in zip(self.sentences[at], self.inside[at], strict=True):
            if not here or not all(any(_equal(figure, other) for other in here) for figure in fact.figures):
                continue
            if same and len(one.words & fact.sentence.words) * 2 >= len(fact.sentence.words) * HAS:
                return True
            if not same and (
                len(fact.figures) > 1
                or any(_is_telling(figure, here) for figure in fact.figures)
                or fact.names & names_in(one.text, account.language, self.known)
            ):
                return True
        return False

    def is_alone(self, fact: _Fact, own: Sequence[int]) -> bool:
        """Whether no report of another publisher tells a fact; never where there is none."""
        others = [at for at in range(len(self.accounts)) if at not in own]
        return bool(others) and all(self.lacks(at, fact) for at in others)

    def is_left_out(self, fact: _Fact, tellers: Sequence[int], own: Sequence[int]) -> bool:
        """Whether two other publishers told a fact when this one last reported, not long before, and it does not."""
        last = max(self.accounts[at].published for at in own)
        knew = {self.accounts[at].publisher for at in tellers if at not in own and self.accounts[at].published <= last}
        fresh = any(at not in own and timedelta() <= last - self.accounts[at].published <= RECENT for at in tellers)
        if self.accounts[fact.account].published > last:
            return False
        enough = any(self.lengths[at] >= self._short(at) for at in own)
        return (
            fresh
            and enough
            and len(knew) >= TELLERS
            and all(self.lacks(at, fact) and not self.has_like(at, fact) for at in own)
        )

    def lead(self, own: Sequence[int]) -> Drawn | None:
        """The first sentence of the most central report, the newest of several; its headline where there is none."""
        at = max(own, key=lambda one: (self.accounts[one].centrality, self.accounts[one].published))
        first = next((one for one in self.sentences[at] if one.whole), None)
        if first and first.paragraph < 2:
            return Drawn(at, first.span)
        title = self.accounts[at].title
        return Drawn(at, (0, len(title)), headline=True) if title else None

    def _short(self, at: int) -> int:
        return SHORT[primary(self.accounts[at].language) in {"ja", "zh", "th", "ko"}]


def _figures(account: Account) -> tuple[Figure, ...]:
    if account.figures is not None:
        return account.figures
    left, top = READ, []
    for paragraph in account.paragraphs:
        if left <= 0:
            break
        top.append(paragraph[:left])
        left -= len(paragraph) + 2
    return figures_of(top, account.language, account.published.date(), every=True)


def _shared(reports: _Reports, facts: Iterable[_Fact], order: Sequence[int]) -> list[tuple[_Fact, list[int]]]:
    """The facts that several publishers tell with those who do, most tellers first, the reader's language first."""
    found = []
    for fact in facts:
        if not fact.figures:
            continue
        tellers = [at for at in order if at == fact.account or reports.tells(at, fact)]
        count = len({reports.accounts[at].publisher for at in tellers})
        if count >= TELLERS:
            found.append((count, fact, tellers))
    languages = list(dict.fromkeys(primary(reports.accounts[at].language) for at in order))
    ranks = [languages.index(primary(account.language)) for account in reports.accounts]
    found.sort(key=lambda one: (-one[0], ranks[one[1].account], len(one[1].sentence.text)))
    return [(fact, tellers) for _, fact, tellers in found]


def _best(facts: Sequence[_Fact], *, ordered: bool = False) -> tuple[Drawn, ...]:
    """The weightiest facts, or the first, none like another."""
    chosen: list[_Fact] = []
    for fact in facts if ordered else sorted(facts, key=lambda one: -one.weight):
        if len(chosen) == MOST:
            break
        if not any(_same(fact, other) for other in chosen):
            chosen.append(fact)
    return tuple(Drawn(one.account, one.sentence.span) for one in chosen)


def _same(one: _Fact, other: _Fact) -> bool:
    if any(_equal(a, b) for a in one.figures for b in other.figures):
        return True
    return overlap(one.sentence.words, other.sentence.words) >= HAS


def _is_hard(figure: Figure, sentence: Sentence) -> bool:
    """Whether a number marks a fact: in digits, not small unless it has a fraction, no clock and no span of time."""
    first, last = (place - sentence.span[0] for place in figure.number)
    written = sentence.text[first:last]
    if figure.unit in _TIMES or not any(char.isdigit() or char in _HAN for char in written):
        return False
    if not figure.unit and (_CLOCK.fullmatch(written) or _YEAR.fullmatch(written)):
        return False
    return _is_large(figure)


def _is_large(figure: Figure) -> bool:
    return figure.low >= _SMALL or figure.low % 1 != 0


def _is_telling(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether one number is enough to know a fact by: three digits that are not round, or the same thing counted."""
    digits = f"{figure.low:.6g}".replace(".", "").strip("0")
    return len(digits) > 2 or any(
        _equal(figure, other) and figure.what == other.what and not figure.what.startswith(("word:", "unit:"))
        for other in others
    )


def _within(times: float, a: Figure, b: Figure) -> bool:
    small, large = sorted((abs(a.base[0]) + 1e-9, abs(b.base[0]) + 1e-9))
    return large <= times * small


def _equal(a: Figure, b: Figure) -> bool:
    low, high, unit = a.base
    first, last, other = b.base
    near = NEAR if Qualifier.ABOUT in {a.qualifier, b.qualifier} else 1e-6
    return first <= high * (1 + near) and low <= last * (1 + near) and (not unit or not other or unit == other)


def _near(names: Iterable[str], others: frozenset[str]) -> bool:
    """Whether a name, or one that differs in a sound, is among others."""
    return any(name in others or any(_differ_little(name, other) for other in others) for name in names)


def _differ_little(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 4:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) == len(long):
        return sum(x != y for x, y in zip(short, long, strict=True)) == 1
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
