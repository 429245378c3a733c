"""Reports of speech in Japanese: the verb stands after what is said ("Xは…と述べた"), a title after the name."""

from __future__ import annotations

import re

from octavo.engine.aids.statements.drafts import Report
from octavo.engine.aids.statements.marks import MASK
from octavo.engine.aids.statements.phrases import Subject
from octavo.engine.aids.statements.unspaced import EDGE, HAN, LEAST, LONGEST, QUOTED, Words, known, trimmed
from octavo.engine.aids.statements.values import Span

_KATAKANA = re.compile(r"[ァ-ヴー]+(?:[・＝=][ァ-ヴー]+)+|[ァ-ヴー]{2,}")
_KANJI = re.compile(rf"[{HAN}]{{2,5}}$")


def reports(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    """The reports of the sentence ``text[lo:hi]``, in order."""
    found = _source(text, lo, hi, words)
    if found:
        return found
    floor = lo
    for match in words.finds.finditer(text, lo, hi):
        start = match.start()
        if start < floor or words.negations.search(text, start, min(hi, match.end() + 4)):
            continue
        report = _report(text, floor, match, words, goes_on=bool(found))
        if report is None:
            continue
        if report.subject is None and found:
            report = Report(report.cue, report.kind, found[-1].subject, report.regions, before=True)
        found += [*_led(text, floor, report), report]
        floor = match.end()
        stop = re.compile(r"[、,。]").search(text, floor, hi)
        floor = stop.end() if stop else hi
    return found or _hearsay(text, lo, hi, words)


_LED = re.compile(r"(?:として|とした(?:うえ|上)で|とし|と述べ|と話し)[、,]?$")


def _led(text: str, lo: int, report: Report) -> list[Report]:
    """The clause that leads to a quotation: "Xは、…ないとして「…」と話した"."""
    start, end = report.regions[0]
    led = _LED.search(text, max(lo, start - 8), start)
    if led is None or text[end - 1] != MASK:
        return []
    own = report.subject.span[1] + 1 if report.subject and report.subject.span[1] < start else lo
    region = trimmed(text, own, led.start())
    return [Report(led.span(), "says", report.subject, (region,), before=True)] if region[1] - region[0] > LEAST else []


_HEARSAY = re.compile(r"(?:と(?:い[うい]|のこと)|そう)(?:だ|である)?[。.]?$")


def _hearsay(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    """A sentence that ends in "という": whoever is named as its topic says so, else whoever spoke before."""
    end = _HEARSAY.search(text, lo, hi)
    if end is None or end.start() - lo < 6:
        return []
    if text[end.start() - 1] == MASK:
        quoted = [match.span() for match in QUOTED.finditer(text, lo, end.start())][-1]
        return [Report(end.span(), "says", _topic(text, lo, quoted[0], words), (quoted,), before=True)]
    subject = _topic(text, lo, end.start(), words, first=True)
    person = subject is not None and (subject.role is not None or subject.pronoun)
    return [Report(end.span(), "says", subject if person else None, (trimmed(text, lo, end.start()),), before=True)]


_NOUNS = re.compile(r"(?:考え|方針|意向|見通し|認識|見解|見方|姿勢|立場)")
_TO = re.compile(r"(?:との|という|とする)$")
_PARTICLE = re.compile(r"(?:などと|のだと|と|とも|よう|ように|として|を|ことを|など|との|考えを)$")


def _report(text: str, lo: int, verb: re.Match[str], words: Words, *, goes_on: bool) -> Report | None:
    """What stands between a topic and "と" with its verb; of quotations, the last before the verb."""
    cue, kind = verb.span(), words.kinds[verb[0]]
    quotes = [match.span() for match in QUOTED.finditer(text, lo, verb.start())]
    if (
        quotes
        and verb.start() - quotes[-1][1] <= 26
        and re.match(r"(?:などと|と|とも|として|など)", text[quotes[-1][1] :])
    ):
        subject = _topic(text, lo, quotes[-1][0], words) or _topic(text, quotes[-1][1] + 1, verb.start(), words)
        return Report(cue, kind, subject, (quotes[-1],), before=True)
    particle = _PARTICLE.search(text, max(lo, verb.start() - 4), verb.start())
    noun = _NOUNS.match(verb[0]) is not None
    joined = noun or verb[0].startswith("と")
    turned = _turned(text, lo, verb.start(), words)
    if turned:
        who, end = turned
        return Report(cue, kind, who, (trimmed(text, lo, end),), before=True) if end - lo > LEAST else None
    if not joined and (particle is None or (particle[0] == "を" and kind == "says")):
        return None
    subject = _topic(text, lo, verb.start(), words, first=True)
    if subject is None and not goes_on and not _ENDS.match(text, verb.end()):
        return None
    begin = trimmed(text, subject.span[1] + 1 if subject else lo, verb.start())[0]
    end = particle.start() if particle and not joined else verb.start()
    if noun and (of := _TO.search(text, begin, end)):
        end = of.start()
    return Report(cue, kind, subject, ((begin, end),), before=True) if _is_enough(text, begin, end) else None


_ENDS = re.compile(r"[\u3040-\u309f]{0,4}[。.]?\s*$")
_TURNED = re.compile(r"と、?([^、。,と]{2,24})[はが](?:[^、。,は]{0,6})$")


def _turned(text: str, lo: int, hi: int, words: Words) -> tuple[Subject, int] | None:
    """Who stands between what is said and the verb ("…と同省は説明している"), and where the words end."""
    match = _TURNED.search(text, max(lo, hi - 36), hi)
    subject = _speaker(text, *match.span(1), words) if match else None
    return (subject, match.start()) if match and subject else None


def _is_enough(text: str, begin: int, end: int) -> bool:
    """True of a clause, and of a number alone."""
    return end - begin > LEAST or (end - begin > 2 and bool(_NUMBER.search(text, begin, end)))


_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万]")


def _source(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    match = words.sources.search(text, lo, hi)
    if match is None:
        return []
    edge = max((m.end() for m in EDGE.finditer(text, lo, match.start())), default=lo)
    subject = _speaker(text, edge, match.start(), words)
    end = re.compile(r"(?:と)?(?:いう|している|みられる)?[。.]?$").search(text, match.end(), hi)
    region = trimmed(text, match.end(), end.start() if end else hi)
    return [Report(match.span(), "says", subject, (region,))] if subject and region[1] - region[0] > 5 else []


_TOPIC = re.compile(r"(?<![でにとへては])[はもが]")


def _topic(text: str, lo: int, hi: int, words: Words, *, first: bool = False) -> Subject | None:
    """Who a sentence is about, by its particle: the one that names somebody, the last before a quotation."""
    found: list[Subject] = []
    for match in _TOPIC.finditer(text, lo, hi):
        edge = max((m.end() for m in EDGE.finditer(text, lo, match.start())), default=lo)
        subject = _speaker(text, edge, match.start(), words)
        if subject and (
            match[0] != "が" or words.roles.search(text, *subject.span) or _is_organisation(text, subject, words)
        ):
            if first:
                return subject
            found.append(subject)
    named = [
        one for one in found if one.mention != one.span or one.pronoun or words.organisations.search(text, *one.span)
    ]
    return (named or found or [None])[-1]  # type: ignore[list-item]


def _is_organisation(text: str, subject: Subject, words: Words) -> bool:
    return bool(words.organisations.search(text, *subject.span))


def _speaker(text: str, lo: int, hi: int, words: Words) -> Subject | None:
    """The name at the end of a phrase, and the role before or after it."""
    lo, hi = trimmed(text, lo, hi)
    if not 0 < hi - lo <= LONGEST:
        return None
    if words.pronouns.fullmatch(text, lo, hi):
        return Subject((lo, hi), (lo, hi), pronoun=True)
    return _name(text, lo, hi, words)


_BRACKETED = re.compile(r"（[^（）]*）$")
_DAYS = re.compile(r"(?:の?\d+日(?:[朝夜夕]|午[前後])?|同日|自身|ら)$")


def _name(text: str, lo: int, hi: int, words: Words) -> Subject | None:
    for aside in (_BRACKETED, _DAYS):
        left = aside.search(text, lo, hi)
        hi = left.start() if left else hi
    names = list(_KATAKANA.finditer(text, lo, hi))
    dotted = [match for match in names if "・" in match[0]]
    title = re.compile(f"(?:{words.roles.pattern})$").search(text, lo, hi)
    if dotted or (names and title and names[-1].end() == title.start()):
        name = (dotted or names)[-1]
        role = (name.end(), hi) if hi > name.end() + 1 else ((lo, name.start() - 1) if name.start() > lo + 2 else None)
        return Subject((lo, hi), name.span(), role)
    if title:
        kanji = _KANJI.search(text, lo, title.start())
        if kanji and title.start() > lo:
            return Subject((lo, hi), kanji.span(), title.span())
    if title and title.start() - lo <= 1:
        return Subject((lo, hi), (lo, hi), head=_bearer(text, title))
    plain = words.organisations.search(text, lo, hi) or (hi - lo > 1 and (known(text, text[lo:hi]) or title))
    return Subject((lo, hi), (lo, hi)) if plain else None


def _bearer(text: str, title: re.Match[str]) -> Span | None:
    """Who last stood with a title that stands alone: "主任警部", "同議員"."""
    pattern = rf"(?P<name>{_KATAKANA.pattern}|[{HAN}]{{2,5}}){re.escape(title[0])}"
    last = None
    for match in re.finditer(pattern, text[: title.start()]):
        last = match
    return last.span("name") if last and last["name"][-1] != "同" else None


def opening(text: str, lo: int, hi: int, words: Words) -> Subject | None:
    """Whom a sentence is about: its topic where that names somebody."""
    subject = _topic(text, lo, hi, words, first=True)
    return subject if subject and not subject.pronoun else None
