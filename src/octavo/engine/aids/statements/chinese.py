"""Reports of speech in Chinese: the verb stands before what is said ("X说，…"), names have a middle dot or a title."""

from __future__ import annotations

import re
from functools import lru_cache

from octavo.engine.aids.statements.drafts import Report
from octavo.engine.aids.statements.marks import MASK
from octavo.engine.aids.statements.phrases import Subject
from octavo.engine.aids.statements.unspaced import EDGE, HAN, LEAST, LONGEST, QUOTED, Words, known, trimmed

_DOTTED = re.compile(rf"[{HAN}]{{1,6}}(?:·[{HAN}]{{1,7}})+$")
_BESIDE = "在对向将把被已是说称则却也并下开宣要认表指"  # what no name has and what stands after one
_NAME_AHEAD = re.compile(rf"[{HAN}]{{1,12}}?(?:(?:·[{HAN}]{{1,4}}?)+(?=[{_BESIDE},])|(?:·[{HAN}]{{1,3}})+)")


def reports(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    """The reports of the sentence ``text[lo:hi]``, in order."""
    found = _source(text, lo, hi, words) or _given(text, lo, hi, words)
    if found:
        return found
    for match in words.finds.finditer(text, lo, hi):
        start, end = match.span()
        last = found[-1] if found else None
        edge = max((m.end() for m in EDGE.finditer(text, lo, start)), default=lo)
        if text[end : end + 1] in {"的", "法", "明", "书", "为", "着"} or words.negations.search(
            text, max(lo, start - 4), start
        ):
            continue
        subject = _speaker(text, edge, start, words)
        if subject is None and text[edge:start].strip():
            subject = opening(text, lo, hi, words) if last is None else None
            if not _ALSO.fullmatch(text, edge, start) or (subject is None and last is None):
                continue
        if last and not last.before and not _may_go_on(text, edge, last, subject):
            continue
        report = _reported(text, (lo if last is None else last.cue[1], edge, hi), match, subject, words)
        if report is None:
            continue
        if last and any(a <= edge <= b for a, b in last.regions):
            found[-1] = _ended(text, last, edge)
        if report.subject is None and last:
            report = Report(report.cue, report.kind, last.subject, report.regions, report.before)
        found.append(report)
    return [part for one in found if one.regions for part in _parted(text, one)]


_CLOSING = re.compile(rf"[,;:]\s*({MASK}+)[\s。.]*$")


def _parted(text: str, report: Report) -> list[Report]:
    """The report, in two where a quotation follows its clause: "他说，船已离港，“…”"."""
    start, end = report.regions[-1]
    said = None if report.before else _CLOSING.search(text, start, end)
    if said is None or said.start() - start <= LEAST or MASK in text[start : said.start()]:
        return [report]
    clause = Report(report.cue, report.kind, report.subject, (*report.regions[:-1], (start, said.start())))
    return [clause, Report((said.start(), said.start() + 1), "says", report.subject, (said.span(1),))]


_ALSO = re.compile(r"[并並也又还還则則但却卻并且而且同时\s]{1,4}")


def _may_go_on(text: str, edge: int, last: Report, subject: Subject | None) -> bool:
    """True where a new verb is outside the words of the report before: a new clause of its own."""
    return edge > last.cue[1] and (subject is None or text[edge - 1] in ";," or text[edge - 1] == MASK)


def _reported(
    text: str, places: tuple[int, int, int], verb: re.Match[str], subject: Subject | None, words: Words
) -> Report | None:
    """What a Chinese verb reports, which stands between ``places``: the beginning, the verb's clause, the end."""
    lo, edge, hi = places
    cue, kind = verb.span(), words.kinds[verb[0]]
    after = trimmed(text, verb.end() + (text[verb.end() : verb.end() + 1] in {"道", "了"}), hi)
    before = trimmed(text, lo, edge)
    if before[1] > before[0] and text[before[1] - 1] == MASK and (after[1] - after[0] < 3 or text[after[0]] == MASK):
        quoted = [match.span() for match in QUOTED.finditer(text, *before)][-1]
        return Report(cue, kind, subject, (quoted, *((after,) if after[1] > after[0] + 2 else ())), before=True)
    if after[1] - after[0] < 3:
        if subject and before[1] - before[0] > 5 and text[edge - 1] == ",":
            return Report(cue, kind, subject, (before,), before=True)
        return None
    return Report(cue, kind, subject, (after,))


def _source(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    """The head of a sentence like "据X说，…"."""
    match = words.sources.match(text, lo, hi)
    if match is None or words.sources_none.match(text, lo, hi):
        return []
    comma = text.find(",", match.end(), min(hi, lo + 40))
    end = words.sources_end.search(text, match.end(), comma) if comma > 0 else None
    if end is None:
        return []
    subject = _speaker(text, match.end(), end.start(), words)
    region = trimmed(text, comma, hi)
    return [Report(match.span(), "says", subject, (region,))] if subject and region[1] > region[0] + 3 else []


_GIVES = re.compile(
    r"(?:公布|提供|给出|給出|发布|發布)的(?:[^,;:。]{2,14}?)(?:则|則|就)?[是为為]|的(?:说法|解释|答复|说明|估计|統計|统计)(?:则|則)?[是为為][,:]?"
)


def _given(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    """What somebody gives as a number or an account: "卫生部公布的病例为131例"."""
    match = _GIVES.search(text, lo, hi)
    subject = _speaker(text, lo, match.start(), words) if match else None
    if match is None or subject is None:
        return []
    stop = text.find(";", match.end(), hi)
    region = trimmed(text, match.end(), stop if stop > 0 else hi)
    later = reports(text, stop + 1, hi, words) if stop > 0 else []
    return [Report(match.span(), "says", subject, (region,)), *later] if region[1] - region[0] > 4 else later


def _speaker(text: str, lo: int, hi: int, words: Words) -> Subject | None:
    """The name at the end of a phrase, and the role before it."""
    lo, hi = trimmed(text, lo, hi)
    for adverb in words.adverbs.finditer(text, lo, hi):
        if adverb.start() > lo + (1 if words.pronouns.match(text, lo, hi) else 2) - 1:
            hi = trimmed(text, lo, adverb.start())[1]
            break
    lo = _opened(text, lo, hi)
    if not 0 < hi - lo <= LONGEST:
        return None
    if words.pronouns.fullmatch(text, lo, hi):
        return Subject((lo, hi), (lo, hi), pronoun=True)
    return _name(text, lo, hi, words)


_OPENERS = re.compile(r"(?:但是|但|而|不过|然而|因此|此外|另外|同时|对此|另一方面|至于|只有|负责[^的]{2,10}的)")


def _opened(text: str, lo: int, hi: int) -> int:
    match = _OPENERS.match(text, lo, hi)
    return match.end() if match and match.end() < hi else lo


_NOT = re.compile(r"[没沒不未无無却卻也都还還已曾并並可会將将]|[\d一两]")


def _name(text: str, lo: int, hi: int, words: Words) -> Subject | None:
    roles = [match.end() for match in words.roles.finditer(text, lo, hi)]
    dotted = _DOTTED.search(text, lo, hi)
    floor = max((end for end in roles if end < hi and (dotted is None or end < text.find("·", lo, hi))), default=lo)
    if dotted or floor > lo:
        name = (max(floor, dotted.start() if dotted and floor == lo else floor), hi)
        return Subject((lo, hi), name, (lo, floor) if floor > lo else None)
    short = hi - lo <= 4 and not _NOT.match(text, lo, hi)
    plain = hi - lo > 1 and (
        hi in roles or words.organisations.search(text, lo, hi) or known(text, text[lo:hi]) or short
    )
    return Subject((lo, hi), (lo, hi)) if plain else None


def opening(text: str, lo: int, hi: int, words: Words) -> Subject | None:
    """The name that a sentence begins with."""
    edge = EDGE.search(text, lo, hi)
    end = edge.start() if edge else hi
    name = _NAME_AHEAD.search(text, _opened(text, lo, end), min(end, lo + LONGEST))
    home = _at_home(words.roles.pattern).search(text, lo, min(end + 1, lo + LONGEST))
    if home and (name is None or home.start() < name.start()):
        return Subject((lo, home.end()), home.span("name"), (lo, home.start("name")), guessed=True)
    if name is None:
        return None
    roles = [match.end() for match in words.roles.finditer(text, lo, name.end()) if match.end() <= name.end() - 2]
    start = max([name.start(), *roles]) if "·" not in text[name.start() : max([name.start(), *roles])] else name.start()
    return Subject((lo, name.end()), (start, name.end()), guessed=True)


@lru_cache(maxsize=2)
def _at_home(roles: str) -> re.Pattern[str]:
    """A name without a middle dot after the word for an office, with a word beside it that no name has."""
    return re.compile(rf"(?:{roles})(?P<name>[{HAN}]{{2,3}}?)(?=[在对向则也就已将是说認认指称称把被,])")


def _ended(text: str, report: Report, end: int) -> Report:
    regions = tuple(trimmed(text, start, min(stop, end)) for start, stop in report.regions if start < end)
    kept = tuple(span for span in regions if span[1] - span[0] > 2)
    return Report(report.cue, report.kind, report.subject, kept, report.before)
