"""A whole stream against what a careful editor says: ``python -m evals stream --data DIR``.

Any folder of the stream layout does; without one the sample press is written to a temporary folder. Articles come in
the order of publication, each decided once: copies are folded by ``engine.copies`` and stand for nothing, the rest is
put into stories by ``evals.stories``. ``b3_*`` here are over all articles, copies with their originals, as found.
``b3_f1_own`` leaves the copies that were found out. Related lists are those of ``evals.related``, questions those of
``evals.ask``. Statements, figures, differences and events are scored by ``evals.statements`` and ``evals.figures``,
places by the gazetteer with the sample press's own: a folder of another invented world scores low there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals import ask, copies, figures, gold, places, related, statements, stories
from octavo.engine.stories import weights
from octavo.press.export import export
from octavo.press.newsroom import load as load_press

Scores = Mapping[str, float | int]


def stream(data: Path) -> Scores:
    """The folder itself where it is a stream, else the sample press."""
    if (data / "gold.jsonl").exists():
        return scored(data)
    with TemporaryDirectory() as folder:
        export(load_press(stories.FIRST_DAY), Path(folder))
        return scored(Path(folder))


def scored(folder: Path) -> Scores:
    """All scores of a stream."""
    return {**of_stories(folder), **of_aids(folder), **of_questions(folder)}


def of_aids(folder: Path) -> Scores:
    """What the reading aids find in each article and story."""
    told = gold.read(folder)
    parts = (
        statements.of_stream(told),
        figures.of_stream(told),
        figures.differences_of_stream(told),
        figures.events_of_stream(told),
        places.of_stream(told),
    )
    left_out = {"n", "shown", "milliseconds_median"}
    return {name: value for part in parts for name, value in part.items() if name not in left_out}


def of_questions(folder: Path) -> Scores:
    """Answers to the readers' questions; nothing where no model was built."""
    try:
        return {name: value for name, value in ask.of_stream(folder).items() if name != "n"}
    except FileNotFoundError as missing:
        print(f"stream: questions not asked, {missing.strerror}", file=sys.stderr)
        return {}


def of_stories(folder: Path) -> Scores:
    """The scores that concern copies, stories and related articles."""
    listed = {line["id"]: line for line in lines(folder / "gold.jsonl")}
    articles = sorted(lines(folder / "articles.jsonl"), key=lambda line: (line["published"], line["url"]))
    items = [stories.item_of(line, listed[line["id"]]["story"]) for line in articles]
    folded = {key: row["original"] or key for key, row in copies.decided(copies.stream_texts(folder)).items()}
    copied = {key: end for key, end in folded.items() if end != key}
    own = [item for item in items if item.key not in copied]
    told = stories.stream_of(own, stories.embedded(own), weights(stories.MODEL))
    found = stories.second_look(told, stories.first_pass(told))
    place = dict(zip((item.key for item in own), found, strict=True))
    everywhere = [place[original(item.key, copied)] for item in items]
    f1, precision, recall = stories.b_cubed(everywhere, [item.story for item in items])
    languages = [item.language for item in items]
    return {
        "n": len(items),
        **copies.pair_scores(folded, copies.rooted({key: line.get("copy_of", key) for key, line in listed.items()})),
        "b3_f1": f1,
        "b3_precision": precision,
        "b3_recall": recall,
        "b3_f1_cross": stories.b_cubed_cross(everywhere, [item.story for item in items], languages),
        "b3_f1_own": stories.b_cubed(found, [item.story for item in own])[0],
        "groups": len(set(found)),
        "gold_groups": len({item.story for item in items}),
        **{f"related_{name}": value for name, value in related.of_stream(folder).items() if name != "n"},
    }


def original(key: str, copied: Mapping[str, str]) -> str:
    """What an article is a copy of, at the end of the chain; itself where it is none."""
    while key in copied:
        key = copied[key]
    return key


def lines(file: Path) -> Sequence[dict[str, Any]]:
    """The lines of a JSONL file."""
    with file.open(encoding="utf-8") as opened:
        return [json.loads(line) for line in opened]


SETS: dict[str, Callable[[Path], Scores]] = {"stream": stream}
