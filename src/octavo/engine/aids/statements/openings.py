"""Whom a sentence begins with, and who stands beside a quotation whatever the verb."""

from __future__ import annotations

import re

from octavo.engine.aids.statements.grammar import Grammar
from octavo.engine.aids.statements.phrases import (
    STOP,
    WORD,
    Subject,
    bare_name,
    chunks_of,
    is_name,
    is_role,
    stripped,
    subject_after,
    unjoined,
    word_at,
)
from octavo.engine.aids.statements.values import Span

# French: "soupire-t-il", "a-t-elle lancé"
_CLITIC = re.compile(r"\s*\w+-(?:t-)?(?P<one>ils?|elles?|on)\b(?:\s+\w+ment)?(?:\s+\w+[éis]\b)?")
_VERB = re.compile(
    r"\s*(?:(?:(?:lui|leur|nous|me|le|les|se)\s+)?(?:a|ont|avait|avaient|ha|han|había)\s+(?:\w+ment\s+)?|s[’']|se\s+|l[’']a\s+)?"
    r"([a-zà-öø-ÿß]+)(?:\s+(?:sich|se|himself|herself))?\s+"
)
_DEMONSTRATIVE = re.compile(r"[Ee]st[ae]\s(?:mañana|tarde|noche|semana|mes|año|\w+es)\b")  # Spanish: a time
_END = re.compile(r"\s*[a-zà-öø-ÿß]{3,}(?=\s*[.,:;]|\s|$)")


def opening(text: str, lo: int, hi: int, grammar: Grammar) -> Subject | None:
    """The name or pronoun a sentence begins with, past adverbials; ``None`` where it begins otherwise."""
    for chunk in chunks_of(text, lo, min(hi, lo + 240))[:4]:
        start, end = unjoined(text, *chunk, grammar)
        if end <= start or grammar.prepositions.match(text, start, end):
            continue
        first = word_at(text, start, end)
        if grammar.pronouns.fullmatch(text, *first) and not _DEMONSTRATIVE.match(text, *chunk):
            return Subject(first, first, pronoun=True, guessed=True)
        if named := _introduced(text, (start, end), hi, grammar):
            return named
        return _opening_name(text, start, end, grammar) if grammar.cased else None
    return None


def _opening_name(text: str, start: int, end: int, grammar: Grammar) -> Subject | None:
    determiner = grammar.determiners.match(text, start, end)
    if determiner is None:
        name = grammar.names.match(text, start, end)
        if name is None or name[0].split()[0].lower() in grammar.times:
            return None
        return Subject(name.span(), bare_name(text, name.span(), grammar), guessed=True)
    name = grammar.names.search(text, determiner.end(), end)
    if name is None or len(text[start : name.start()].split()) > 6:
        return None
    between = WORD.findall(text, determiner.end(), name.start())
    if any(grammar.prepositions.fullmatch(word) and not grammar.inner.fullmatch(word) for word in between):
        return None
    if between and (grammar.prepositions.fullmatch(between[-1]) or grammar.inner.fullmatch(between[-1])):
        return None
    bare = bare_name(text, name.span(), grammar)
    role = stripped(text, start, bare[0]) if between or bare[0] > name.start() else None
    return Subject((start, name.end()), bare, role, guessed=True)


def _introduced(text: str, role: Span, hi: int, grammar: Grammar) -> Subject | None:
    """A beginning like "Its spokesman, Teodor Maas, …": a role with the name after a comma."""
    if not text.startswith(", ", role[1]) or not is_role(text, *role, grammar):
        return None
    stop = STOP.search(text, role[1] + 2, hi)
    name = stripped(text, role[1] + 2, stop.start() if stop else hi)
    return Subject((role[0], name[1]), bare_name(text, name, grammar), role) if is_name(text, *name, grammar) else None


def beside(text: str, start: int, hi: int, grammar: Grammar) -> tuple[Subject, Span] | None:
    """Who stands beside a quotation with a verb that is not known, before or after it; and that verb."""
    stop = STOP.search(text, start, hi)
    end = stop.start() if stop else hi
    if clitic := _CLITIC.match(text, start, end):
        pronoun = clitic.span("one")
        return Subject(pronoun, pronoun, pronoun=True), stripped(text, *clitic.span())
    verb = _VERB.match(text, start, end)
    if verb and not (
        grammar.joints.fullmatch(verb[1])
        or grammar.prepositions.fullmatch(verb[1])
        or grammar.pronouns.fullmatch(verb[1])
    ):
        subject = subject_after(text, verb.end(), hi, grammar)
        if subject and subject.span[0] == verb.end() and _is_somebody(text, subject, grammar):
            return subject, verb.span(1)
    if grammar.verbs_second:
        return None
    first = unjoined(text, start, end, grammar)[0]
    name = grammar.names.match(text, first, end) if grammar.cased else None
    pronoun = word_at(text, first, end)
    if grammar.pronouns.fullmatch(text, *pronoun):
        found, after = Subject(pronoun, pronoun, pronoun=True), pronoun[1]
    elif name:
        found, after = Subject(name.span(), bare_name(text, name.span(), grammar)), name.end()
    else:
        return None
    verb = _END.match(text, after, end)
    return (found, stripped(text, *verb.span())) if verb and end - after < 40 else None


def _is_somebody(text: str, subject: Subject, grammar: Grammar) -> bool:
    return subject.pronoun or text[subject.mention[0]].isupper() or bool(grammar.determiners.match(text, *subject.span))
