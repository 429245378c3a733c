"""Look up: every stretch of a text that the gazetteer knows, the longest first, whatever it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.engine.places.cues import Cues, cues
from octavo.engine.places.folding import Word, words
from octavo.engine.places.gazetteer import Gazetteer

_MOST = 5  # words of a name
_INSIDE = re.compile(r"[  ]|[-‐–־・/’'ʼ]|[  ]?[’'][  ]?")
_POINT = re.compile(r"\.[  ]?")
_JOINED = re.compile(r"[  ]?[,(،][  ]?")
_ENDED = re.compile(r"[.!?…:;»«”“„\"؟。！？\n]")
_POSTAL = re.compile(r"[  ]?,[  ]([A-Z]{2})\b")
_ARABIC = "وفبكل"
_HEBREW = "ובלמהשכ"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name of the gazetteer in the text, and what stands around it."""

    start: int  # characters
    end: int
    folded: str
    rows: tuple[tuple[int, bool], ...]  # as of Gazetteer.rows
    script: str
    many: bool  # of several words
    cut: bool  # letters before it are taken for particles
    at: bool  # words before it say that it is a place
    person: bool  # words before it say that it is a person
    first: bool  # it begins a sentence: its capital says nothing
    inside: bool  # a capitalised word before or after it: part of a longer name?
    surname: bool  # a capitalised word before it, in the middle of a sentence: "Jack London"
    says: bool  # what follows is what persons do: "London said"
    lower: bool  # the text has the word without capital too
    article: bool  # an article stands before it
    joined: bool  # a comma or bracket ties it to what follows
    postal: str  # the state whose postal code follows, as a region's key


def candidates(text: str, language: str, gazetteer: Gazetteer) -> list[Candidate]:
    """Every name in the text, none overlapping, in order."""
    listed = words(text)
    reading = _Reading(text, language, listed, gazetteer)
    found: list[Candidate] = []
    at = 0
    while at < len(listed):
        word = listed[at]
        if word.script == "han":
            found.extend(reading.han(at))
            at += 1
            continue
        hit, taken = reading.longest(at)
        if hit:
            found.append(hit)
        at += taken
    return found


class _Reading:
    """One text while it is read."""

    def __init__(self, text: str, language: str, listed: Sequence[Word], gazetteer: Gazetteer) -> None:
        self.text = text
        self.language = language
        self.cues: Cues = cues(language)
        self.words = listed
        self.gazetteer = gazetteer
        self.lower = {word.folded for word in listed if word.script == "latin" and word.text.islower()}

    def longest(self, at: int) -> tuple[Candidate | None, int]:
        """The longest name that begins with a word, and how many words are done with."""
        first = self.words[at]
        if first.script == "latin" and not first.capital:
            return None, 1
        last = self._reach(at)
        for count in range(last - at + 1, 0, -1):
            end = self.words[at + count - 1]
            if end.script == "latin" and not end.capital:
                continue
            tail = [word.folded for word in self.words[at + 1 : at + count]]
            for cut, head in _heads(first):
                if hit := self._hit(at, count, cut, " ".join((head, *tail))):
                    return hit, count
        return None, 1

    def han(self, at: int) -> Iterator[Candidate]:
        """Names within a run of Chinese characters: at each place the longest."""
        word, here = self.words[at], 0
        run = word.folded
        while here < len(run) - 1 and len(run) == len(word.text):
            step = 1
            for length in range(min(self.gazetteer.longest, len(run) - here), 1, -1):
                name = run[here : here + length]
                if name in self.gazetteer:
                    yield self._candidate(at, 1, (word.start + here, word.start + here + length), name)
                    step = length
                    break
            here += step

    def _hit(self, at: int, count: int, cut: int, name: str) -> Candidate | None:
        last = self.words[at + count - 1]
        span = (self.words[at].start + cut, last.end)
        if name in self.gazetteer:
            pointed = self._pointed(span, name) if last.script == "latin" else span
            return self._candidate(at, count, pointed, name) if pointed else None
        genitive = self.language == "de" and last.script == "latin" and len(last.text) > 4 and name.endswith("s")
        if genitive and name[:-1] in self.gazetteer:
            return self._candidate(at, count, (span[0], span[1] - 1), name[:-1])
        return None

    def _pointed(self, span: tuple[int, int], name: str) -> tuple[int, int] | None:
        """The span with the point of an abbreviation; none where the word is not written as one."""
        start, end = span
        letters = self.text[start:end]
        short = any(alias and self.gazetteer.kind(row) == "state" for row, alias in self.gazetteer.rows(name))
        if self.text[end : end + 1] == "." and (short or "." in letters):
            return start, end + 1
        plain = "".join(letter for letter in letters if letter.isalnum())
        if (len(plain) <= 3 and not plain.isupper()) or (short and len(plain) <= 5):
            return None
        return span

    def _reach(self, at: int) -> int:
        """The last word that may belong to the same name."""
        last = at
        while last + 1 < min(len(self.words), at + _MOST):
            this, following = self.words[last], self.words[last + 1]
            between = self.text[this.end : following.start]
            short = len(this.text) <= 3 and bool(_POINT.fullmatch(between))
            if following.script != this.script or not (short or _INSIDE.fullmatch(between)):
                break
            last += 1
        return last

    def _candidate(self, at: int, count: int, span: tuple[int, int], name: str) -> Candidate:
        before = self.words[at - 1] if at else None
        after = self.words[at + count] if at + count < len(self.words) else None
        gap = self.text[before.end : span[0]] if before else ""
        word = self.words[at]
        first = before is None or bool(_ENDED.search(gap))
        close = before is not None and gap.strip(" .’'") == "" and not (gap.startswith(".") and len(before.text) > 4)
        rest = self.text[span[1] : after.start] if after else "\n"
        postal = _POSTAL.match(self.text, span[1])
        said = before.folded if before and close else ""
        return Candidate(
            *span,
            folded=name,
            rows=tuple(self.gazetteer.rows(name)),
            script=word.script,
            many=count > 1,
            cut=span[0] > word.start,
            at=said in self.cues.at,
            person=said in self.cues.person,
            first=first,
            inside=self._part(after if not rest.strip(" &") else None) or self._named(before if close else None),
            surname=self._named(before if close else None),
            says=bool(after and after.folded in self.cues.says),
            lower=count == 1 and name in self.lower,
            article=said in self.cues.article,
            joined=bool(_JOINED.fullmatch(rest)),
            postal=f"US-{postal[1]}" if postal else "",
        )

    def _part(self, after: Word | None) -> bool:
        """Whether the word after it makes it part of a longer name."""
        if after is None or after.script != "latin":
            return False
        return after.folded in self.cues.after or (after.capital and len(after.text) > 1)

    def _named(self, before: Word | None) -> bool:
        """Whether the word before it looks like a given name. German writes every noun so: no sign there."""
        if before is None or before.script != "latin" or not before.capital or self.language == "de":
            return False
        known = self.cues.at | self.cues.person | self.cues.article | self.lower
        return before.folded not in known and before.folded not in self.gazetteer


def _heads(word: Word) -> Iterator[tuple[int, str]]:
    """The word as it stands, then without the particles that Arabic and Hebrew write onto it."""
    yield 0, word.folded
    folded = word.folded
    if len(folded) != len(word.text):
        return
    if word.script == "arabic" and len(folded) > 3:
        if folded.startswith("لل"):
            yield 1, f"ا{folded[1:]}"
        if folded[0] in _ARABIC:
            yield 1, folded[1:]
            if folded[0] in "وف" and folded[1] in _ARABIC and len(folded) > 4:
                yield 2, folded[2:]
    if word.script == "hebrew" and len(folded) > 3:
        cut = 0
        while cut < 3 and len(folded) - cut > 3 and folded[cut] in _HEBREW:
            cut += 1
            yield cut, folded[cut:]
