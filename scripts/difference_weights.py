"""Set the weights that choose differing figures: ``python scripts/difference_weights.py [--write]``.

A logistic regression on all pairs of values of one half of the sample press (``evals.gold``): those that the editors
hold to differ against the others. The least evidence is where most is found on that half with few wrong ones
(``WRONG``). Prints what is found and falsely shown on both halves; ``--write`` puts the weights into
``engine/aids/figures/differences.toml``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from figure_weights import fitted

from evals.figures import counted, has_values, is_true
from evals.gold import Stream, press
from octavo.engine.aids import figures
from octavo.engine.aids.figures.differences import SIGNS, candidates

FILE = Path(figures.__file__).with_name("differences.toml")
WRONG = 0.15  # of the shown ones, at most
PULL = 4.0  # of weights towards nothing
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """The candidates of a stream."""

    signs: Floats
    true: Floats
    listed: Sequence[frozenset[int]]  # for each pair of the gold's list, the candidates that show it

    def scores(self, shown: NDArray[np.bool_]) -> tuple[float, float]:
        """The share of the list that is found, and of the shown ones that are wrong."""
        ours = set(np.flatnonzero(shown))
        found = sum(bool(one & ours) for one in self.listed) / max(1, len(self.listed))
        return found, 1.0 - float(self.true[shown].sum()) / max(1, int(shown.sum()))


def sample(stream: Stream) -> Sample:
    """Every candidate with its signs and whether it is one."""
    rows: list[tuple[float, ...]] = []
    true: list[float] = []
    listed: list[frozenset[int]] = []
    for story, reports in stream.stories.items():
        gold = [one for one in stream.differences if one.kind == "figure" and one.story == story]
        pairs = candidates([counted(one) for one in reports if not one.copy])
        listed += [
            frozenset(len(rows) + at for at, (pair, _) in enumerate(pairs) if has_values(pair, one, reports))
            for one in gold
        ]
        rows += [signs for _, signs in pairs]
        true += [float(is_true(pair, gold, reports)) for pair, _ in pairs]
    return Sample(np.array(rows), np.array(true), listed)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    tuned, unseen = (sample(half) for half in press().halves())
    weights = fitted(tuned.signs, tuned.true, PULL)
    best, least = (9.0, 0.5)
    for one in np.arange(0.1, 0.9, 0.02):
        found, wrong = tuned.scores(_chance(weights, tuned) >= one)
        best, least = min((best, least), (1 - found if wrong <= WRONG else 9.0, float(one)))
    for name, half in (("tuned", tuned), ("unseen", unseen)):
        found, wrong = half.scores(_chance(weights, half) >= least)
        reach = sum(map(bool, half.listed)) / len(half.listed)
        print(f"{name}: found {found:.3f} (of candidates {reach:.3f}), wrong {wrong:.3f} at {least:.2f}")
    for name, weight in zip(("bias", *SIGNS), weights, strict=True):
        print(f"  {name:<14} {weight:6.2f}")
    if asked.write:
        lines = ["# Made by scripts/difference_weights.py.", f"least = {least:.2f}"]
        lines += [f"{name} = {weight:.2f}" for name, weight in zip(("bias", *SIGNS), weights, strict=True)]
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _chance(weights: Floats, half: Sample) -> Floats:
    chance: Floats = 1.0 / (1.0 + np.exp(-(weights[0] + half.signs @ weights[1:])))
    return chance


if __name__ == "__main__":
    main()
