"""What a verb of speech reports: the stretch of the sentence before it or after it."""

from __future__ import annotations

import re

from octavo.engine.aids.statements.grammar import Cue, Grammar
from octavo.engine.aids.statements.marks import MASK
from octavo.engine.aids.statements.values import Span
from octavo.engine.aids.statements.verbs import REACH

QUOTED = re.compile(f"{MASK}+")
FAR = 80  # characters from a verb to the preposition before its number
LEAST = 12  # characters of a clause that something may close
NEAR = 36  # to the number itself
# Spanish, French: what is promised or confirmed ends where the same subject does something else
_GOES_ON = re.compile(
    r",?\s(?:y|pero)\s(?:ha|han|había|no|se|le|lo)\s|,?\s(?:et|mais)\s(?:a\s|ont\s|se\s|ne\s|[ns][’'])"
)
_LEADS = re.compile(rf"[^{MASK}]{{0,{REACH}}}?[:,]?\s*(?={MASK})")


def earlier_than(text: str, lo: int, begin: int, grammar: Grammar) -> Span | None:
    """What is said before its verb: a clause or a quotation that ends in a comma or a mark."""
    start, end = trimmed(text, lo, begin)
    if end <= start:
        return None
    gap = text[end:begin].strip()
    if text[end - 1] != MASK and not gap.startswith(","):
        return None
    if text[end - 1] != MASK and grammar.comma_clause and gap != ",":
        return None
    if text[end - 1] != MASK and (
        (grammar.prepositions.match(text, start, end) and end - start < 60) or end - start < 12
    ):
        return None
    while match := grammar.joints.match(text, start, end):
        start = match.end()
    return (start, end) if end > start else None


def later_than(text: str, start: int, hi: int, cue: Cue, grammar: Grammar) -> Span | None:
    """What is said after its verb, from after the conjunction to the end of the sentence."""
    at = start
    while match := grammar.adverbials.match(text, at, hi) or grammar.hearers.match(text, at, hi):
        if match.end() <= at:
            break
        at = match.end()
    conjunction = grammar.that.match(text, at, hi)
    if conjunction:
        return region_of(text, conjunction.end(), hi)
    if text[at : at + 2] == ", " and grammar.own.fullmatch(text, *_word_before(text, start)):
        return region_of(text, at, hi)
    if cue.counts is not None and (counted := _counted(text, at, hi, cue, grammar)):
        return counted
    quoted = _LEADS.match(text, at, hi)
    if quoted and cue.frame == "quoting" and quoted.end() - at < 60:
        return region_of(text, at, hi)
    if quoted and (
        text[at : quoted.end()].rstrip()[-1:] in {":", ","} or (quoted.end() - at < 2 and cue.frame != "that")
    ):
        return region_of(text, quoted.end(), hi)
    return _by_frame(text, at, hi, cue, grammar)


def closed(text: str, region: Span | None, grammar: Grammar) -> Span | None:
    """The region up to where the narrator goes on in a clause of his own: "…, then left the room"."""
    closer = grammar.closers.search(text, region[0] + LEAST, region[1]) if region else None
    return (region[0], closer.start()) if region and closer else region


def _word_before(text: str, end: int) -> Span:
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return start, end


def _counted(text: str, at: int, hi: int, cue: Cue, grammar: Grammar) -> Span | None:
    """The number that a verb gives, with what it counts: "put the toll at nine", to the end of the clause."""
    stop = re.compile(r"[;:]").search(text, at, hi)
    end = stop.start() if stop else hi
    if cue.counts:
        place = re.compile(rf"(?<!\w){cue.counts}(?:\s+|(?=\w))", re.IGNORECASE).search(text, at, min(end, at + FAR))
        number = grammar.numeral.search(text, place.end(), min(end, place.end() + NEAR)) if place else None
    else:
        number = grammar.numeral.search(text, at, min(end, at + NEAR))
    if number is None or MASK in text[at : number.start()]:
        return None
    comma = -1 if grammar.needs_that else text.find(", ", number.end(), end)
    return region_of(text, at, comma if comma > 0 else end)


def _by_frame(text: str, at: int, hi: int, cue: Cue, grammar: Grammar) -> Span | None:
    """What is said after a verb where neither a conjunction nor a quotation follows it directly."""
    if cue.frame == "told":
        return _told(text, at, hi, grammar)
    if cue.frame == "number":
        return None
    if cue.frame in {"quoting", "that"}:
        far = past_conjunction(text, at, hi, grammar)
        return region_of(text, far, hi) if far and cue.frame == "that" else None
    if text[at : at + 1] == "," and not grammar.comma_clause and (far := past_conjunction(text, at, hi, grammar)):
        return region_of(text, far, hi)
    if cue.frame == "rest":
        goes_on = _GOES_ON.search(text, at, hi) if grammar.needs_that and grammar.cased else None
        end = goes_on.start() if goes_on else hi
        comma = text.find(", ", at, end) if grammar.needs_that and cue.kind == "confirms" else -1
        return region_of(text, at, comma if comma > 0 else end)
    return _bare_clause(text, at, hi, grammar)


def _told(text: str, at: int, hi: int, grammar: Grammar) -> Span | None:
    """What somebody is told: after a conjunction, or from the pronoun that follows who is told."""
    if far := past_conjunction(text, at, min(hi, at + 90), grammar):
        return region_of(text, far, hi)
    words = list(re.finditer(r"[\w’'-]+", text[at : min(hi, at + 60)]))[1:6]
    for word in words:
        if grammar.pronouns.fullmatch(word[0]) or word[0] in {"there", "his", "their", "its"}:
            return region_of(text, at + word.start(), hi)
    return None


def _bare_clause(text: str, at: int, hi: int, grammar: Grammar) -> Span | None:
    """A clause without a conjunction; past an adverbial only where a conjunction follows."""
    if grammar.comma_clause:
        return _comma_clause(text, at, hi, grammar)
    start, end = trimmed(text, at, hi)
    if end <= start or text[at:start].strip():
        return None
    if grammar.needs_that:
        start = start if grammar.infinitive.match(text, start, end) else past_conjunction(text, at, hi, grammar) or hi
        return region_of(text, start, hi)
    if grammar.prepositions.match(text, start, end) or grammar.joints.match(text, start, end):
        far = past_conjunction(text, at, hi, grammar)
        return region_of(text, far, hi) if far else None
    return region_of(text, start, hi)


def _comma_clause(text: str, at: int, hi: int, grammar: Grammar) -> Span | None:
    """A clause after a comma or a colon that its mood, its infinitive or its conjunction shows to be reported."""
    far = past_conjunction(text, at, hi, grammar)
    if far:
        return region_of(text, far, hi)
    mark = re.compile(r"[,:]\s").search(text, at, min(hi, at + REACH))
    if mark is None:
        return None
    shown = grammar.reported.search(text, mark.end(), hi) or grammar.subjunctives.search(text, mark.end(), hi)
    if shown or grammar.infinitive.search(text, mark.end(), hi) or text[mark.start()] == ":":
        return region_of(text, mark.end(), hi)
    return None


def past_conjunction(text: str, at: int, hi: int, grammar: Grammar) -> int:
    """The end of a conjunction some words on, in the same clause; 0 where there is none."""
    match = grammar.far.match(text, at, min(hi, at + REACH))
    return match.end() if match else 0


def region_of(text: str, start: int, hi: int) -> Span | None:
    """What is left of ``text[start:hi]`` without its edges; ``None`` where that is next to nothing."""
    start, end = trimmed(text, start, hi)
    return (start, end) if end - start > 2 else None


def pieces_of(text: str, region: Span, grammar: Grammar) -> tuple[Span, ...]:
    """What is said in one piece for each conjunction: "that … and that …"."""
    pieces, start = [], region[0]
    for match in grammar.and_that.finditer(text, *region):
        pieces.append(trimmed(text, start, match.start()))
        start = match.end()
    return tuple(piece for piece in (*pieces, trimmed(text, start, region[1])) if piece[1] - piece[0] > 2)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without spaces, commas, colons and dashes at its edges."""
    while start < end and (text[start].isspace() or text[start] in ",;:.–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    return start, end
