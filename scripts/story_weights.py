"""Fit the weights of ``octavo.engine.stories`` and write ``stories.toml``: ``python scripts/story_weights.py``.

Each set gives its articles' pairs: every article with its 40 nearest. A logistic regression (Newton's method, a little
ridge) says from the signals whether the two are of one story. Every set weighs the same, and one pair in five counts
as positive, whatever the set has. So the fit is made of ``ecbplus``, ``neus`` and the sample press, which are also what
``python -m evals stories`` measures; ``--folds`` prints how well pairs of stories that were left out are told apart.
Thresholds and the weight of time are set by hand, in ``HAND``: no set has articles of one event that are years apart.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from evals.__main__ import DATA
from evals.stories import (
    FIRST_DAY,
    HASHED,
    MODEL,
    Item,
    Stream,
    embedded,
    hashed,
    nearest,
    of_file,
    of_stream,
    stream_of,
)
from octavo.engine.stories import Member, likeness, weights
from octavo.engine.stories.review import NEAREST
from octavo.press.export import export
from octavo.press.newsroom import load as load_press

FILE = Path(__file__).resolve().parents[1] / "src" / "octavo" / "engine" / "stories" / "stories.toml"
SIGNALS = ("meaning", "words", "names", "numbers", "numbered", "named", "quiet", "crowd", "shared")
USED = {
    "near": ("meaning", "words", "names", "numbers", "numbered"),
    "far": ("meaning", "names", "numbers", "numbered", "named"),
    "near_again": ("meaning", "words", "names", "numbers", "numbered", "quiet", "crowd", "shared"),
    "far_again": ("meaning", "names", "numbers", "numbered", "named", "quiet", "crowd", "shared"),
}
HAND: Mapping[str, Mapping[str, float]] = {
    MODEL: {"best": 0.0, "join": -0.25, "merge": 0.0, "split": -0.8, "follow": 0.365},
    HASHED: {"best": 0.0, "join": 0.25, "merge": 0.0, "split": -0.6, "follow": 0.4},
}
DAYS = -0.15  # a scale's weight of time
PAIRS = 40  # of the nearest, for each article
POSITIVE = 0.2  # share of pairs of one story
RIDGE = 3.0
FOLDS = 5

Floats = NDArray[np.float64]
Pairs = tuple[Floats, NDArray[np.bool_], NDArray[np.bool_], NDArray[np.int64]]  # signals, same story, language; fold


def pairs_of(stream: Stream) -> Pairs:
    """The signals of all pairs, whether they are of one story and of one language, and the fold of the younger."""
    members = [stream.member(row) for row in range(len(stream.items))]
    rows = sorted({(max(pair), min(pair)) for row in range(len(members)) for pair in partners(stream, row)})
    items = stream.items
    return (
        np.array([signals(members[row], members[other]) for row, other in rows]),
        np.array([items[row].story == items[other].story for row, other in rows]),
        np.array([items[row].language == items[other].language for row, other in rows]),
        np.array([zlib.crc32(topic(items[row]).encode()) % FOLDS for row, _ in rows]),
    )


def topic(item: Item) -> str:
    """What is kept together in a fold: the two like events of a topic, or a story."""
    return item.story.removesuffix("plus").removesuffix("ecb") if item.story.startswith("ecbplus") else item.story


def partners(stream: Stream, row: int) -> list[tuple[int, int]]:
    """An article with each of its nearest."""
    cosines = stream.matrix @ stream.matrix[row]
    cosines[row] = -1
    return [(row, other) for other in nearest(cosines, PAIRS)]


def signals(a: Member, b: Member) -> list[float]:
    """The signals of two articles, in the order of ``SIGNALS``."""
    low, high = sorted((a.crowd, b.crowd))
    both = len(a.near.keys() & b.near.keys()) / NEAREST
    numbered, named = bool(a.trace.numbers and b.trace.numbers), bool(a.trace.names and b.trace.names)
    return [float(a.vector @ b.vector), *likeness(a.trace, b.trace), numbered, named, low, high, both]


def fitted(sets: Sequence[Pairs], scale: str, without: int = -1) -> dict[str, float]:
    """A scale's weights, from all folds but one."""
    columns = [SIGNALS.index(name) for name in USED[scale]]
    xs, ys, counts = [], [], []
    for table, same, near, fold in sets:
        chosen = (near == scale.startswith("near")) & (fold != without)
        if not (same[chosen].any() and (~same[chosen]).any()):
            continue
        y = same[chosen]
        xs.append(table[chosen][:, columns])
        ys.append(y)
        counts.append(np.where(y, POSITIVE / y.sum(), (1 - POSITIVE) / (~y).sum()) * 1000)
    if not xs:
        return {"base": -6.0}
    found = logistic(np.concatenate(xs), np.concatenate(ys).astype(float), np.concatenate(counts))
    return dict(zip(("base", *USED[scale]), found.tolist(), strict=True))


def logistic(x: Floats, y: Floats, counts: Floats) -> Floats:
    """Logistic regression by Newton's method: the constant, then a weight a column."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    table = np.column_stack((np.ones(len(x)), (x - mean) / spread))
    ridge = np.diag([0.0] + [RIDGE] * x.shape[1])
    found = np.zeros(table.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (counts * (p - y)) + ridge @ found
        bend = (table * (counts * p * (1 - p))[:, None]).T @ table + ridge
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    scaled = found[1:] / spread
    return np.concatenate(([found[0] - scaled @ mean], scaled))


def auc(values: Floats, same: NDArray[np.bool_]) -> float:
    """The chance that a pair of one story is scored above a pair of two."""
    ranks = np.empty(len(values))
    ranks[np.argsort(values)] = np.arange(len(values))
    right = same.sum()
    return float((ranks[same].sum() - right * (right - 1) / 2) / (right * (len(values) - right)))


def held_out(sets: Mapping[str, Pairs]) -> None:
    """Print how well pairs are told apart, by weights that have seen them and by weights that have not."""
    for scale in USED:
        seen = fitted(list(sets.values()), scale)
        unseen = [fitted(list(sets.values()), scale, fold) for fold in range(FOLDS)]
        for name, (table, same, near, fold) in sets.items():
            chosen = near == scale.startswith("near")
            if not chosen.any():
                continue
            blind = np.choose(fold, [values(table, scale, one) for one in unseen])
            told = auc(values(table, scale, seen)[chosen], same[chosen]), auc(blind[chosen], same[chosen])
            print(f"{scale:11} {name:8} AUC seen {told[0]:.4f}  held out {told[1]:.4f}  of {chosen.sum()}")


def values(table: Floats, scale: str, of: Mapping[str, float]) -> Floats:
    """The log odds of pairs."""
    columns = [SIGNALS.index(name) for name in USED[scale]]
    found: Floats = of["base"] + table[:, columns] @ np.array([of.get(name, 0.0) for name in USED[scale]])
    return found


def written(model: str, scales: Mapping[str, Mapping[str, float]]) -> str:
    """A model's table in the file."""
    name = "default" if model == MODEL else f'"{model}"'
    parts = [f"[{name}]", *(f"{key} = {value}" for key, value in HAND[model].items())]
    for scale, found in scales.items():
        parts += ["", f"[{name}.{scale}]", *(f"{key} = {value:.2f}" for key, value in found.items()), f"days = {DAYS}"]
    return "\n".join(parts) + "\n"


def sets_of(model: str, data: Path) -> dict[str, Pairs]:
    """The pairs of all sets, by the vectors of a model."""
    stories = {name: of_file(data / "stories" / f"{name}.jsonl.gz") for name in ("ecbplus", "neus")}
    with TemporaryDirectory() as folder:
        export(load_press(FIRST_DAY), Path(folder))
        stories["press"] = of_stream(Path(folder))
    embed = embedded if model == MODEL else hashed
    return {name: pairs_of(stream_of(items, embed(items), weights(model))) for name, items in stories.items()}


def main() -> None:
    """Fit both models and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--folds", action="store_true", help="print how well left-out stories are told apart")
    asked = parser.parse_args()
    tables = [f"# Made by scripts/{Path(__file__).name}, of ecbplus, neus and the sample press. Log odds.\n"]
    for model in (MODEL, HASHED):
        sets = sets_of(model, asked.data)
        if asked.folds:
            held_out(sets)
        tables.append(written(model, {scale: fitted(list(sets.values()), scale) for scale in USED}))
    FILE.write_text("\n".join(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
