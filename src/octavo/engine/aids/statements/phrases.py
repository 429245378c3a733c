"""Who a verb of speech belongs to: the phrase before or after it, with the name in it and the role beside the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from octavo.engine.aids.statements import uncased
from octavo.engine.aids.statements.grammar import Grammar
from octavo.engine.aids.statements.marks import MASK
from octavo.engine.aids.statements.values import Span

LONGEST = 14  # words of a phrase that names somebody without a comma
_COMMA = re.compile(r",\s+|,$")
_WALL = re.compile(rf"[;:{MASK}]|\s[–—-]\s|—")
STOP = re.compile(rf",(?!\d)|[;:{MASK}]|\s[–—-]\s|—|[.!?…]$|(?<=[^\W\d_]{{4}})[.!?]\s")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
WORD = re.compile(r"[\w’'-]+")
_ANY_WORD = re.compile(r"[\w’'-]+(?:[\"״](?=[א-ת])[\w’'-]+)?")
_AGE = re.compile(r"\d{1,3}\b")


_GENITIVES = {"de": ("der", "des"), "es": ("la", "las", "los"), "fr": ("la",)}  # before the name of a whole body


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks, as the sentence has it: all of the phrase, the words that name, the words that say who that is."""

    span: Span
    mention: Span
    role: Span | None = None
    pronoun: bool = False
    guessed: bool = False  # taken from the beginning of a sentence
    head: Span | None = None  # of a relative pronoun: what it stands for


def subject_before(text: str, lo: int, hi: int, grammar: Grammar) -> Subject | None:
    """The phrase that ends where a verb begins, at ``hi``; nothing before ``lo`` belongs to it."""
    tail = grammar.tail.search(text, max(lo, hi - 80), hi)
    end = stripped(text, lo, tail.start() if tail else hi)[1]
    bracket = _BRACKETED.search(text, max(lo, end - 40), end)
    end = bracket.start() if bracket else end
    walls = list(_WALL.finditer(text, lo, end))
    start = walls[-1].end() if walls else lo
    if end <= start:
        return None
    if text[end - 1] == ",":
        return _apposed(text, chunks_of(text, start, end - 1), grammar)
    chunks = chunks_of(text, start, end)
    first = unjoined(text, *chunks[-1], grammar)
    if relative := grammar.relatives.match(text, *first):
        return _relative(text, chunks[:-1], relative.span(), grammar)
    if found := next(grammar.relatives.finditer(text, *first), None):
        return _relative(text, [(first[0], found.start())], found.span(), grammar)
    subject = phrase(text, *first, grammar)
    if subject and len(chunks) > 1 and subject.role is None and is_name(text, *first, grammar):
        role = unjoined(text, *chunks[-2], grammar)
        if is_role(text, *role, grammar):
            return Subject((role[0], first[1]), subject.mention, role)
    return subject


def subject_after(text: str, lo: int, hi: int, grammar: Grammar) -> Subject | None:
    """The phrase that begins where a verb ends, at ``lo``."""
    start = _past(text, lo, hi, grammar)
    first = word_at(text, *stripped(text, start, hi))
    if grammar.prepositions.fullmatch(text, *first) and not grammar.determiners.fullmatch(text, *first):
        return None
    stop = STOP.search(text, start, hi)
    end = stop.start() if stop else hi
    conjunction = grammar.before_that.search(text, start, hi)
    end = min(end, conjunction.start()) if conjunction else end
    if not grammar.cased and (relative := grammar.relatives.search(text, start, end)):
        end = relative.start()
    start, end = stripped(text, start, end)
    if end <= start:
        return None
    first = word_at(text, start, end)
    if grammar.pronouns.fullmatch(text, *first):
        return Subject(first, first, pronoun=True)
    subject = phrase(text, start, _cut(text, start, end, grammar) if grammar.cased else end, grammar)
    if subject is None and grammar.cased and text.startswith(", ", end):
        stop = STOP.search(text, end + 2, hi)
        part = stripped(text, end + 2, stop.start() if stop else hi)
        return Subject((start, part[1]), bare_name(text, part, grammar)) if is_name(text, *part, grammar) else None
    if subject is None or subject.pronoun or not text.startswith(", ", end):
        return subject
    return _with_apposition(text, subject, (end + 2, hi), grammar)


def phrase(text: str, start: int, end: int, grammar: Grammar) -> Subject | None:
    """The subject in ``text[start:end]``: a pronoun, a name with or without a role, or the whole phrase."""
    start, end = unjoined(text, *stripped(text, start, end), grammar)
    if end <= start:
        return None
    if grammar.pronouns.fullmatch(text, start, end):
        return Subject((start, end), (start, end), pronoun=True)
    if grammar.prepositions.match(text, start, end) or len(WORD.findall(text, start, end)) > LONGEST:
        return None if grammar.verbs_second else _shorter(text, start, end, grammar)
    if not grammar.cased:
        found = uncased.split(text, start, end, grammar)
        return Subject((start, (found[0])[1]), *found) if found else None
    name = _last_name(text, start, end, grammar)
    if name is None:
        plain = grammar.determiners.match(text, start, end) or text[start].isupper() or text[start].isdigit()
        return (
            Subject((start, end), (start, end))
            if plain or _is_short(text, start, end)
            else _shorter(text, start, end, grammar)
        )
    return _named(text, (start, end), name, grammar)


def _named(text: str, whole: Span, name: Span, grammar: Grammar) -> Subject:
    """A phrase that ends with a name: what stands before it is a role, a determiner, or part of a longer name."""
    before = text[whole[0] : name[0]].rstrip()
    if not before:
        return Subject(whole, name)
    words = WORD.findall(before)
    if not words:
        return Subject(whole, name)
    determiner = grammar.determiners.match(before)
    if determiner and determiner.end() >= len(before):
        return Subject(whole, name)
    last = words[-1]
    if len(words) > 1 and last in _GENITIVES.get(grammar.language, ()):
        return Subject(whole, whole)
    if grammar.prepositions.fullmatch(last) or last.lower() in {
        "of",
        "for",
        "and",
        "&",
        "de",
        "du",
        "des",
        "und",
        "et",
        "y",
    }:
        return Subject(whole, whole)
    return Subject(whole, name, stripped(text, whole[0], name[0]))


def _apposed(text: str, chunks: list[Span], grammar: Grammar) -> Subject | None:
    """A phrase with commas: "Nadia Qasrawi, head of forecasting," or "its chairman, Bram Okkelund,"."""
    parts = [unjoined(text, *chunk, grammar) for chunk in chunks[-5:]]
    if not grammar.cased and is_name(text, *parts[0], grammar):
        return Subject((parts[0][0], parts[-1][1]), parts[0], parts[1] if len(parts) > 1 else None)
    for number in range(len(parts) - 1, -1, -1):
        if not is_name(text, *parts[number], grammar):
            continue
        later = [part for part in parts[number + 1 :] if _describes(text, part, grammar)]
        if later:
            return Subject(
                (parts[number][0], parts[-1][1]), bare_name(text, parts[number], grammar), (later[0][0], later[-1][1])
            )
        if number and is_role(text, *parts[number - 1], grammar):
            role = parts[number - 1]
            return Subject((role[0], parts[-1][1]), bare_name(text, parts[number], grammar), role)
        return Subject((parts[number][0], parts[-1][1]), bare_name(text, parts[number], grammar))
    return _doubly_titled(text, parts, grammar) or _plainly(text, parts, grammar)


def _doubly_titled(text: str, parts: list[Span], grammar: Grammar) -> Subject | None:
    """A role before a comma, another with the name after it: "the president, the retired judge Marit Olsbeck,"."""
    for role, part in reversed(list(pairwise(parts))):
        if is_role(text, *role, grammar) and (name := _titled(text, part, grammar)):
            return Subject((role[0], parts[-1][1]), name, role)
    return None


def _plainly(text: str, parts: list[Span], grammar: Grammar) -> Subject | None:
    """The first part that can be a subject, with what describes it."""
    for number, part in enumerate(parts):
        if grammar.prepositions.match(text, *part) or grammar.relatives.match(text, *part):
            continue
        subject = phrase(text, *part, grammar)
        if subject:
            later = [one for one in parts[number + 1 :] if _describes(text, one, grammar)]
            described = subject.role or ((later[0][0], later[-1][1]) if later else None)
            return Subject((subject.span[0], parts[-1][1]), subject.mention, described, subject.pronoun)
    return None


def _titled(text: str, part: Span, grammar: Grammar) -> Span | None:
    """The full name that a phrase with a role of its own ends with: "the retired judge Marit Olsbeck"."""
    if (
        not grammar.cased
        or grammar.language == "en"
        or is_clause(text, *part, grammar)
        or grammar.prepositions.match(text, *part)
    ):
        return None
    subject = phrase(text, *part, grammar)
    if subject is None or subject.role is None or " " not in text[slice(*subject.mention)]:
        return None
    return subject.mention


def _with_apposition(text: str, subject: Subject, rest: Span, grammar: Grammar) -> Subject:
    """The comma after a subject: "said its chairman, Bram Okkelund" or "said Salma Tubari, head of …"."""
    stop = STOP.search(text, *rest)
    part = stripped(text, rest[0], stop.start() if stop else rest[1])
    if part[1] <= part[0]:
        return subject
    plain = subject.mention == subject.span and not is_name(text, *subject.span, grammar)
    titled = grammar.titles.match(text, *subject.span) and " " in text[slice(*part)]
    if (plain and subject.role is None) or titled:
        name = bare_name(text, part, grammar) if is_name(text, *part, grammar) else _titled(text, part, grammar)
        if name:
            return Subject((subject.span[0], part[1]), name, subject.span)
    if subject.role is None and _describes(text, part, grammar) and not grammar.subjunctives.search(text, *part):
        if _AGE.fullmatch(text, *part):
            return Subject((subject.span[0], part[1]), subject.mention)
        return Subject((subject.span[0], part[1]), subject.mention, part)
    return subject


def _describes(text: str, part: Span, grammar: Grammar) -> bool:
    """True for words that can say who somebody is: no clause of its own, no time, no place."""
    if part[1] <= part[0] or len(WORD.findall(text, *part)) > LONGEST:
        return False
    return not (
        grammar.relatives.match(text, *part)
        or grammar.prepositions.match(text, *part)
        or is_clause(text, *part, grammar)
        or (grammar.pronouns.match(text, *part) and not grammar.determiners.match(text, *part))
        or grammar.joints.match(text, *part)
    )


def is_name(text: str, start: int, end: int, grammar: Grammar) -> bool:
    """True where all of ``text[start:end]`` is a name of somebody or something."""
    if end <= start:
        return False
    if not grammar.cased:
        return uncased.is_name(text, start, end, grammar)
    match = grammar.names.match(text, start, end)
    if match is None or match.end() != end or match[0].split()[0].lower() in grammar.times:
        return False
    return not grammar.determiners.match(text, start, end) and len(match[0].split()) <= 7


def is_role(text: str, start: int, end: int, grammar: Grammar) -> bool:
    """True where ``text[start:end]`` can say what somebody is."""
    if end <= start or len(WORD.findall(text, start, end)) > 10 or is_clause(text, start, end, grammar):
        return False
    if grammar.determiners.match(text, start, end) or grammar.titles.match(text, start, end):
        return True
    if not grammar.cased:
        return uncased.is_role(text, word_at(text, start, end), grammar)
    return bool(re.search(r"[’']s?\s+\w+", text[start:end])) and text[start].isupper()


def is_clause(text: str, start: int, end: int, grammar: Grammar) -> bool:
    """True of words with a form of "be" or "have" among them, which describe nobody."""
    return bool(grammar.passives.search(text, start, end) or grammar.auxiliaries.search(text, start, end))


def bare_name(text: str, name: Span, grammar: Grammar) -> Span:
    """A name without the title before it."""
    start, end = name
    while match := grammar.titles.match(text, start, end):
        after = stripped(text, match.end(), end)
        if after[1] <= after[0] or match.end() == end:
            break
        start = after[0]
    return start, end


def _last_name(text: str, start: int, end: int, grammar: Grammar) -> Span | None:
    """The name a phrase ends with, titles left out."""
    last = None
    for match in grammar.names.finditer(text, start, end):
        last = match
    if last is None or last.end() != end:
        return None
    words = last[0].split()
    if words[0].lower() in grammar.times:
        trimmed = last.start() + len(words[0])
        return stripped(text, trimmed, end) if len(words) > 1 else None
    determiner = grammar.determiners.match(text, last.start(), end)
    begin = last.start()
    if determiner and determiner.end() < end:
        begin = stripped(text, determiner.end(), end)[0]
        if not text[begin].isupper():
            return None
    return bare_name(text, (begin, end), grammar)


def _last_phrase(text: str, start: int, end: int, grammar: Grammar) -> Span | None:
    """The last phrase of a longer stretch: a name at its end, a pronoun, or what follows its last determiner."""
    words = list(WORD.finditer(text, start, end))
    if not words:
        return None
    if grammar.pronouns.fullmatch(words[-1][0]):
        return words[-1].span()
    for word in reversed(words[-8:]):
        if grammar.determiners.fullmatch(word[0]):
            return word.start(), end
        if grammar.prepositions.fullmatch(word[0]) and not grammar.inner.fullmatch(word[0]):
            break
    name = _last_name(text, start, end, grammar) if grammar.cased else None
    return name if name and name[0] > start else None


def _is_short(text: str, start: int, end: int) -> bool:
    """True of a phrase without an article: "officials", "police in Teluma"."""
    return len(WORD.findall(text, start, end)) <= 4


def _shorter(text: str, start: int, end: int, grammar: Grammar) -> Subject | None:
    found = _last_phrase(text, start, end, grammar)
    return phrase(text, *found, grammar) if found and found[0] > start else None


def _relative(text: str, chunks: list[Span], relative: Span, grammar: Grammar) -> Subject | None:
    """The subject of a relative clause: the pronoun, which stands for the phrase that ends before it."""
    names = [chunk for chunk in chunks[-2:] if is_name(text, *unjoined(text, *chunk, grammar), grammar)]
    for chunk in names[-1:] or reversed(chunks[-2:]):
        start, end = unjoined(text, *chunk, grammar)
        name = _last_name(text, start, end, grammar) if grammar.cased else None
        found = name or _last_phrase(text, start, end, grammar)
        if found is None and grammar.drops and grammar.prepositions.match(text, start, end):
            continue
        if found is None and len(WORD.findall(text, start, end)) <= 6 and end > start:
            found = (start, end)
        if found:
            return Subject(relative, relative, head=found)
    return None


def _cut(text: str, start: int, end: int, grammar: Grammar) -> int:
    """Where a phrase after its verb ends: before an adverbial of time or place."""
    words = list(WORD.finditer(text, start, end))
    for number, word in enumerate(words[1:], 1):
        low = word[0].lower()
        if (
            low in grammar.times
            or grammar.adverbs_after.fullmatch(low)
            or (grammar.prepositions.fullmatch(low) and not grammar.inner.fullmatch(low))
            or (grammar.inverts and low in {"al", "à", "pour", "para"} and _acts(words[number + 1 :], grammar))
        ):
            return words[number - 1].end()
    return end


def _acts(words: list[re.Match[str]], grammar: Grammar) -> bool:
    """True where an infinitive comes next: "señaló Quiñonez al salir"."""
    return bool(words) and grammar.infinitive.fullmatch(words[0][0]) is not None


def _past(text: str, lo: int, hi: int, grammar: Grammar) -> int:
    """The position after adverbials and spaces."""
    at = lo
    while match := grammar.adverbials.match(text, at, hi) or grammar.hearers.match(text, at, hi):
        if match.end() == at:
            break
        at = match.end()
    return at


def chunks_of(text: str, lo: int, hi: int) -> list[Span]:
    """The parts of ``text[lo:hi]`` between commas."""
    chunks, at = [], lo
    for comma in _COMMA.finditer(text, lo, hi):
        chunks.append((at, comma.start()))
        at = comma.end()
    return [*chunks, (at, hi)]


def unjoined(text: str, start: int, end: int, grammar: Grammar) -> Span:
    """The span without the conjunctions and adverbs it opens with."""
    start, end = stripped(text, start, end)
    while (match := grammar.joints.match(text, start, end)) and match.end() > start:
        start = match.end()
    return start, end


def word_at(text: str, start: int, end: int) -> Span:
    """The word a span begins with; an empty span where it begins with none."""
    word = _ANY_WORD.match(text, start, end)
    return word.span() if word else (start, start)


def stripped(text: str, start: int, end: int) -> Span:
    """The span without spaces, commas and full stops at its edges."""
    while start < end and text[start] in " \t\n\u00a0\u202f,.":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
