"""How well questions are answered from a stream of articles, or refused: ``python -m evals ask [--data DIR]``.

Any folder of the stream layout does; without one the sample press is written to a temporary folder. Reports are found
as the paper finds them, by words and by vectors, with a small BM25 in place of the database's. Copies are folded as the
paper folds them, and stand for nothing.

``answer_right``: an answer string stands in the shown sentences and a receipt meets the support. ``answer_stands``
leaves the second out, for the gold names some of the sentences that hold an answer. ``answer_first`` looks at the best
sentence alone. All three are of the answerable questions, the refused ones among them being wrong. ``refused_right``
is of the unanswerable ones, ``refused_wrong`` of the answerable ones.
"""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals import copies
from evals.meanings import ROOT, vectors
from octavo.engine.aids.cited import Source
from octavo.engine.aids.receipts import resolve
from octavo.engine.ask.answer import answer
from octavo.engine.ask.gather import POOL, Hit, fused, ordered
from octavo.engine.ask.reader import PieceReader
from octavo.engine.ask.understand import understood
from octavo.engine.ask.values import Answer, Asked, Known, Line, Reader, Report
from octavo.engine.embed import FOLDER
from octavo.engine.stories import Trace, trace_of
from octavo.engine.text import folded_words
from octavo.news.group.subject import subject
from octavo.press.export import export
from octavo.press.newsroom import load as load_press

Scores = Mapping[str, float | int]
Row = Mapping[str, Any]
FIRST_DAY = date(2026, 1, 28)  # of the sample press; its stories are the same on any
TITLE = 5  # times a word of the title counts


def press(data: Path) -> Scores:
    """A stream: the folder itself where it is one, else the sample press."""
    if (data / "questions.jsonl").exists():
        return of_stream(data)
    with TemporaryDirectory() as folder:
        export(load_press(FIRST_DAY), Path(folder))
        return of_stream(Path(folder))


def without_model(data: Path) -> Scores:
    """The same with no model: words, names, numbers and kinds decide."""
    if (data / "questions.jsonl").exists():
        return scored(Archive(data, near=False), None)
    with TemporaryDirectory() as folder:
        export(load_press(FIRST_DAY), Path(folder))
        return scored(Archive(Path(folder), near=False), None)


def of_stream(folder: Path) -> Scores:
    """The scores of a folder of the stream layout. Raises FileNotFoundError where no model was built."""
    return scored(Archive(folder), reader())


@cache
def reader() -> Reader:
    """The model as the paper uses it."""
    places = [os.environ.get("OCTAVO_MODELS", ""), str(ROOT / "data" / "models"), str(ROOT / "var" / "models")]
    place = next((one for one in places if one and (Path(one) / FOLDER / "manifest.json").is_file()), None)
    if place is None:
        raise FileNotFoundError(2, "no embedding model was built", "models")
    return PieceReader(Path(place))


def lines(file: Path) -> list[dict[str, Any]]:
    """A file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


@dataclass
class Archive:
    """The own reports of a stream, as a paper would search them."""

    folder: Path
    near: bool = True

    def __post_init__(self) -> None:
        rows = sorted(lines(self.folder / "articles.jsonl"), key=lambda row: (row["published"], row["url"]))
        folded = copies.decided(copies.stream_texts(self.folder))
        self.rows = [row for row in rows if not folded[row["id"]]["original"]]
        self.questions = lines(self.folder / "questions.jsonl")
        names = {one["name"]: one["id"] for one in json.loads((self.folder / "publishers.json").read_text("utf-8"))}
        self.today = max(day(row) for row in rows)
        self.known = Known(self.today, names)
        self.bags = [bag(row) for row in self.rows]
        self.frequency = Counter(word for one in self.bags for word in one)
        self.mean = sum(one.total() for one in self.bags) / len(self.bags)
        self.traces: list[Trace] = [
            trace_of(row["title"], row.get("lead", ""), row["text"], row["language"]) for row in self.rows
        ]
        self.vectors: NDArray[np.float32] | None = None
        if self.near:
            texts = [subject(row["title"], row.get("lead", ""), row["text"]) for row in self.rows]
            self.vectors = vectors(texts, [row["language"] for row in self.rows])

    def asked(self, question: Row) -> Asked:
        """A question understood."""
        return understood(question["question"], question["language"], self.known)

    def reports(self, asked: Asked, whole: NDArray[np.float32] | None) -> list[Report]:
        """The reports that are looked through, the likeliest first."""
        words = [self.bm25(asked.telling, index) for index in range(len(self.rows))]
        near = self.vectors @ whole if self.vectors is not None and whole is not None else np.zeros(len(self.rows))
        by_words = sorted((i for i, score in enumerate(words) if score > 0), key=lambda i: -words[i])[:POOL]
        by_meaning = [int(i) for i in np.argsort(-near, kind="stable")[:POOL]] if whole is not None else []
        pool = fused([by_words, by_meaning], 2 * POOL)
        hits = [Hit(int(key), words[int(key)], float(near[int(key)]), trace=self.traces[int(key)]) for key in pool]
        return [self.report(hit, rank) for rank, hit in enumerate(ordered(asked, hits))]

    def report(self, hit: Hit, rank: int) -> Report:
        """A hit with its text."""
        row = self.rows[int(hit.article)]
        source = Source(int(hit.article), 1, row["text"], row["language"], day(row))
        return Report(source, row["title"], row["publisher"], rank, hit.near)

    def bm25(self, asked: Sequence[str], index: int) -> float:
        """Okapi BM25 of an article (Robertson and Zaragoza, 2009)."""
        own, count, score = self.bags[index], len(self.rows), 0.0
        for word in asked:
            if times := own.get(word, 0):
                rare = math.log(1 + (count - self.frequency[word] + 0.5) / (self.frequency[word] + 0.5))
                score += rare * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * own.total() / self.mean))
        return score

    def answered(self, question: Row, model: Reader | None) -> Answer:
        """What the paper would say."""
        asked = self.asked(question)
        whole = model.question(asked.question, asked.language).whole if model else None
        return answer(asked, self.reports(asked, whole), model)


def bag(row: Row) -> Counter[str]:
    """The words of an article, those of its title several times."""
    title = Counter(folded_words(row["title"]))
    return Counter({word: TITLE * n for word, n in title.items()}) + Counter(
        folded_words(f"{row.get('lead', '')} {row['text']}")
    )


def day(row: Row) -> date:
    """When an article was published."""
    return datetime.fromisoformat(row["published"]).date()


def scored(archive: Archive, model: Reader | None) -> Scores:
    """Ask every question and count."""
    counts: Counter[str] = Counter()
    for question in archive.questions:
        given = archive.answered(question, model)
        can = bool(question["answers"])
        counts["can" if can else "cannot"] += 1
        counts[f"refused_{'wrong' if can else 'right'}"] += given.refused
        counts["lines"] += len(given.lines)
        counts["resolve"] += sum(resolves(archive, line) for line in given.lines)
        if can:
            counts.update(name for name, right in judged(archive, question, given).items() if right)
    return {
        "n": len(archive.questions),
        **{name: counts[name] / counts["can"] for name in ("answer_right", "answer_stands", "answer_first")},
        "refused_right": counts["refused_right"] / max(1, counts["cannot"]),
        "refused_wrong": counts["refused_wrong"] / counts["can"],
        "receipts_resolve": counts["resolve"] / max(1, counts["lines"]),
        "sentences": counts["lines"]
        / max(1, len(archive.questions) - counts["refused_right"] - counts["refused_wrong"]),
    }


def judged(archive: Archive, question: Row, given: Answer) -> dict[str, bool]:
    """Whether an answer holds what gold wants."""
    texts = [line.cited.text for line in given.lines]
    stands = holds(question, " ".join(texts))
    best = max(given.lines, key=lambda line: line.score, default=None)
    return {
        "answer_right": stands and any(meets(archive, question, line) for line in given.lines),
        "answer_stands": stands,
        "answer_first": best is not None and holds(question, best.cited.text),
    }


def holds(question: Row, text: str) -> bool:
    """Whether one of the answer strings stands in a text, capitals or not."""
    return any(one.casefold() in text.casefold() for one in question["answers"])


def meets(archive: Archive, question: Row, line: Line) -> bool:
    """Whether a receipt of a line overlaps one of the supporting passages."""
    receipt = line.cited.receipts[0]
    row = archive.rows[receipt.article]
    span: tuple[int, int] = (receipt.start, receipt.end)
    for one in question["support"]:
        at = row["text"].find(one["words"]) if one["article"] == row["id"] else -1
        if at >= 0 and span[0] < at + len(one["words"]) and at < span[1]:
            return True
    return False


def resolves(archive: Archive, line: Line) -> bool:
    """Whether the receipt's words stand where it says."""
    receipt = line.cited.receipts[0]
    try:
        return resolve(receipt, archive.rows[receipt.article]["text"]) == str(line.cited.text)
    except LookupError:
        return False


SETS: dict[str, Callable[[Path], Scores]] = {"press": press, "plain": without_model}
