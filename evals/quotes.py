"""How well is found who says what: attributions of American political news, German Wikinews, the sample press.

A span is compared by its characters, quotation marks and the punctuation at its edges left out on both sides.
``overlap_f1_direct`` and its like: precision over the characters we give as that form, right where any gold
content has them; recall over the gold characters of that form, right where any of our statements has them.
``overlap_f1_*_strict`` wants the same form on both sides. ``speaker_accuracy``: of the gold attributions with
a speaker of which at least half was found, the share whose speaker we give: the words beside the cue overlap
the gold ones, or the fullest mention is them.

``press`` is scored as any stream is (``evals.statements``); ``press_unseen`` is the half of its stories that was not
looked at when cue words and rules were made.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

from evals.gold import press as sample
from evals.scores import harmonic, mean
from evals.statements import characters, of_stream, same_name
from octavo.engine.aids.statements import Statement, statements_of

Scores = Mapping[str, float | int]
_POLNEAR, _GERMAN = ("direct", "mixed", "indirect"), ("direct", "indirect")


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
    return of_stream(sample())


def press_unseen(_: Path) -> Scores:
    """The stories of it that nothing was tuned on."""
    return of_stream(sample().halves()[1])


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
        (one["type"] if one["type"] in forms else "indirect", characters(text, one["content"]), one)
        for one in line["quotes"]
    ]
    ours = [(one.form, characters(text, one.spans), one) for one in found]
    if line["language"] == "de":  # where words in marks stand apart from the clause around them
        ours = [("indirect" if form == "mixed" else form, chars, one) for form, chars, one in ours]
        ours += [("direct", characters(text, one.quoted), one) for one in found if one.quoted]
    everything = set().union(*(chars for _, chars, _ in gold)) if gold else set()
    covered = set().union(*(chars for _, chars, _ in ours)) if ours else set()
    for form in ("direct", "mixed", "indirect"):
        theirs = set().union(*(chars for kind, chars, _ in gold if kind == form))
        said = set().union(*(chars for kind, chars, _ in ours if kind == form))
        tally.said[form] += len(said)
        tally.right[form] += len(said & everything)
        tally.strict[form] += len(said & theirs)
        tally.gold[form] += len(theirs)
        tally.found[form] += len(theirs & covered)
        tally.strictly[form] += len(theirs & said)
    for form, chars, one in gold:
        if not one.get("speaker"):
            continue
        nearest = max(ours, key=lambda our: len(our[1] & chars), default=None)
        if nearest is None or 2 * len(nearest[1] & chars) < len(chars):
            continue
        right = _same_speaker(text, nearest[2], one)
        tally.speakers.append(right)
        tally.by_form[form].append(right)


def _same_speaker(text: str, ours: Statement, gold: Mapping[str, Any]) -> bool:
    spans = [(begin, end) for begin, end in gold["speaker"]]
    if any(start < end_ and begin < end for start, end in (ours.mention, ours.speaker.span) for begin, end_ in spans):
        return True
    words = " ".join(text[begin:end] for begin, end in spans)
    return same_name(ours.speaker.text, words)


SETS: dict[str, Callable[[Path], Scores]] = {
    "polnear": polnear,
    "polnear_unseen": polnear_unseen,
    "german": german,
    "german_unseen": german_unseen,
    "press": press,
    "press_unseen": press_unseen,
}
