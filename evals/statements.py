"""How well the statements of a stream are found: where its words meet the gold's, and the speaker is the gold's.

A statement is found where its words overlap a gold one's by half or more (of their union): all of them, or one of the
pieces that an interruption parts. It is right where the speaker's name is, too. Each counts once. By form, what is
found counts under the form of the gold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import process_time

from evals.gold import Report, Span, Stream, standing
from evals.scores import mean
from octavo.engine.aids.statements import Statement, statements_of
from octavo.engine.text import folded_words
from octavo.press.values import Statement as Gold

LEAST = 0.5  # of the union of two spans
_EDGES = " \n\t.,;:!?…\"'“”„‟«»‹›‘’‚「」『』—–-`。，、！？（）()"


@dataclass(slots=True)
class Hits:
    """Statements of one language or form."""

    gold: int = 0
    said: int = 0
    found: int = 0
    right: int = 0

    def scores(self, suffix: str = "") -> dict[str, float]:
        """F1 of the spans, F1 with the speaker right, and what they are made of."""
        both = self.gold + self.said
        return {
            f"statement_f1{suffix}": 2 * self.right / max(1, both),
            f"statement_span_f1{suffix}": 2 * self.found / max(1, both),
            f"statement_precision{suffix}": self.found / max(1, self.said),
            f"statement_recall{suffix}": self.found / max(1, self.gold),
            f"speaker_accuracy{suffix}": self.right / max(1, self.found),
        }


def of_stream(stream: Stream) -> dict[str, float | int]:
    """The scores of a stream, in all, by language and by form."""
    total: dict[str, Hits] = defaultdict(Hits)
    kinds: list[bool] = []
    costs: list[float] = []
    for report in stream.reports:
        begun = process_time()
        ours = statements_of(report.paragraphs, report.language)
        costs.append(process_time() - begun)
        kinds += _count(total, report, ours)
    scores: dict[str, float | int] = {"n": len(stream.reports), "kind_accuracy": mean(kinds)}
    scores["milliseconds_median"] = round(sorted(costs)[len(costs) // 2] * 1000, 2)
    for key in sorted(total):
        scores |= total[key].scores(key)
    return scores


def _count(total: Mapping[str, Hits], report: Report, ours: Sequence[Statement]) -> list[bool]:
    """Count one report; returns whether the kind of each found statement is right."""
    pairs = pairs_of(report.text, ours, report.statements)
    forms = {id(said): report.statements[number].form for number, said in pairs.items()}
    for said in ours:
        for key in _keys(report.language, forms.get(id(said), said.form.replace("mixed", "indirect"))):
            total[key].said += 1
    kinds = []
    for number, one in enumerate(report.statements):
        found = pairs.get(number)
        right = found is not None and same_name(found.speaker.text, one.speaker)
        kinds += [found.kind == one.kind] if found else []
        for key in _keys(report.language, one.form):
            total[key].gold += 1
            total[key].found += found is not None
            total[key].right += right
    return kinds


def _keys(language: str, form: str) -> tuple[str, ...]:
    primary = language.split("-", maxsplit=1)[0]
    return "", f"_{primary}", f"_{form}", f"_{primary}_{form}"


def pairs_of(text: str, ours: Sequence[Statement], gold: Sequence[Gold]) -> dict[int, Statement]:
    """Which of our statements each gold one is, by its number: each once, the best overlaps first."""
    graded = []
    for at, one in enumerate(gold):
        places = [characters(text, [span]) for span in standing(text, one.words)]
        for number, said in enumerate(ours):
            best = max(
                (_overlap(characters(text, spans), place) for spans in _readings(said) for place in places), default=0.0
            )
            if best >= LEAST:
                graded.append((best, number, at))
    pairs: dict[int, Statement] = {}
    taken: set[int] = set()
    for _, number, at in sorted(graded, key=lambda grade: -grade[0]):
        if at not in pairs and number not in taken:
            pairs[at] = ours[number]
            taken.add(number)
    return pairs


def _readings(said: Statement) -> list[tuple[Span, ...]]:
    """What may stand for a statement: all of it, or one piece of a quotation that is interrupted."""
    return [said.spans, *((span,) for span in (*said.spans, *said.quoted))]


def _overlap(ours: frozenset[int], theirs: frozenset[int]) -> float:
    return len(ours & theirs) / max(1, len(ours | theirs))


def characters(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """The characters of the spans without their edges and without white space."""
    return _characters(text, tuple((span[0], span[1]) for span in spans))


@lru_cache(maxsize=4096)
def _characters(text: str, spans: tuple[Span, ...]) -> frozenset[int]:
    found: set[int] = set()
    for span in spans:
        start, end = _trimmed(text, span)
        found.update(at for at in range(start, end) if not text[at].isspace())
    return frozenset(found)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def same_name(one: str, other: str) -> bool:
    """Whether two mentions share what names somebody: all the words of the shorter, and one that is no small word."""
    ours, theirs = set(folded_words(one)), set(folded_words(other))
    smaller, larger = sorted((ours, theirs), key=len)
    return any(len(word) > 1 for word in smaller) and len(smaller & larger) * 3 >= len(smaller) * 2
