"""How well is found who says what: attributions of American political news, German Wikinews, the sample press.

A span is compared by its characters, quotation marks and the punctuation at its edges left out on both sides.
``overlap_f1_direct`` and its like: precision over the characters we give as that form, right where any gold
content has them; recall over the gold characters of that form, right where any of our statements has them.
``overlap_f1_*_strict`` wants the same form on both sides. ``speaker_accuracy``: of the gold attributions with
a speaker of which at least half was found, the share whose speaker we give: the words beside the cue overlap
the gold ones, or the fullest mention is them.

``press`` follows the layout of a stream with gold: a statement is found where its words overlap a gold one's by
half or more (of their union), and right where the speaker's name is. By form, what is found counts under the form
of the gold. The gold is an editor's choice of about six statements an article, nearly all of the direct and some of
the indirect ones: ``statement_precision`` counts every other true one as wrong.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from evals.scores import harmonic, mean
from octavo.engine.aids.statements import Statement, statements_of
from octavo.engine.text import folded_words
from octavo.press.newsroom import load as load_press
from octavo.press.values import Article
from octavo.press.values import Statement as Gold

Scores = Mapping[str, float | int]
Span = tuple[int, int]
_POLNEAR, _GERMAN = ("direct", "mixed", "indirect"), ("direct", "indirect")
_EDGES = " \n\t.,;:!?…\"'“”„‟«»‹›‘’‚「」『』—–-`。，、！？（）()"


@dataclass(slots=True)
class Tally:
    """Characters, counted by form."""

    said: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    strict: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    strictly: Counter[str] = field(default_factory=Counter)
    speakers: list[bool] = field(default_factory=list)
    by_form: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    seconds: float = 0.0


def polnear(data: Path) -> Scores:
    """American political news; annotates wishes and beliefs too."""
    return _attributions(data / "quotes" / "polnear.jsonl.gz", _POLNEAR)


def polnear_unseen(data: Path) -> Scores:
    """Every second text of it: the half that nothing was tuned on."""
    return _attributions(data / "quotes" / "polnear.jsonl.gz", _POLNEAR, 1)


def german(data: Path) -> Scores:
    """German Wikinews; what is not direct there may have no cue at all (free indirect speech)."""
    return _attributions(data / "quotes" / "german.jsonl.gz", _GERMAN)


def german_unseen(data: Path) -> Scores:
    """Every second text of it: the half that nothing was tuned on."""
    return _attributions(data / "quotes" / "german.jsonl.gz", _GERMAN, 1)


def press(_: Path) -> Scores:
    """The sample press in its nine languages."""
    return _press(load_press(date(2026, 1, 28)).articles)


def _attributions(path: Path, forms: Sequence[str], half: int | None = None) -> Scores:
    tally, count = _tally(path, forms, half)
    scores: dict[str, float | int] = {"n": count}
    groups = {form: (form,) for form in forms} | {"all": tuple(forms)}
    if "mixed" in forms:
        groups["direct_mixed"] = ("direct", "mixed")
    for name, kinds in groups.items():
        precision = _share(tally.right, tally.said, kinds)
        recall = _share(tally.found, tally.gold, kinds)
        scores |= {
            f"overlap_f1_{name}": harmonic(precision, recall),
            f"precision_{name}": precision,
            f"recall_{name}": recall,
            f"speaker_accuracy_{name}": mean(one for kind in kinds for one in tally.by_form[kind]),
        }
        if len(kinds) == 1:
            strict = harmonic(_share(tally.strict, tally.said, kinds), _share(tally.strictly, tally.gold, kinds))
            scores[f"overlap_f1_{name}_strict"] = strict
    scores["speaker_accuracy"] = mean(tally.speakers)
    return {**scores, "milliseconds": round(1000 * tally.seconds / count, 2)}


def _share(part: Counter[str], whole: Counter[str], kinds: Iterable[str]) -> float:
    kinds = tuple(kinds)
    return sum(part[kind] for kind in kinds) / max(1, sum(whole[kind] for kind in kinds))


def _tally(path: Path, forms: Sequence[str], half: int | None) -> tuple[Tally, int]:
    tally, count = Tally(), 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if half is not None and number % 2 != half:
                continue
            count += 1
            article = json.loads(line)
            begun = process_time()
            found = statements_of(article["text"].split("\n\n"), article["language"])
            tally.seconds += process_time() - begun
            _count(tally, article, found, forms)
    return tally, count


def _count(tally: Tally, line: Mapping[str, Any], found: Sequence[Statement], forms: Sequence[str]) -> None:
    text = line["text"]
    gold = [
        (one["type"] if one["type"] in forms else "indirect", _characters(text, one["content"]), one)
        for one in line["quotes"]
    ]
    ours = [(one.form, _characters(text, one.spans), one) for one in found]
    if line["language"] == "de":  # where words in marks stand apart from the clause around them
        ours = [("indirect" if form == "mixed" else form, characters, one) for form, characters, one in ours]
        ours += [("direct", _characters(text, one.quoted), one) for one in found if one.quoted]
    everything = set().union(*(characters for _, characters, _ in gold)) if gold else set()
    covered = set().union(*(characters for _, characters, _ in ours)) if ours else set()
    for form in ("direct", "mixed", "indirect"):
        theirs = set().union(*(chars for kind, chars, _ in gold if kind == form))
        said = set().union(*(chars for kind, chars, _ in ours if kind == form))
        tally.said[form] += len(said)
        tally.right[form] += len(said & everything)
        tally.strict[form] += len(said & theirs)
        tally.gold[form] += len(theirs)
        tally.found[form] += len(theirs & covered)
        tally.strictly[form] += len(theirs & said)
    for form, characters, one in gold:
        if not one.get("speaker"):
            continue
        nearest = max(ours, key=lambda our: len(our[1] & characters), default=None)
        if nearest is None or 2 * len(nearest[1] & characters) < len(characters):
            continue
        right = _same_speaker(text, nearest[2], one)
        tally.speakers.append(right)
        tally.by_form[form].append(right)


def _characters(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    """The characters of the spans without their edges and without white space."""
    characters: set[int] = set()
    for span in spans:
        start, end = _trimmed(text, (span[0], span[1]))
        characters.update(at for at in range(start, end) if not text[at].isspace())
    return characters


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _same_speaker(text: str, ours: Statement, gold: Mapping[str, Any]) -> bool:
    spans = [(begin, end) for begin, end in gold["speaker"]]
    if any(start < end_ and begin < end for start, end in (ours.mention, ours.speaker.span) for begin, end_ in spans):
        return True
    words = " ".join(text[begin:end] for begin, end in spans)
    return same_name(ours.speaker.text, words)


def same_name(one: str, other: str) -> bool:
    """Whether two mentions share what names somebody: all the words of the shorter, and one that is no small word."""
    ours, theirs = set(folded_words(one)), set(folded_words(other))
    smaller, larger = sorted((ours, theirs), key=len)
    return any(len(word) > 1 for word in smaller) and len(smaller & larger) * 3 >= len(smaller) * 2


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


def _press(articles: Sequence[Article]) -> Scores:
    total: dict[str, Hits] = defaultdict(Hits)
    kinds: list[bool] = []
    begun, costs = 0.0, []
    for article in articles:
        begun = process_time()
        ours = statements_of(article.paragraphs, article.language)
        costs.append(process_time() - begun)
        pairs = pairs_of("\n\n".join(article.paragraphs), ours, article.gold.statements)
        forms = {id(said): one.form for one, said in pairs.items()}
        for said in ours:
            for key in _keys(article.language, forms.get(id(said), said.form.replace("mixed", "indirect"))):
                total[key].said += 1
        for one in article.gold.statements:
            found = pairs.get(one)
            right = found is not None and same_name(found.speaker.text, one.speaker)
            kinds += [found.kind == one.kind] if found else []
            for key in _keys(article.language, one.form):
                total[key].gold += 1
                total[key].found += found is not None
                total[key].right += right
    scores: dict[str, float | int] = {"n": len(articles), "kind_accuracy": mean(kinds)}
    scores["milliseconds_median"] = round(sorted(costs)[len(costs) // 2] * 1000, 2)
    for key in sorted(total):
        scores |= total[key].scores(key)
    return scores


def _keys(language: str, form: str) -> tuple[str, ...]:
    return "", f"_{language}", f"_{form}", f"_{language}_{form}"


def pairs_of(text: str, ours: Sequence[Statement], gold: Sequence[Gold]) -> dict[Gold, Statement]:
    """Which of our statements is which of the gold ones: each once, the best overlaps first."""
    graded = []
    for one in gold:
        at = text.find(one.words)
        theirs = _characters(text, [(at, at + len(one.words))])
        for number, said in enumerate(ours):
            best = max(_overlap(_characters(text, spans), theirs) for spans in _readings(said))
            if best >= 0.5:
                graded.append((best, number, one))
    pairs: dict[Gold, Statement] = {}
    taken: set[int] = set()
    for _, number, one in sorted(graded, key=lambda grade: -grade[0]):
        if one not in pairs and number not in taken:
            pairs[one] = ours[number]
            taken.add(number)
    return pairs


def _readings(said: Statement) -> list[Sequence[Span]]:
    """What may stand for a statement: all of it, or one piece of a quotation that is interrupted."""
    return [said.spans, *((span,) for span in (*said.spans, *said.quoted))]


def _overlap(ours: set[int], theirs: set[int]) -> float:
    return len(ours & theirs) / max(1, len(ours | theirs))


SETS: dict[str, Callable[[Path], Scores]] = {
    "polnear": polnear,
    "polnear_unseen": polnear_unseen,
    "german": german,
    "german_unseen": german_unseen,
    "press": press,
}
