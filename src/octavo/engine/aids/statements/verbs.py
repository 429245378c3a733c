"""Verbs of speech: where one stands in a sentence and is no noun, not denied and not passive."""

from __future__ import annotations

import re
from dataclasses import dataclass

from octavo.engine.aids.statements.grammar import Cue, Grammar, plain
from octavo.engine.aids.statements.marks import MASK
from octavo.engine.aids.statements.values import Span

REACH = 160  # characters in which a conjunction may follow its verb


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of speech as found; what is reported begins after ``end``, which is after the verb or its particle."""

    span: Span
    cue: Cue
    end: int
    split: bool = False


def verbs_in(text: str, lo: int, hi: int, grammar: Grammar) -> list[Verb]:
    """The verbs of speech in ``text[lo:hi]``, in order."""
    verbs: list[Verb] = []
    for match in grammar.found(text, lo, hi):
        verb = _verb(text, match, hi, grammar)
        if verb is None or grammar.negations.search(text, max(lo, match.start() - 24), match.start()):
            continue
        if grammar.noun_before.search(text, max(lo, match.start() - 16), match.start()):
            continue
        if grammar.cased and match[0][0].isupper() and text[lo : match.start()].strip(f" {MASK}—–-"):
            continue
        if verb.cue.participle and not auxiliary(text, lo, match.start(), grammar):
            continue
        if grammar.negations_after.match(text, verb.end, hi) or _is_passive(text, lo, match, grammar):
            continue
        verbs.append(verb)
    return verbs


def _verb(text: str, match: re.Match[str], hi: int, grammar: Grammar) -> Verb | None:
    form = plain(match[0])
    for particle, pattern in grammar.particles.items():
        cue = grammar.cues.get(f"{form}+{particle}")
        place = pattern.search(text, match.end(), min(hi, match.end() + REACH)) if cue else None
        if cue and place and not re.search(r",\s", text[match.end() : place.start()]):
            return Verb(match.span(), cue, place.end(), split=True)
    cue = grammar.cues.get(form)
    return Verb(match.span(), cue, match.end()) if cue else None


def _is_passive(text: str, lo: int, verb: re.Match[str], grammar: Grammar) -> bool:
    """True of "was told", of "wurde … bestätigt"."""
    start = verb.start()
    if grammar.comma_clause:
        if auxiliary(text, lo, start, grammar) or not verb[0].endswith(("t", "n")):
            return False
        clause = max(lo, start - REACH, text.rfind(", ", lo, start))
        return bool(grammar.passives.search(text, clause, start))
    near = text[max(lo, start - 24) : start].split()[-2:]
    return (
        bool(near)
        and not grammar.participles.match(text, start, verb.end())
        and any(
            grammar.passives.fullmatch(word)
            for word in near[-1:] + [one for one in near[:1] if near[-1].endswith("ly")]
        )
    )


def verb_start(text: str, lo: int, start: int, verb: Verb, grammar: Grammar) -> int:
    """Where the verb's group begins: at its auxiliary, which may stand far from a participle."""
    place = auxiliary(text, lo, start, grammar) if verb.cue.participle or verb.cue.either else None
    return place[0] if place else start


def auxiliary(text: str, lo: int, start: int, grammar: Grammar) -> Span | None:
    """The auxiliary of a participle: the last one before it in its clause."""
    floor = max(lo, start - REACH)
    last = None
    for match in grammar.auxiliaries.finditer(text, floor, start):
        last = match
    return last.span() if last and ", " not in text[last.end() : start] else None


def tail_start(text: str, lo: int, start: int, grammar: Grammar) -> int:
    """Where the auxiliaries and adverbs before a verb begin."""
    tail = grammar.tail.search(text, max(lo, start - 60), start)
    return tail.start() if tail else start
