"""The reports of speech in one sentence: each verb of speech with its subject and with what is said.

The text is masked: a quotation is a run of ``MASK``, so that nothing inside of it can report.
"""

from __future__ import annotations

import re
from dataclasses import replace

from octavo.engine.aids.statements.drafts import Report
from octavo.engine.aids.statements.grammar import Grammar
from octavo.engine.aids.statements.marks import MASK
from octavo.engine.aids.statements.openings import opening
from octavo.engine.aids.statements.phrases import Subject, subject_before
from octavo.engine.aids.statements.regions import QUOTED, closed, earlier_than, later_than, pieces_of, trimmed
from octavo.engine.aids.statements.sources import sourced
from octavo.engine.aids.statements.subjects import subject_of
from octavo.engine.aids.statements.values import Span
from octavo.engine.aids.statements.verbs import Verb, tail_start, verb_start, verbs_in

SHORTEST = 12  # characters of a clause before a colon
_ANNOUNCED = re.compile(rf":\s*({MASK}+)[\s.]*$")
_HALVES = re.compile(r"[:;]\s+")
_RELATIVE = re.compile(r"(?:qui|quien|dont)\b")
_LETTER = re.compile(r"[^\W\d_]")
_CONJUNCTION_END = re.compile(
    r"[\s,;]*\b(?:and|but|while|tandis que|alors que|mientras|manakala|sementara|und|aber|y|e|pero|et|mais|dan|tetapi"
    r"|whereas|although|though|as)?[\s,;]*$"
)


def reports(text: str, lo: int, hi: int, grammar: Grammar) -> list[Report]:
    """The reports of the sentence ``text[lo:hi]``, in order."""
    if text[lo:hi].rstrip(" )").endswith(("?", "؟")):
        return []  # a question says nothing
    found: list[Report] = list(sourced(text, lo, hi, grammar))
    verbs = list(verbs_in(text, lo, hi, grammar))
    for verb in verbs:
        if any(
            _inside(verb.span[0], report.regions) and report.subject is not None and _is_source(report, found)
            for report in found
        ):
            continue
        _add(text, (lo, hi), verb, found, grammar)
    whole = [part for one in found if one.regions for part in _parted(text, one, grammar)]
    return sorted(whole, key=lambda one: one.regions[0])


def _parted(text: str, report: Report, grammar: Grammar) -> list[Report]:
    """The report, in two where a colon and a quotation follow its clause: "He said they were late: “…”"."""
    start, end = report.regions[-1]
    whole = grammar.needs_that or report.before or MASK in text[start:end]
    halves = None if whole else _HALVES.search(text, start, end)
    if halves and halves.start() - start >= SHORTEST and end - halves.end() >= SHORTEST:
        clause = replace(report, regions=(*report.regions[:-1], (start, halves.start())))
        mark = (halves.start(), halves.start() + 1)
        return [clause, Report(mark, "says", report.subject, ((halves.end(), end),))]
    said = _ANNOUNCED.search(text, start, end)
    if said is None or said.start() - start < SHORTEST:
        return [report]
    clause = replace(report, regions=(*report.regions[:-1], (start, said.start())))
    return [clause, Report((said.start(), said.start() + 1), "says", report.subject, ((said.start(1), end),))]


def _add(text: str, sentence: Span, verb: Verb, found: list[Report], grammar: Grammar) -> None:
    """Add what a verb reports; where it goes on from the report before, that one ends here."""
    lo, hi = sentence
    last = found[-1] if found else None
    floor = max(last.cue[1], last.subject.span[1] if last.subject else 0) if last else lo
    subject = subject_of(text, max(lo, floor if last else lo), hi, verb, grammar)
    begin = _begin(text, lo, verb, subject, grammar)
    inside = last is not None and _inside(begin, last.regions)
    if last and inside and not _joined(text, begin, last, grammar):
        return
    report = _report(text, (lo if last is None else max(lo, floor), hi), verb, subject, grammar)
    if last and inside and (report or subject):
        found[-1] = _ended(text, last, begin)
    if report:
        if report.subject is None and last is not None:
            report = replace(report, subject=last.subject)
        elif report.subject is None and not grammar.inverts and not text[lo:begin].strip():
            return  # "Asked whether …": a participle at the head of a sentence
        elif report.subject is None and not report.before:
            report = replace(report, subject=opening(text, lo, begin, grammar))
        found.append(_subordinate(text, begin, report, grammar))


def _subordinate(text: str, begin: int, report: Report, grammar: Grammar) -> Report:
    """The report, which in a clause like "while he said …, it is …" ends with the comma."""
    if report.before or not grammar.subordinates.search(text, max(0, begin - 24), begin):
        return report
    start, end = report.regions[0]
    comma = text.find(", ", start, end)
    return replace(report, regions=((start, comma),)) if comma > start else report


def _begin(text: str, lo: int, verb: Verb, subject: Subject | None, grammar: Grammar) -> int:
    """Where a verb and its subject begin: at the auxiliary of a participle whose subject follows."""
    if subject is None:
        return tail_start(text, lo, verb.span[0], grammar)
    start = verb_start(text, lo, verb.span[0], verb, grammar)
    tail = tail_start(text, lo, start, grammar)
    return min(subject.span[0], tail if text[lo:tail].rstrip(" ,").endswith(MASK) else start)


def _report(text: str, sentence: Span, verb: Verb, subject: Subject | None, grammar: Grammar) -> Report | None:
    lo, hi = sentence
    begin = _begin(text, lo, verb, subject, grammar)
    end = max(verb.end, subject.span[1]) if subject and subject.span[0] >= verb.span[0] else verb.end
    if subject and subject.span[0] >= verb.span[1] and grammar.negations_after.match(text, subject.span[1], hi):
        return None
    amid = _framed(text, sentence, verb, subject, grammar) or _set_in(text, sentence, (begin, end), verb, subject)
    earlier = earlier_than(text, lo, begin, grammar)
    later = closed(text, later_than(text, end, hi, verb.cue, grammar), grammar)
    return (
        amid
        or _beside(text, (earlier, later, trimmed(text, end, hi)), end, verb, subject)
        or (Report(verb.span, verb.cue.kind, subject, pieces_of(text, later, grammar)) if later else None)
    )


def _beside(
    text: str, places: tuple[Span | None, Span | None, Span], end: int, verb: Verb, subject: Subject | None
) -> Report | None:
    """A report whose words stand in marks, or before the verb; ``places``: what is earlier, later, all that follows."""
    earlier, later, rest = places
    if later and text[later[0]] == MASK and not (earlier and QUOTED.search(text, *earlier)):
        return Report(verb.span, verb.cue.kind, subject, (later,))
    if earlier and QUOTED.search(text, *earlier):
        more = (later,) if later and text[later[0]] == MASK else ()
        return Report(verb.span, verb.cue.kind, subject, (earlier, *more), before=True)
    stated = verb.cue.frame == "clause" or verb.cue.kind == "confirms"
    if earlier and stated and (later is None or text[end : end + 1] == ","):
        goes_on = text[end : end + 1] == "," and not _RELATIVE.match(text, *rest)
        joined = (rest,) if goes_on and _LETTER.search(text, *rest) else ()
        return Report(verb.span, verb.cue.kind, subject, (earlier, *joined), before=True)
    return None


def _set_in(text: str, sentence: Span, own: Span, verb: Verb, subject: Subject | None) -> Report | None:
    """A verb with its subject between commas, amid what it reports: "With eight weeks, says Lo, it can …"."""
    lo, hi = sentence
    earlier, later = trimmed(text, lo, own[0]), trimmed(text, own[1], hi)
    if verb.cue.frame != "clause" or not text[lo : own[0]].rstrip().endswith(",") or text[own[1] : own[1] + 1] != ",":
        return None
    pieces = (text[slice(*earlier)], text[slice(*later)])
    if any(MASK in piece or len(piece) < 3 for piece in pieces) or len(pieces[1].split()) < 3:
        return None
    return Report(verb.span, verb.cue.kind, subject, (earlier, later), before=True)


def _framed(text: str, sentence: Span, verb: Verb, subject: Subject | None, grammar: Grammar) -> Report | None:
    """A report set beside what it reports: "as the mayor said, …"."""
    lo, hi = sentence
    comma = max(text.rfind(", ", lo, verb.span[0]), text.rfind(f"{MASK} ", lo, verb.span[0]))
    start = trimmed(text, comma if comma > 0 else lo, hi)[0]
    like = grammar.like.match(text, start, verb.span[0])
    if like is None:
        return None
    stop = text.find(", ", verb.end, hi)
    spans = (trimmed(text, lo, start), trimmed(text, stop, hi) if stop > 0 else (hi, hi))
    regions = tuple(span for span in spans if span[1] - span[0] > 10)
    if subject is None or subject.span[0] <= like.start():
        subject = subject_before(text, like.end(), verb.span[0], grammar)
    return Report(verb.span, verb.cue.kind, subject, regions, before=True) if regions and subject else None


def _is_source(report: Report, found: list[Report]) -> bool:
    return bool(found) and report is found[0] and report.before


def _joined(text: str, begin: int, last: Report, grammar: Grammar) -> bool:
    """True where a verb inside the words of the report before goes on from it and is no part of them."""
    if text[begin] in "وו" and not grammar.cased:
        return True
    gap = text[last.regions[-1][0] : begin].rstrip()
    if gap.endswith((",", ";", ":", MASK)):
        return True
    return bool(gap) and bool(grammar.joins.search(gap[-24:] + " "))


def _ended(text: str, report: Report, end: int) -> Report:
    """The report with its words ending before a position, and before the conjunction there."""
    kept = []
    for start, stop in report.regions:
        if start < end:
            cut = trimmed(text, start, min(stop, end))
            kept.append((cut[0], _CONJUNCTION_END.sub("", text[cut[0] : cut[1]]).__len__() + cut[0]))
    return replace(report, regions=tuple(span for span in kept if span[1] - span[0] > 2))


def _inside(position: int, regions: tuple[Span, ...]) -> bool:
    return any(start <= position <= end for start, end in regions)
