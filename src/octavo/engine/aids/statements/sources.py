"""Reports without a verb: "according to the ministry, …", "nach Angaben der Polizei", "in her words"."""

from __future__ import annotations

import re

from octavo.engine.aids.statements.drafts import Report
from octavo.engine.aids.statements.grammar import Grammar
from octavo.engine.aids.statements.marks import MASK
from octavo.engine.aids.statements.phrases import Subject, phrase, subject_after
from octavo.engine.aids.statements.regions import QUOTED, trimmed
from octavo.engine.aids.statements.values import Span

_OUT_OF = " aus"  # German: "nach Angaben aus Haldren"
OPENING = 30  # characters of a clause that a source is set into near its beginning
_CAPITAL = r"[A-ZÄÖÜ„“»«][\w“”«».-]*"
_GERMAN_PHRASE = re.compile(
    rf"\s+(?:(?:von|des|der|dem|den|die|das|eines|einer|einem|aus|seines|ihres|seiner|ihrer|der|mehrerer)\s+)*"
    rf"(?:[a-zäöüß]+(?:en|er|es|em|e|n)\s+){{0,2}}(?:{_CAPITAL}|\d+)(?:[\s/]+(?:(?:des|der|von|für|und|de|am|im|in\sder)\s+)*(?:[a-zäöüß]+(?:en|er)\s+)?{_CAPITAL})*"
    rf"(?:\s\([^)]*\))?(?:,\s(?:dem|der|des|einem|einer)\s[^,]+,)?"
)


def sourced(text: str, lo: int, hi: int, grammar: Grammar) -> list[Report]:
    """Reports of a source: "according to the ministry, …", or in the midst of what it says."""
    for match in grammar.sources.finditer(text, lo, hi):
        begin = match.end() + (len(_OUT_OF) if grammar.comma_clause and text.startswith(_OUT_OF, match.end()) else 0)
        subject = subject_after(text, begin, _phrase_end(text, lo, match, hi, grammar), grammar)
        if subject is None or subject.pronoun or not _is_source_name(text, subject, grammar):
            continue
        after = trimmed(text, subject.span[1], hi)
        aside = grammar.relatives.match(text, *after)
        spans = (trimmed(text, lo, match.start()), (hi, hi) if aside else after)
        regions = _regions(text, spans, grammar, opens=text[lo : match.start()].rstrip().endswith(","))
        if grammar.comma_clause and _is_inside(text, (lo, hi), match.start(), subject.span[1]):
            regions = (trimmed(text, lo, hi),)
        said = text[lo : match.start()].rstrip().endswith((MASK, MASK + ","))
        if regions and (
            (grammar.inverts and (match[0].lower() != "so" or said))
            or text[subject.span[1] : subject.span[1] + 1] in {",", ".", "", ":", ";"}
        ):
            return [Report(match.span(), "says", subject, regions, before=True)]
    for match in grammar.sources_own.finditer(text, lo, hi):
        spans = (trimmed(text, lo, match.start()), trimmed(text, match.end(), hi))
        regions = tuple(span for span in spans if span[1] - span[0] > 10)
        if regions:
            return [
                Report(match.span(), "says", Subject(match.span(), match.span(), pronoun=True), regions, before=True)
            ]
    for match in grammar.sources_after.finditer(text, lo, hi):
        comma = max(text.rfind(", ", lo, match.start()) + 1, lo)
        subject = phrase(text, comma, match.start(), grammar)
        spans = (trimmed(text, lo, comma), trimmed(text, match.end(), hi))
        regions = tuple(span for span in spans if span[1] - span[0] > 10)
        if subject and not subject.pronoun and regions:
            return [Report(match.span(), "says", subject, regions, before=True)]
    return []


def _regions(text: str, spans: tuple[Span, Span], grammar: Grammar, *, opens: bool) -> tuple[Span, ...]:
    """What is said before a source and after it, scraps left out; a number and the opening of a clause are none."""
    regions = tuple(
        span for span in spans if span[1] - span[0] > 10 or (span[1] - span[0] > 3 and QUOTED.match(text, *span))
    )
    if not regions and grammar.numeral.match(text, *spans[0]):
        return (spans[0],)
    if regions and spans[0] not in regions and opens and OPENING > spans[0][1] - spans[0][0] > 2:
        return (spans[0], *regions)
    return regions


def _is_inside(text: str, sentence: Span, start: int, end: int) -> bool:
    """True of a German source amid its clause, with words and no comma on either side: all of that is what is said."""
    before, after = text[sentence[0] : start], text[end : sentence[1]].strip(" .")
    return (
        len(before.split()) > 1
        and len(after) > 1
        and MASK not in text[slice(*sentence)]
        and ("," not in before and not after.startswith(","))
    )


def _is_source_name(text: str, subject: Subject, grammar: Grammar) -> bool:
    """True where the end of a source is sure: a comma, or in scripts without capitals a short phrase."""
    if grammar.cased or text[subject.span[1] : subject.span[1] + 1] in {",", ".", ""}:
        return True
    return subject.role is not None or len(text[slice(*subject.span)].split()) <= 3


def _phrase_end(text: str, lo: int, source: re.Match[str], hi: int, grammar: Grammar) -> int:
    """Where the phrase of a source ends that no comma closes ("nach Angaben des Zivilschutzes sind …").

    Set into the beginning of a clause ("The core, according to Tal Sidra, measures …") it ends with its first comma.
    """
    start = source.end()
    if grammar.comma_clause:
        match = _GERMAN_PHRASE.match(text, start, hi)
        return match.end() if match else hi
    before = text[lo : source.start()].rstrip()
    comma = text.find(", ", start, hi)
    if not before and comma > 0 and text.find(", ", comma + 2, hi) < 0 and grammar.inverts:
        return comma  # no apposition: what follows is what is said
    return comma if before.endswith(",") and len(before) <= OPENING and comma > 0 else hi
