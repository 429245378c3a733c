"""Make ``octavo/engine/ask/weights.toml`` from the questions of the sample press.

Passages are ranked by a conditional logit over those of a question (McFadden 1974; ListNet's loss with one right
list), whether there is an answer at all by a logistic regression on the best passages. ``--left-out`` writes nothing,
and prints the scores of questions by weights and thresholds that were learned from other stories.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.ask import Archive, holds, judged, reader
from octavo.engine.aids.cited import chosen as cited
from octavo.engine.ask import answer as deciding
from octavo.engine.ask.meaning import meant
from octavo.engine.ask.passages import by_words, chosen, ranked
from octavo.engine.ask.values import Answer, Asked, Line, Passage, Reader, Report, States, Why
from octavo.engine.ask.weights import Weights
from octavo.press.export import export
from octavo.press.newsroom import load

FILE = Path(__file__).resolve().parents[1] / "src" / "octavo" / "engine" / "ask" / "weights.toml"
WORDS = (
    "words", "words_around", "same_words", "same_words_around", "names", "names_around", "names_report", "numbers",
    "early", "report", "near", "length", "fit", "thing", "no_thing",
)  # fmt: skip
MEANING = (
    "whole", "pieces", "rare", "rare_around", "rare_report", "weakest", "weakest_around", "weakest_report", "focus",
)  # fmt: skip
SURE = ("met",)
FALSE = 0.10  # of the unanswerable questions that may be answered
L2 = 0.1
FOLDS = 6
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its sentences, and those that a model reads."""

    row: Mapping[str, Any]
    asked: Asked
    reports: Sequence[Report]
    plain: Sequence[Passage]
    read: Sequence[Passage] = ()


def cases_of(archive: Archive, model: Reader) -> list[Case]:
    """The questions with all of their sentences, as the paper would find them."""
    found = []
    for row in archive.questions:
        asked = archive.asked(row)
        reports = archive.reports(asked, model.question(asked.question, asked.language).whole)
        found.append(Case(row, asked, reports, by_words(asked, reports)))
    return found


def read_by(case: Case, model: Reader, table: Weights) -> Case:
    """The question with the passages that a model reads, by the weights without one."""
    few = chosen(ranked(case.plain, table), case.plain)
    states = model.passages([(f"{one.report.title}. ", one.text, one.report.source.language) for one in few])
    question = model.question(case.asked.question, case.asked.language)
    return replace(case, read=meant(case.asked, question, few, states))


def right(archive: Archive, case: Case, one: Passage) -> bool:
    """Whether a passage is one that gold wants."""
    if not holds(case.row, one.text):
        return False
    line = Line(cited(one.report.source, one.span), one.report)
    return judged(archive, case.row, Answer((line,), refused=False, why=Why.NONE, score=1.0))["answer_right"]


def logit(tables: Sequence[Floats], wanted: Sequence[NDArray[np.bool_]]) -> Floats:
    """Weights that put a wanted row of each table first, by Newton-free gradient steps on standardised columns."""
    every = np.concatenate(tables)
    spread = every.std(axis=0) + 1e-6
    scaled = [table / spread for table in tables]
    weights, first, second = (np.zeros(every.shape[1]) for _ in range(3))
    for step in range(1, 401):
        slope = L2 * weights
        for table, mine in zip(scaled, wanted, strict=True):
            scores = table @ weights
            odds = np.exp(scores - scores.max())
            own = odds * mine
            slope = slope + ((odds / odds.sum() - own / own.sum()) @ table) / len(tables)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    result: Floats = weights / spread
    return result


def apt(found: Sequence[Passage]) -> list[Passage]:
    """Those that can hold such an answer at all."""
    return [one for one in found if one.signs["apt"]]


def passage_weights(
    archive: Archive, cases: Sequence[Case], names: Sequence[str], part: Callable[[Case], Sequence[Passage]]
) -> dict[str, float]:
    """The weights of signs of passages."""
    tables, wanted = [], []
    for case in cases:
        mine = (
            np.array([right(archive, case, one) for one in apt(part(case))])
            if case.row["answers"]
            else np.zeros(1, bool)
        )
        if mine.any():
            tables.append(np.array([[one.signs[name] for name in names] for one in apt(part(case))]))
            wanted.append(mine)
    return dict(zip(names, logit(tables, wanted).tolist(), strict=True))


def sure_weights(rows: Sequence[Mapping[str, float]], can: Sequence[bool], names: Sequence[str]) -> dict[str, float]:
    """Log odds that there is an answer: a logistic regression with some ridge, by Newton's steps."""
    table = np.array([[row[name] for name in names] for row in rows])
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    scaled = np.column_stack([(table - middle) / spread, np.ones(len(table))])
    ridge = np.diag([3.0] * len(names) + [1e-6])
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        odds = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (odds - np.array(can)) + ridge @ weights
        weights = weights - np.linalg.solve((scaled.T * (odds * (1 - odds))) @ scaled + ridge, slope)
    own = weights[:-1] / spread
    return {"base": float(weights[-1] - own @ middle), **dict(zip(names, own.tolist(), strict=True))}


def learned(archive: Archive, cases: Sequence[Case], names: Sequence[str], part: Callable[[Case], Sequence[Passage]],
            sure: Sequence[str]) -> Weights:  # fmt: skip
    """One table of the file."""
    table = Weights(passage_weights(archive, cases, names, part), {}, 0.0)
    rows, can = unseen(archive, cases, names, part), [bool(case.row["answers"]) for case in cases]
    table = replace(table, sure=sure_weights(rows, can, sure))
    odds = sorted(table.odds(row) for row, answerable in zip(rows, can, strict=True) if not answerable)
    return replace(table, least=odds[-max(1, round(FALSE * len(odds)))] if odds else 0.0)


def unseen(
    archive: Archive, cases: Sequence[Case], names: Sequence[str], part: Callable[[Case], Sequence[Passage]]
) -> list[dict[str, float]]:
    """The evidence for each question by weights that have not seen it: their scores are what a new question gets."""
    rows: list[dict[str, float]] = [{} for _ in cases]
    for mine in folds(cases):
        others = [case for at, case in enumerate(cases) if at not in mine]
        table = Weights(passage_weights(archive, others, names, part), {}, 0.0)
        for at in mine:
            best = ranked(part(cases[at]), table)
            rows[at] = deciding.evidence(best) if best else dict.fromkeys((*names, *SURE), 0.0)
    return rows


def decided(case: Case, part: Callable[[Case], Sequence[Passage]], table: Weights) -> Answer:
    """What is answered by a table."""
    return deciding.decided(case.asked, case.reports, ranked(part(case), table), table)


def shown(
    archive: Archive, cases: Sequence[Case], tables: Sequence[Weights], part: Callable[[Case], Sequence[Passage]]
) -> str:
    """The scores of questions, each by its table."""
    can = [case for case in cases if case.row["answers"]]
    given = {case.row["id"]: decided(case, part, table) for case, table in zip(cases, tables, strict=True)}
    free = {
        case.row["id"]: decided(case, part, replace(table, least=-1e9))
        for case, table in zip(cases, tables, strict=True)
    }
    names = ("answer_right", "answer_stands", "answer_first")
    parts = []
    for answers in (given, free):
        counts = [judged(archive, case.row, answers[case.row["id"]]) for case in can]
        parts.append(" ".join(f"{name} {sum(one[name] for one in counts) / len(can):.3f}" for name in names))
    refused = sum(given[case.row["id"]].refused for case in cases if not case.row["answers"]) / (len(cases) - len(can))
    wrong = sum(given[case.row["id"]].refused for case in can) / len(can)
    right_ = [judged(archive, case.row, free[case.row["id"]])["answer_right"] for case in can]
    return (
        f"{parts[0]} refused_right {refused:.3f} refused_wrong {wrong:.3f}; never refusing: {parts[1]}; "
        f"right at 0.95 0.9 0.8 0.7 refused rightly: {curve(cases, free, right_)}"
    )


def curve(cases: Sequence[Case], free: Mapping[str, Answer], right_: Sequence[bool]) -> str:
    """The shares answered right where the threshold is set for some shares of rightly refused."""
    apart = sorted((free[case.row["id"]].score for case in cases if not case.row["answers"]), reverse=True)
    scores = [free[case.row["id"]].score for case in cases if case.row["answers"]]
    found = []
    for share in (0.95, 0.9, 0.8, 0.7):
        least = apart[int((1 - share) * len(apart) + 1e-9)]
        found.append(sum(ok and score > least for ok, score in zip(right_, scores, strict=True)) / len(scores))
    return " ".join(f"{one:.3f}" for one in found)


def both(archive: Archive, cases: Sequence[Case], model: Reader) -> tuple[Weights, Weights]:
    """The tables without and with a model."""
    plain = learned(archive, cases, WORDS, lambda case: case.plain, SURE)
    seen = [read_by(case, model, plain) for case in cases]
    return plain, learned(archive, seen, (*WORDS, *MEANING), lambda case: case.read, SURE)


def written(tables: Mapping[str, Weights]) -> str:
    """The file."""
    parts = [f"# Made by scripts/{Path(__file__).name} of the sample press. A passage's score is the sum of its signs'"]
    parts.append('# weights; "sure" are log odds that there is an answer, "least" those from which one is given.')
    for name, table in tables.items():
        parts += ["", f"[{name}]", f"least = {table.least:.3f}"]
        for part, weights in (("passage", table.passage), ("sure", table.sure)):
            parts += ["", f"[{name}.{part}]", *(f"{key} = {value:.3f}" for key, value in weights.items())]
    return "\n".join(parts) + "\n"


def folds(cases: Sequence[Case]) -> list[list[int]]:
    """The places of the questions in parts, so that no story is in two."""
    stories = sorted({story(case) for case in cases})
    random.Random(1).shuffle(stories)  # noqa: S311 - a draw to be repeated
    return [[at for at, case in enumerate(cases) if story(case) in set(stories[fold::FOLDS])] for fold in range(FOLDS)]


def story(case: Case) -> str:
    """The story that a question is about."""
    name: str = case.row["id"]
    return name.rsplit("-q", 1)[0]


class Remembering:
    """A model that reads nothing twice."""

    def __init__(self, model: Reader) -> None:
        """With nothing read yet."""
        self.model_id = model.model_id
        self._model = model
        self._read: dict[tuple[str, str, str], States] = {}

    def question(self, text: str, language: str) -> States:
        """The states of a question."""
        return self._model.question(text, language)

    def passages(self, texts: Sequence[tuple[str, str, str]]) -> list[States]:
        """The states of passages."""
        new = list(dict.fromkeys(text for text in texts if text not in self._read))
        self._read.update(zip(new, self._model.passages(new), strict=True))
        return [self._read[text] for text in texts]


def left_out(archive: Archive, cases: Sequence[Case], model: Reader) -> None:
    """Print what questions score by weights and thresholds that have seen none of their story."""
    seen, tables, plain_tables = list(cases), [Weights({}, {}, 0.0)] * len(cases), [Weights({}, {}, 0.0)] * len(cases)
    for mine in folds(cases):
        plain, read = both(archive, [case for at, case in enumerate(cases) if at not in mine], model)
        for at in mine:
            seen[at], tables[at], plain_tables[at] = read_by(cases[at], model, plain), read, plain
    print("left out", shown(archive, seen, tables, lambda case: case.read))
    print("without a model", shown(archive, cases, plain_tables, lambda case: case.plain))


def main() -> None:
    """Learn and write, or print what left-out stories score."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--left-out", action="store_true", help="print what left-out stories score, write nothing")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        export(load(date(2026, 1, 28)), Path(folder))
        archive, model = Archive(Path(folder)), Remembering(reader())
        cases = cases_of(archive, model)
        if asked.left_out:
            left_out(archive, cases, model)
            return
        plain, read = both(archive, cases, model)
        FILE.write_text(written({"plain": plain, "read": read}), encoding="utf-8")


if __name__ == "__main__":
    main()
