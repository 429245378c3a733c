"""Who or what is meant: the sentences of the archive that say so of a name, word for word.

Definitions by lexical patterns, after Hearst (COLING 1992) and, for questions of who somebody is, Fleischman, Hovy and
Echihabi (ACL 2003). A sentence is taken where it sets an office or a kind beside the name, not where it only names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.engine.aids.explain.cues import ABBREVIATED, NAME, cues, standing
from octavo.engine.aids.speakers import is_person
from octavo.engine.language import primary
from octavo.engine.text import sentences

Span = tuple[int, int]
MOST = 2  # sentences a name
LONGEST = 400  # characters of a sentence that is shown
_SHORTEST = 15
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9]{1,6}")
_BREAKS_OFF = re.compile(r"(?<!\w)(?:[A-ZÀ-Þ]|M[rsm]{1,2}|Mme|Dr|Prof|St|Nr|No|Sr|Sra|Tn|Pn|En|ca|etc)\.$")
_SAME = 0.7  # of all words of two sentences: the same said again
_INITIALS = re.compile(r"(?<![\w.-])[A-Z]{2,7}(?![\w.-]|\s[A-Z]{2})")
_ABBREVIATIONS = 6
_OPENS, _CLOSES = "“„«「『‟", "”»」』"
_TO_COMMA = re.compile(r"[^,.;:،。，、“”「」]*")
_TOLD = 18  # characters that say who somebody is: an office and of what
_HEAD = 16  # of which the first ones, or as many before an office, say whose
_TELLING = {"ja": 6, "zh": 6, "ar": 12, "he": 12}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text of the archive in which a name stands."""

    key: int  # of the caller's
    text: str  # the paragraphs joined by a blank line
    language: str  # BCP 47
    published: datetime
    publisher: int = 0
    own: bool = False  # it is the text that is being explained


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence that says who or what somebody is."""

    candidate: int
    span: Span
    strength: int  # the number of the pattern: 0 says most
    vague: bool = False  # an office and not of what: "the mayor"


def explained(names: Sequence[str], candidates: Sequence[Candidate], language: str) -> dict[str, tuple[Explained, ...]]:
    """For each name up to ``MOST`` sentences that explain it; names that no sentence explains are left out.

    Sentences in the reader's language go first, then what says most, then other texts than the reader's own, then
    what is newer. Of one publisher there is one sentence, and none that repeats another.

    Args:
        names: as the text writes them.
        candidates: texts that hold some of them.
        language: BCP 47, of whom it is explained to.
    """
    wanted = primary(language)
    found: dict[str, tuple[Explained, ...]] = {}
    for name in names:
        if any(name != other and name in other for other in names):
            continue
        hits: list[tuple[Candidate, Explained]] = []
        for candidate in candidates:
            if name in candidate.text:
                hits += [(candidate, one) for one in in_text(name, candidate)]
        hits.sort(key=lambda hit: _rank(hit[0], hit[1], wanted))
        if chosen := _different(hits, wanted):
            found[name] = chosen
    return found


def abbreviations(text: str) -> list[str]:
    """The abbreviations of a text, in the order of their first mention: two to seven capitals, no shouted headline."""
    found = dict.fromkeys(_INITIALS.findall(text))
    return list(found)[:_ABBREVIATIONS]


def in_text(name: str, candidate: Candidate) -> Iterator[Explained]:
    """The sentences of a text that explain a name, in reading order."""
    tag = primary(candidate.language)
    patterns = _patterns(name, tag)
    stands = standing(name, tag)
    at = 0
    for paragraph in candidate.text.split("\n\n"):
        if name in paragraph:
            for start, end in sentences(paragraph, tag):
                if _SHORTEST <= end - start <= LONGEST and _whole(paragraph[start:end], name):
                    said = _said(stands.sub(NAME, paragraph[start:end]), patterns, tag)
                    if said is not None:
                        yield Explained(candidate.key, (at + start, at + end), said[1], vague=said[0])
        at += len(paragraph) + 2


def _whole(sentence: str, name: str) -> bool:
    """True of a sentence with the name that does not break off at an abbreviation: "said that Mr."."""
    return name in sentence and not _BREAKS_OFF.search(sentence)


def _patterns(name: str, language: str) -> list[re.Pattern[str]]:
    """What is looked for: an office before a name only where it is somebody's."""
    words = cues(language)
    if words is None:
        return []
    short = [ABBREVIATED] if _ABBREVIATION.fullmatch(name) else []
    return [*short, *words.anything, *(words.people if is_person(name, language) else ())]


def _said(sentence: str, patterns: Sequence[re.Pattern[str]], language: str) -> tuple[bool, int] | None:
    """Whether a sentence is vague about the name, and the pattern it fits; ``None`` where it does not say who that is.

    "Its chairman" says it only to those who have read the sentence before.

    What stands in quotation marks is somebody's opinion and does not count.
    """
    words = cues(language)
    best: tuple[bool, int] | None = None
    for number, pattern in enumerate(patterns):
        for match in pattern.finditer(sentence):
            if _quoted(sentence, match.start()):
                continue
            end = match.end()
            if not match[0].endswith(NAME) and (rest := _TO_COMMA.match(sentence, end)):
                end = rest.end()
            told = sentence[match.start() : end].replace(NAME, " ").strip()
            head = told[:_HEAD] if match[0].startswith(NAME) else sentence[max(0, match.start() - _HEAD) : end]
            if words and words.owned.search(head):
                continue
            vague = len(told) < _TELLING.get(language, _TOLD)
            best = min(best, (vague, number)) if best else (vague, number)
    return best


def _quoted(sentence: str, at: int) -> bool:
    """True of a place between an opening mark and a closing one."""
    before = sentence[:at]
    opened = sum(before.count(mark) for mark in _OPENS) - sum(before.count(mark) for mark in _CLOSES)
    return opened > 0 or before.count('"') % 2 == 1


def _rank(candidate: Candidate, one: Explained, wanted: str) -> tuple[bool, bool, int, bool, float]:
    foreign = primary(candidate.language) != wanted
    return foreign, one.vague, one.strength, candidate.own, -candidate.published.timestamp()


def _different(hits: Sequence[tuple[Candidate, Explained]], wanted: str) -> tuple[Explained, ...]:
    """The first sentences that are of different publishers and do not say the same.

    Behind one that says it plainly in the reader's language, none that is vague or foreign.
    """
    chosen: list[Explained] = []
    publishers: set[int] = set()
    bags: list[set[str]] = []
    for candidate, one in hits:
        less = one.vague or primary(candidate.language) != wanted
        bag = set(re.findall(r"\w+", candidate.text[slice(*one.span)].lower()))
        again = candidate.publisher in publishers or any(len(bag & other) > _SAME * len(bag | other) for other in bags)
        if again or (less and chosen and not chosen[0].vague):
            continue
        chosen.append(one)
        publishers.add(candidate.publisher)
        bags.append(bag)
        if len(chosen) == MOST:
            break
    return tuple(chosen)
