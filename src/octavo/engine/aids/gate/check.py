"""The gate: a sentence is shown only when its passages bear it out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from octavo.engine.aids.gate import facts, names, quotes
from octavo.engine.aids.gate.names import respelt
from octavo.engine.aids.gate.support import cover, stretch, support
from octavo.engine.aids.gate.tokens import Prepared, Token, prepared, tokens_of
from octavo.engine.aids.gate.turned import turned
from octavo.engine.aids.gate.values import Knowledge, Passage, Reason, Verdict

LEAST = 0.2  # support, 0 to 1
LONGEST = 1200  # characters: what is longer and stands nowhere so is no sentence
ONE_STORY = 0.15  # cosine of the telling words of two reports of one story, at the least
VECTOR_SHARE = 0.3  # of the cosine, where vectors are passed in
_NOTHING = Knowledge()
_ENDED = re.compile(r"[.!?…。！？؟][”\"»」』“’')\]]*\s*$|[。！？][」』]?$")
_STOP = re.compile(r"(?<=[^\W\d_]{2})[.](?=\s)|(?<=\d)[.](?=\s[^\Wa-z\d])|[!?؟。！？\n]")


def check(sentence: str, language: str, passages: Sequence[Passage], known: Knowledge = _NOTHING) -> Verdict:
    """Judge a sentence by the passages it cites.

    Args:
        sentence: plain text, by whoever wrote it: chosen, fused or made by a model.
        language: BCP 47, of the sentence.
        passages: what it cites. Its own relative dates are counted from the publication of the first.
        known: other spellings of names, a gazetteer, and a measure of meaning; none is needed.

    Returns:
        The verdict, with the first reason found: quotes first, then numbers, dates, names, places, negation, support.
    """
    words = sentence.strip()
    given = tuple(passage for passage in passages if passage.words.strip())
    if any(_verbatim(words, one) for one in given) and not quotes.unfound(words, [one.words for one in given]):
        return Verdict(kept=True)
    if len(words) > LONGEST:
        return Verdict(kept=False, reason=Reason.UNSUPPORTED, score=0.0)
    if not given or not any(token.weight >= 1 for token in prepared(words, language, given[0].published).tokens):
        return Verdict(kept=False, reason=Reason.EMPTY, score=0.0)
    if missing := quotes.unfound(words, [one.words for one in given]):
        return Verdict(kept=False, reason=Reason.QUOTE, words=missing, score=0.0)
    theirs = tuple(prepared(one.words, one.language, one.published) for one in given)
    ours = respelt(prepared(words, language, given[0].published), theirs, known)
    case = _Case(ours, language, given, theirs, known)
    score = _score(case)
    for reason, at_fault in _faults(case, score):
        if at_fault is not None:
            return Verdict(kept=False, reason=reason, words=at_fault, score=score)
    return Verdict(kept=True, score=score)


@dataclass(frozen=True, slots=True)
class _Case:
    """A sentence with what it is judged by."""

    ours: Prepared
    language: str
    passages: tuple[Passage, ...]
    theirs: tuple[Prepared, ...]
    known: Knowledge


def _faults(case: _Case, score: float) -> Iterator[tuple[Reason, tuple[str, ...] | None]]:
    """Each reason in turn with the words at fault; nothing where there is no fault."""
    ours, theirs = case.ours, case.theirs
    yield Reason.NUMBER, facts.wrong_numbers(ours, theirs) or None
    yield Reason.DATE, facts.wrong_dates(ours, theirs) or None
    yield Reason.NAME, names.wrong_names(ours, theirs, case.language, case.known) or None
    yield Reason.PLACE, names.wrong_places(ours.text, case.passages, case.language, case.known) or None
    whole = [prepared(_whole(one), one.language, one.published) for one in case.passages]
    yield Reason.TURNED, turned(ours, whole, case.language) or None
    yield Reason.MERGED, () if _merged(case) else None
    yield Reason.UNSUPPORTED, stretch(ours, theirs) or (_unsupported(ours, theirs) if score < LEAST else None)


def _verbatim(words: str, passage: Passage) -> bool:
    """Whether the sentence stands in the passage from the beginning of a sentence to the end of one."""
    first, last = passage.span or (0, len(passage.text))
    at = passage.text.find(words, first, last)
    if at < 0:
        return False
    before, after = passage.text[:at].rstrip(" "), passage.text[at + len(words) :]
    ended = bool(_ENDED.search(words)) or bool(re.match(r"[.!?。！？]", after)) or not after.strip()
    return ended and (not before or bool(_ENDED.search(before)) or before.endswith("\n"))


def _whole(passage: Passage) -> str:
    """The cited words with the rest of the sentences they were cut from."""
    first, last = passage.span or (0, len(passage.text))
    start = max((match.end() for match in _STOP.finditer(passage.text, 0, first)), default=0)
    end = _STOP.search(passage.text, max(first, last - 1))
    return passage.text[start : end.end() if end else len(passage.text)]


def _score(case: _Case) -> float:
    lexical = support(case.ours, case.theirs)
    if case.known.similarity is None:
        return lexical
    alike = max(case.known.similarity(case.ours.text, one.words) for one in case.passages)
    return (1 - VECTOR_SHARE) * lexical + VECTOR_SHARE * alike


def _merged(case: _Case) -> bool:
    """Whether the sentence needs passages of two texts that have hardly a word in common: two stories made one."""
    texts: dict[str, set[str]] = {}
    for passage, made in zip(case.passages, case.theirs, strict=True):
        texts.setdefault(passage.text, set()).update(_heavy(made.tokens))
    if len(texts) < 2:
        return False
    mine = _heavy(case.ours.tokens)
    best = max(texts, key=lambda text: len(mine & texts[text]))
    alone = {word for text, words in texts.items() if text != best for word in mine & words} - texts[best]
    if len(alone) * 5 < len(mine):
        return False
    whole = [_heavy(tokens_of(text, case.language)) for text in texts]
    return len(whole[0] & whole[1]) < ONE_STORY * math.sqrt(len(whole[0]) * len(whole[1]))


def _heavy(tokens: Sequence[Token]) -> set[str]:
    """The words that say something; of scripts without spaces, pairs of characters."""
    if any(token.text > "\u2fff" and len(token.text) == 1 for token in tokens[:20]):
        return {one.folded + other.folded for one, other in pairwise(tokens) if one.weight >= 1 and other.weight >= 1}
    return {token.soft for token in tokens if token.weight >= 1}


def _unsupported(ours: Prepared, theirs: Sequence[Prepared]) -> tuple[str, ...]:
    every = {key for one in theirs for token in one.tokens for key in (token.folded, token.soft)}
    return tuple(token.text for token in ours.tokens if token.weight >= 1 and not cover([token], every))
