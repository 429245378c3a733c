"""Reports of speech in Chinese and Japanese, which write without spaces: the verb has its place, names have a shape.

Chinese puts the verb before what is said ("X说，…"), Japanese after it ("Xは…と述べた"); both may put a
quotation first. A name of another script has a middle dot, a name at home follows or precedes a title.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from octavo.engine.aids.statements.drafts import Report
from octavo.engine.aids.statements.grammar import any_of
from octavo.engine.aids.statements.marks import MASK
from octavo.engine.aids.statements.phrases import Subject
from octavo.engine.aids.statements.values import KINDS, Kind, Span

_HAN = "\u3400-\u9fff々"
_EDGE = re.compile(rf"[,;:。、!！?{MASK}]")
_DOTTED = re.compile(rf"[{_HAN}]{{1,6}}(?:·[{_HAN}]{{1,7}})+$")
_NAME_AHEAD = re.compile(rf"[{_HAN}]{{1,12}}?(?:·[{_HAN}]{{1,3}})+")
_KATAKANA = re.compile(r"[ァ-ヴー]+(?:[・＝=][ァ-ヴー]+)+|[ァ-ヴー]{2,}")
_KANJI = re.compile(rf"[{_HAN}]{{2,5}}$")
_QUOTED = re.compile(f"{MASK}+")
_LONGEST = 34  # characters of who speaks


@dataclass(frozen=True, slots=True)
class Words:
    """The words of Chinese or Japanese as patterns."""

    language: str
    kinds: Mapping[str, Kind]
    finds: re.Pattern[str]
    pronouns: re.Pattern[str]
    sources: re.Pattern[str]
    sources_end: re.Pattern[str]
    sources_none: re.Pattern[str]
    adverbs: re.Pattern[str]
    negations: re.Pattern[str]
    roles: re.Pattern[str]
    organisations: re.Pattern[str]


@lru_cache(maxsize=4)
def words_of(language: str) -> Words:
    """The words of a language, from its file of cues."""
    given = tomllib.loads(files(__package__).joinpath("cues", f"{language}.toml").read_text(encoding="utf-8"))
    kinds: dict[str, Kind] = {form: kind for kind in KINDS for form in given.get(kind, {}).get("clause", "").split()}

    def listed(key: str, before: str = "", after: str = "") -> re.Pattern[str]:
        entries = given.get(key, "").split()
        return re.compile(f"{before}(?:{any_of(entries)}){after}") if entries else re.compile(r"(?!)")

    return Words(
        language,
        kinds,
        re.compile(any_of(kinds)),
        listed("pronouns"),
        listed("sources"),
        listed("sources_end"),
        listed("sources_none"),
        listed("adverbs"),
        listed("negations", "", "$"),
        listed("roles") if language == "zh" else listed("titles"),
        listed("organisations", "", "$"),
    )


def reports(text: str, lo: int, hi: int, language: str) -> list[Report]:
    """The reports of the sentence ``text[lo:hi]``, in order."""
    words = words_of(language)
    return _chinese(text, lo, hi, words) if language == "zh" else _japanese(text, lo, hi, words)


def _chinese(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    found = _chinese_source(text, lo, hi, words) or _given(text, lo, hi, words)
    if found:
        return found
    for match in words.finds.finditer(text, lo, hi):
        start, end = match.span()
        last = found[-1] if found else None
        edge = max((m.end() for m in _EDGE.finditer(text, lo, start)), default=lo)
        if text[end : end + 1] in {"的", "法", "明", "书", "为", "着"} or words.negations.search(
            text, max(lo, start - 4), start
        ):
            continue
        subject = _speaker(text, edge, start, words)
        if subject is None and text[edge:start].strip():
            if not _ALSO.fullmatch(text, edge, start):
                continue
            subject = None if last else opening(text, lo, hi, "zh")
            if subject is None and last is None:
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
    if said is None or said.start() - start <= _LEAST or MASK in text[start : said.start()]:
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
    after = _trimmed(text, verb.end() + (text[verb.end() : verb.end() + 1] in {"道", "了"}), hi)
    before = _trimmed(text, lo, edge)
    if before[1] > before[0] and text[before[1] - 1] == MASK and (after[1] - after[0] < 3 or text[after[0]] == MASK):
        quoted = [match.span() for match in _QUOTED.finditer(text, *before)][-1]
        return Report(cue, kind, subject, (quoted, *((after,) if after[1] > after[0] + 2 else ())), before=True)
    if after[1] - after[0] < 3:
        if subject and before[1] - before[0] > 5 and text[edge - 1] == ",":
            return Report(cue, kind, subject, (before,), before=True)
        return None
    return Report(cue, kind, subject, (after,))


def _chinese_source(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    """The head of a sentence like "据X说，…"."""
    match = words.sources.match(text, lo, hi)
    if match is None or words.sources_none.match(text, lo, hi):
        return []
    comma = text.find(",", match.end(), min(hi, lo + 40))
    end = words.sources_end.search(text, match.end(), comma) if comma > 0 else None
    if end is None:
        return []
    subject = _speaker(text, match.end(), end.start(), words)
    region = _trimmed(text, comma, hi)
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
    region = _trimmed(text, match.end(), stop if stop > 0 else hi)
    later = _chinese(text, stop + 1, hi, words) if stop > 0 else []
    return [Report(match.span(), "says", subject, (region,)), *later] if region[1] - region[0] > 4 else later


def _japanese(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    found = _japanese_source(text, lo, hi, words)
    if found:
        return found
    floor = lo
    for match in words.finds.finditer(text, lo, hi):
        start = match.start()
        if start < floor or words.negations.search(text, start, min(hi, match.end() + 4)):
            continue
        report = _japanese_report(text, floor, match, words, goes_on=bool(found))
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
    region = _trimmed(text, own, led.start())
    return [Report(led.span(), "says", report.subject, (region,), before=True)] if region[1] - region[0] > _LEAST else []


_HEARSAY = re.compile(r"(?:と(?:い[うい]|のこと)|そう)(?:だ|である)?[。.]?$")


def _hearsay(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    """A sentence that ends in "という": whoever is named as its topic says so, else whoever spoke before."""
    end = _HEARSAY.search(text, lo, hi)
    if end is None or end.start() - lo < 6:
        return []
    if text[end.start() - 1] == MASK:
        quoted = [match.span() for match in _QUOTED.finditer(text, lo, end.start())][-1]
        return [Report(end.span(), "says", _topic(text, lo, quoted[0], words), (quoted,), before=True)]
    subject = _topic(text, lo, end.start(), words, first=True)
    person = subject is not None and (subject.role is not None or subject.pronoun)
    return [Report(end.span(), "says", subject if person else None, (_trimmed(text, lo, end.start()),), before=True)]


_NOUNS = re.compile(r"(?:考え|方針|意向|見通し|認識|見解|見方|姿勢|立場)")
_TO = re.compile(r"(?:との|という|とする)$")
_PARTICLE = re.compile(r"(?:などと|のだと|と|とも|よう|ように|として|を|ことを|など|との|考えを)$")


def _japanese_report(text: str, lo: int, verb: re.Match[str], words: Words, *, goes_on: bool) -> Report | None:
    """What stands between a topic and "と" with its verb; of quotations, the last before the verb."""
    cue, kind = verb.span(), words.kinds[verb[0]]
    quotes = [match.span() for match in _QUOTED.finditer(text, lo, verb.start())]
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
    if not joined and (particle is None or (particle[0] == "を" and kind == "says")):
        return None
    turned = _turned(text, lo, verb.start(), words)
    if turned:
        who, end = turned
        return Report(cue, kind, who, (_trimmed(text, lo, end),), before=True) if end - lo > _LEAST else None
    subject = _topic(text, lo, verb.start(), words, first=True)
    if subject is None and not goes_on and not _ENDS.match(text, verb.end()):
        return None
    begin = _trimmed(text, subject.span[1] + 1 if subject else lo, verb.start())[0]
    end = particle.start() if particle and not joined else verb.start()
    if noun and (of := _TO.search(text, begin, end)):
        end = of.start()
    return Report(cue, kind, subject, ((begin, end),), before=True) if _is_enough(text, begin, end) else None


_LEAST = 5  # characters of a clause without a number
_ENDS = re.compile(r"[\u3040-\u309f]{0,4}[。.]?\s*$")
_TURNED = re.compile(r"と、?([^、。,と]{2,24})[はが](?:[^、。,は]{0,6})$")


def _turned(text: str, lo: int, hi: int, words: Words) -> tuple[Subject, int] | None:
    """Who stands between what is said and the verb ("…と同省は説明している"), and where the words end."""
    match = _TURNED.search(text, max(lo, hi - 36), hi)
    subject = _speaker(text, *match.span(1), words) if match else None
    return (subject, match.start()) if match and subject else None


def _is_enough(text: str, begin: int, end: int) -> bool:
    """True of a clause, and of a number alone."""
    return end - begin > _LEAST or (end - begin > 2 and bool(_NUMBER.search(text, begin, end)))


_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万]")


def _japanese_source(text: str, lo: int, hi: int, words: Words) -> list[Report]:
    match = words.sources.search(text, lo, hi)
    if match is None:
        return []
    edge = max((m.end() for m in _EDGE.finditer(text, lo, match.start())), default=lo)
    subject = _speaker(text, edge, match.start(), words)
    end = re.compile(r"(?:と)?(?:いう|している|みられる)?[。.]?$").search(text, match.end(), hi)
    region = _trimmed(text, match.end(), end.start() if end else hi)
    return [Report(match.span(), "says", subject, (region,))] if subject and region[1] - region[0] > 5 else []


_TOPIC = re.compile(r"(?<![でにとへては])[はもが]")


def _topic(text: str, lo: int, hi: int, words: Words, *, first: bool = False) -> Subject | None:
    """Who a sentence is about, by its particle: the one that names somebody, the last before a quotation."""
    found: list[Subject] = []
    for match in _TOPIC.finditer(text, lo, hi):
        edge = max((m.end() for m in _EDGE.finditer(text, lo, match.start())), default=lo)
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
    lo, hi = _trimmed(text, lo, hi)
    if words.language == "zh":
        for adverb in words.adverbs.finditer(text, lo, hi):
            if adverb.start() > lo + (1 if words.pronouns.match(text, lo, hi) else 2) - 1:
                hi = _trimmed(text, lo, adverb.start())[1]
                break
        lo = _opened(text, lo, hi)
    if not 0 < hi - lo <= _LONGEST:
        return None
    if words.pronouns.fullmatch(text, lo, hi):
        return Subject((lo, hi), (lo, hi), pronoun=True)
    return _chinese_name(text, lo, hi, words) if words.language == "zh" else _japanese_name(text, lo, hi, words)


_OPENERS = re.compile(r"(?:但是|但|而|不过|然而|因此|此外|另外|同时|对此|另一方面|至于|只有|负责[^的]{2,10}的)")


def _opened(text: str, lo: int, hi: int) -> int:
    match = _OPENERS.match(text, lo, hi)
    return match.end() if match and match.end() < hi else lo


_NOT = re.compile(r"[没沒不未无無却卻也都还還已曾并並可会將将]|[\d一两]")


def _chinese_name(text: str, lo: int, hi: int, words: Words) -> Subject | None:
    roles = [match.end() for match in words.roles.finditer(text, lo, hi)]
    dotted = _DOTTED.search(text, lo, hi)
    floor = max((end for end in roles if end < hi and (dotted is None or end < text.find("·", lo, hi))), default=lo)
    if dotted or floor > lo:
        name = (max(floor, dotted.start() if dotted and floor == lo else floor), hi)
        return Subject((lo, hi), name, (lo, floor) if floor > lo else None)
    short = hi - lo <= 4 and not _NOT.match(text, lo, hi)
    plain = hi - lo > 1 and (hi in roles or words.organisations.search(text, lo, hi) or _known(text, text[lo:hi]) or short)
    return Subject((lo, hi), (lo, hi)) if plain else None


_BRACKETED = re.compile(r"（[^（）]*）$")
_DAYS = re.compile(r"(?:の?\d+日(?:[朝夜夕]|午[前後])?|同日|自身|ら)$")


def _japanese_name(text: str, lo: int, hi: int, words: Words) -> Subject | None:
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
    plain = words.organisations.search(text, lo, hi) or (hi - lo > 1 and (_known(text, text[lo:hi]) or title))
    return Subject((lo, hi), (lo, hi)) if plain else None


def _bearer(text: str, title: re.Match[str]) -> Span | None:
    """Who last stood with a title that stands alone: "主任警部", "同議員"."""
    pattern = rf"(?P<name>{_KATAKANA.pattern}|[{_HAN}]{{2,5}}){re.escape(title[0])}"
    last = None
    for match in re.finditer(pattern, text[: title.start()]):
        last = match
    return last.span("name") if last and last["name"][-1] != "同" else None


def opening(text: str, lo: int, hi: int, language: str) -> Subject | None:
    """Whom a sentence is about: its topic where that names somebody, or the name that it begins with."""
    words = words_of(language)
    if language == "ja":
        subject = _topic(text, lo, hi, words, first=True)
        return subject if subject and not subject.pronoun else None
    edge = _EDGE.search(text, lo, hi)
    end = edge.start() if edge else hi
    name = _NAME_AHEAD.search(text, _opened(text, lo, end), min(end, lo + _LONGEST))
    home = _at_home(words.roles.pattern).search(text, lo, min(end + 1, lo + _LONGEST))
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
    return re.compile(rf"(?:{roles})(?P<name>[{_HAN}]{{2,3}}?)(?=[在对向则也就已将是说認认指称称把被,])")


@lru_cache(maxsize=2)
def _surnames(text: str) -> frozenset[str]:
    """The last parts of all names with a middle dot in a text."""
    dotted = re.findall(rf"(?:[{_HAN}]·|[ァ-ヴー]・)([{_HAN}ァ-ヴー]{{1,8}})", text)
    return frozenset(dotted)


def _known(text: str, name: str) -> bool:
    """True of a surname whose full name has its middle dot somewhere in the text."""
    return any(one.startswith(name) for one in _surnames(text))


def _ended(text: str, report: Report, end: int) -> Report:
    regions = tuple(_trimmed(text, start, min(stop, end)) for start, stop in report.regions if start < end)
    kept = tuple(span for span in regions if span[1] - span[0] > 2)
    return Report(report.cue, report.kind, report.subject, kept, report.before)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ,;:、。.　":
        start += 1
    while end > start and text[end - 1] in " ,;:、。.　":
        end -= 1
    return start, end
