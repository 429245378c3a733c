"""Set the weights that choose figures: ``python scripts/figure_weights.py [--write]``.

A logistic regression on the figures of one half of the sample press (``evals.gold``): those that the editor lists
against those that are only read. The least weight is the one with the best F1 on that half. Prints the scores of
both halves; ``--write`` puts the weights into ``engine/aids/figures/salience.toml``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from evals.figures import hits
from evals.gold import Stream, press
from octavo.engine.aids.figures import salience
from octavo.engine.aids.figures.find import signed

FILE = Path(salience.__file__).with_name("salience.toml")
FEWEST = 7  # figures of an article, at the mean of its story
PULL = 2.0  # of weights towards nothing
Floats = NDArray[np.float64]


def finished(stream: Stream) -> Stream:
    """The stories whose figures are all listed, not only some of them."""
    return stream.of(
        story for story, reports in stream.stories.items()
        if sum(len(one.figures) for one in reports) >= FEWEST * len(reports)
    )  # fmt: skip


def samples(stream: Stream) -> tuple[Floats, Floats, int]:
    """The signs of every figure, whether the editor lists it, and how many he lists."""
    rows, listed, gold = [], [], 0
    for report in stream.reports:
        pairs = signed(report.paragraphs, report.language, report.day)
        found = hits(report, [figure for figure, _ in pairs])
        gold += len(report.figures)
        rows += [signs for _, signs in pairs]
        listed += [float(number in found) for number in range(len(pairs))]
    return np.array(rows), np.array(listed), gold


def fitted(signs: Floats, listed: Floats, pull: float = PULL) -> Floats:
    """Bias and weights by Newton's method."""
    full = np.hstack([np.ones((len(signs), 1)), signs])
    weights = np.zeros(full.shape[1])
    held = np.diag([0.0, *[pull] * signs.shape[1]])
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-full @ weights))
        slope = full.T @ (chance - listed) + held @ weights
        curve = (full * (chance * (1 - chance))[:, None]).T @ full + held
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def f1(weights: Floats, data: tuple[Floats, Floats, int], least: float) -> float:
    """F1 of the figures with at least this weight."""
    signs, listed, gold = data
    shown = 1.0 / (1.0 + np.exp(-(weights[0] + signs @ weights[1:]))) >= least
    return float(2 * (listed * shown).sum() / (shown.sum() + gold))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    tuned, unseen = (samples(finished(half)) for half in press().halves())
    weights = fitted(tuned[0], tuned[1])
    least = max(np.arange(0.1, 0.8, 0.02), key=lambda one: f1(weights, tuned, float(one)))
    print(f"least {least:.2f}: F1 {f1(weights, tuned, least):.3f}, on the other half {f1(weights, unseen, least):.3f}")
    for name, weight in zip(("bias", *salience.SIGNS), weights, strict=True):
        print(f"  {name:<14} {weight:6.2f}")
    if asked.write:
        kept = FILE.read_text(encoding="utf-8").partition("\n[first]")[2]
        lines = [
            "# Made by scripts/figure_weights.py, but for the last section.",
            f"least = {least:.2f}",
            "",
            "[listed]",
        ]
        lines += [f"{name} = {weight:.2f}" for name, weight in zip(("bias", *salience.SIGNS), weights, strict=True)]
        lines += ["", "# How much a figure carries the news: set on a short list by editors.", "[first]"]
        FILE.write_text("\n".join(lines) + kept, encoding="utf-8")


if __name__ == "__main__":
    main()
