"""A whole stream against what a careful editor says: ``python -m evals stream --data DIR``.

Any folder of the stream layout does; without one the sample press is written to a temporary folder. Articles come in
the order of publication, each decided once: copies are folded by ``engine.copies`` and stand for nothing, the rest is
put into stories by ``evals.stories``. ``b3_*`` here are over all articles, copies with their originals, as found.
``b3_f1_own`` leaves the copies that were found out. Related lists are those of ``evals.related``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals import copies, related, stories
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
    """The scores of a stream that concern stories."""
    gold = {line["id"]: line for line in lines(folder / "gold.jsonl")}
    articles = sorted(lines(folder / "articles.jsonl"), key=lambda line: (line["published"], line["url"]))
    items = [stories.item_of(line, gold[line["id"]]["story"]) for line in articles]
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
        **copies.pair_scores(folded, copies.rooted({key: line.get("copy_of", key) for key, line in gold.items()})),
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
