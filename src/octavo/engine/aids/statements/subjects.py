"""Whose a verb of speech is: the phrase before it, the phrase after it, or whoever spoke before."""

from __future__ import annotations

import re

from octavo.engine.aids.statements.grammar import Grammar
from octavo.engine.aids.statements.marks import MASK
from octavo.engine.aids.statements.openings import opening
from octavo.engine.aids.statements.phrases import Subject, is_clause, phrase, subject_after, subject_before, word_at
from octavo.engine.aids.statements.values import Kind, Span
from octavo.engine.aids.statements.verbs import Verb, auxiliary, tail_start, verb_start, verbs_in

_AND = ("و", "ف")
_TOPIC = re.compile(r"(?<!\w)أم[اّ]+\s+")
_CLITIC_BEFORE = re.compile(r"-t-(ils?|elles?|on)\s+(?:\w+ment\s+)?$")  # French: "a-t-elle déclaré"
_PREFIXED = re.compile(
    r"(?:me|ber)\w+\s+(?:beliau|dia|mereka|saya)\b"
)  # Malay: whom it follows is no longer its subject
_NEXT_WORD = re.compile(r"(?:\s+|-t-|-)(\w+)")


def subject_of(text: str, lo: int, hi: int, verb: Verb, grammar: Grammar) -> Subject | None:
    """Who speaks: before the verb, or after it where the language or a quotation puts it there."""
    start, end = verb.span
    if grammar.own.fullmatch(text, start, end):
        return None
    following = _NEXT_WORD.match(text, end, hi)
    if following and grammar.inverted_pronouns.fullmatch(following[1]) and not _PREFIXED.match(text, start):
        return Subject(following.span(1), following.span(1), pronoun=True)
    if clitic := _CLITIC_BEFORE.search(text, max(lo, start - 40), start):
        return Subject(clitic.span(1), clitic.span(1), pronoun=True)
    begin = verb_start(text, lo, start, verb, grammar)
    edge = text[lo:begin].rstrip()
    if grammar.inverts and (quoted := text[lo : tail_start(text, lo, begin, grammar)].rstrip(" ,")).endswith(MASK):
        edge = quoted  # "“…”, lui a dit la présidente"
    ends = (verb.end - len(verb.cue.particle) if verb.split else hi, hi)
    if (not edge or edge[-1] in f",{MASK}—–-;:") and not _takes_object(text, verb, grammar):
        after = _turned(text, (lo, begin, end), ends, verb, grammar)
        if after:
            return after
    if _goes_on(text, lo, begin, grammar):
        return None
    return _straight(text, (lo, begin), ends[0], verb, grammar)


def _straight(text: str, before: Span, after_end: int, verb: Verb, grammar: Grammar) -> Subject | None:
    """The subject before a verb; in a language that inverts, after it where there is none before."""
    start, end = verb.span
    if grammar.language == "ar" and text[start] in _AND:
        return _as_for(text, before, grammar) or _arabic_after(text, verb, after_end, grammar)
    subject = subject_before(text, *before, grammar)
    if subject or not grammar.inverts:
        return subject
    place = auxiliary(text, before[0], start, grammar) if verb.cue.participle or verb.cue.either else None
    after = subject_after(text, *((place[1], start) if place else (end, after_end)), grammar)
    return None if after and grammar.drops and _is_said(text, after, verb, grammar) else after


def _is_said(text: str, subject: Subject, verb: Verb, grammar: Grammar) -> bool:
    """True of a Spanish phrase after its verb that is what is said: an infinitive, or a number that it gives."""
    start, end = word_at(text, *subject.span)
    counted = verb.cue.counts is not None and grammar.numeral.match(text, start, end)
    return bool(counted or grammar.infinitive.fullmatch(text, start, end))


def _as_for(text: str, before: Span, grammar: Grammar) -> Subject | None:
    """Who an Arabic sentence sets before its verb: "أما رئيسة اللجنة … فدعت"."""
    topic = _TOPIC.search(text, *before)
    if topic is None:
        return None
    comma = text.find(",", topic.end(), before[1])
    return phrase(text, topic.end(), comma if comma > 0 else before[1], grammar)


def _arabic_after(text: str, verb: Verb, end: int, grammar: Grammar) -> Subject | None:
    """The subject after a verb; of one that accuses only a name with its role, else it is who is accused."""
    subject = subject_after(text, verb.span[1], end, grammar)
    return subject if verb.cue.kind != "accuses" or (subject and subject.role) else None


def _takes_object(text: str, verb: Verb, grammar: Grammar) -> bool:
    """True of an Arabic "and accused": what follows it is who is accused."""
    return grammar.language == "ar" and verb.cue.kind == "accuses" and text[verb.span[0]] == "و"


def _turned(
    text: str, places: tuple[int, int, int], ends: tuple[int, int], verb: Verb, grammar: Grammar
) -> Subject | None:
    """The subject after a verb that begins its clause, where it can be one; else the phrase in apposition before it."""
    lo, begin, end = places
    after_end, hi = ends
    edge = text[lo:begin].rstrip()
    after = subject_after(text, end, after_end, grammar)
    if after and grammar.drops and _is_said(text, after, verb, grammar):
        return subject_before(text, lo, begin, grammar) if edge.endswith(",") else None
    if after is None or edge.endswith((MASK, MASK + ",", MASK + "—")):
        return after
    if edge.endswith(","):
        before = subject_before(text, lo, begin, grammar)
        if (
            before
            and (before.role or before.head)
            and not (grammar.inverts and (before.head or _says(text, before, grammar)))
        ):
            return before
        return after if grammar.inverts or _closes(text, after, hi) else None
    if not grammar.inverts or verb.split:
        return after if verb.split else None
    follows = text[after.span[1] : hi].lstrip()
    told = grammar.that.match(text, after.span[1], hi) or follows[:1] in {":", MASK, ","}
    return after if told or not grammar.drops or grammar.pronouns.fullmatch(text, *after.span) else None


def _says(text: str, subject: Subject, grammar: Grammar) -> bool:
    """True of a phrase before a comma that is a clause of its own: "It has booked its copy, confirms …"."""
    return is_clause(text, *subject.span, grammar) or grammar.subjunctives.search(text, *subject.span) is not None


def _goes_on(text: str, lo: int, begin: int, grammar: Grammar) -> bool:
    """True of a second verb of the same subject: "…, saying …", "… and said …"."""
    tail = grammar.tail.search(text, max(lo, begin - 80), begin)
    before = text[lo : tail.start() if tail else begin].rstrip()
    return bool(grammar.couplers.search(before)) or (
        before.endswith(",") and bool(grammar.participles.match(text, begin))
    )


def _closes(text: str, subject: Subject, hi: int) -> bool:
    """True where nothing but a comma or the end follows a subject: "…, said the mayor."."""
    rest = text[subject.span[1] : hi].strip(" .,;")
    return (
        not rest
        or (subject.mention != subject.span and text[subject.span[1]] == ",")
        or (not subject.pronoun and text[subject.mention[0]].isupper() and text[subject.span[1]] in ",.")
    )


def announcer(text: str, lo: int, hi: int, grammar: Grammar) -> tuple[Subject | None, Kind, Span]:
    """Whom a sentence that ends in a colon announces: the subject of its last verb of speech, or its own."""
    verbs = verbs_in(text, lo, hi, grammar)
    for verb in reversed(verbs):
        if subject := subject_of(text, lo, hi, verb, grammar):
            return subject, verb.cue.kind, verb.span
    span = verbs[-1].span if verbs else (hi - 1, hi)
    return opening(text, lo, hi, grammar), verbs[-1].cue.kind if verbs else "says", span
