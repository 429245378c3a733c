"""How well related articles are found: in two sets of stories every item asks for the others of its story.

``mrr`` and ``recall_at_10`` rank all other items by ``engine.related.nearness``, the part of the rule that knows no
story yet; ``_cosine`` is the bare cosine of the vectors and ``_tfidf`` plain TF-IDF. Neither set has stories to lean
on, and seven of eight NeuS items no date, so years of like news compete.

``press``, and any folder of the stream layout, is put into stories in stream order first, by the rule of the paper,
and its lists are made by ``engine.related.related``: ``ndcg_10`` against the gold's lists, ``forbidden`` the share of
lists with an article that the gold says must not be there, ``reasoned`` the share of listed articles that say more
than "similar subject". ``_given`` is the same with the stories and storylines of the gold.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals import scores, stories
from evals.meanings import vectors
from octavo.engine.names import names_of
from octavo.engine.related import Other, Subject, answers, nearness, related
from octavo.engine.stories import Trace, likeness, trace_of, weights
from octavo.engine.weekdays import guessed_apart, weekdays
from octavo.news.group.subject import subject
from octavo.press.export import export
from octavo.press.newsroom import load as load_press

Scores = Mapping[str, float | int]
Item = Mapping[str, Any]
Floats = NDArray[np.float32]
Lists = dict[str, list[tuple[str, list[str]]]]
TOP = 200  # of the nearest by cosine are looked at
CROWD = slice(2, 12)  # of an item's nearest that say how crowded its place is: the first two may be of its story
FIRST_DAY = date(2026, 1, 28)  # of the sample press; its stories are the same on any


def ecbplus(data: Path) -> Scores:
    """Full texts, two like events a topic."""
    return of_set(data / "stories" / "ecbplus.jsonl.gz")


def neus(data: Path) -> Scores:
    """Lead paragraphs, three outlets a story, over many years."""
    return of_set(data / "stories" / "neus.jsonl.gz")


def press(data: Path) -> Scores:
    """A stream: the folder itself where it is one, else the sample press."""
    if (data / "related.jsonl").exists():
        return of_stream(data)
    with TemporaryDirectory() as folder:
        export(load_press(FIRST_DAY), Path(folder))
        return of_stream(Path(folder))


def of_set(file: Path) -> Scores:
    """Every item asks for the others of its story."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    stories = np.array([item["story"] for item in items])
    found: dict[str, float | int] = {"n": len(items)}
    matrix = embedded(items)
    nearest, cosines = top(lambda rows: matrix[rows] @ matrix.T, len(items))
    found |= ranked("", nearest, hybrid(items, nearest, cosines), stories)
    found |= ranked("_cosine", nearest, cosines, stories)
    lexical = TfIdf(items)
    return found | ranked("_tfidf", *top(lexical.against, len(items)), stories)


def hybrid(items: Sequence[Item], nearest: NDArray[np.int64], cosines: Floats) -> Floats:
    """What the engine says of each item's nearest."""
    traces = [trace_of(item["title"], "", item["text"], item["language"]) for item in items]
    named = [weekdays(f"{item['title']} {item['text']}") for item in items]
    crowd = np.sort(cosines, axis=1)[:, ::-1][:, CROWD].mean(axis=1)
    found = np.empty_like(cosines)
    for row, keys in enumerate(nearest.tolist()):
        for place, key in enumerate(keys):
            days = published_apart(items[row], items[key])
            if days is None:
                days = guessed_apart(named[row], named[key])
            crowding = float(crowd[row] + crowd[key]) / 2
            found[row, place] = nearness(float(cosines[row, place]), common(traces[row], traces[key]), crowding, days)
    return found


def common(one: Trace, other: Trace) -> float:
    """How much two texts of one language have of each other's words."""
    return likeness(one, other)[0]


def published_apart(one: Item, other: Item) -> float | None:
    """Days between two days of publication, None where one is not known."""
    if not one.get("published") or not other.get("published"):
        return None
    days = date.fromisoformat(one["published"][:10]) - date.fromisoformat(other["published"][:10])
    return float(abs(days.days))


def top(against: Callable[[slice], Floats], count: int) -> tuple[NDArray[np.int64], Floats]:
    """Each item's ``TOP`` nearest others with their scores, in no order: ``(n, TOP)`` both."""
    most = min(TOP, count - 1)
    nearest, found = np.empty((count, most), np.int64), np.empty((count, most), np.float32)
    for start in range(0, count, 256):
        rows = slice(start, min(count, start + 256))
        table = against(rows)
        table[np.arange(len(table)), np.arange(rows.start, rows.stop)] = -9
        chosen = np.argpartition(-table, most - 1, axis=1)[:, :most]
        nearest[rows], found[rows] = chosen, np.take_along_axis(table, chosen, axis=1)
    return nearest, found


def ranked(name: str, nearest: NDArray[np.int64], by: Floats, stories: NDArray[np.str_]) -> dict[str, float]:
    """Mean reciprocal rank of the first item of the same story, and the share of them among the first ten."""
    order = np.argsort(-by, axis=1, kind="stable")
    hits = stories[np.take_along_axis(nearest, order, axis=1)] == stories[:, None]
    sizes = Counter(stories.tolist())
    others = np.array([sizes[story] - 1 for story in stories.tolist()])
    hits, others = hits[others > 0], others[others > 0]
    first = np.where(hits.any(axis=1), 1 / (1 + hits.argmax(axis=1)), 0.0)
    recall = hits[:, :10].sum(axis=1) / np.minimum(others, 10)
    return {f"mrr{name}": float(first.mean()), f"recall_at_10{name}": float(recall.mean())}


def embedded(items: Sequence[Item]) -> Floats:
    """The items' vectors as the paper makes them."""
    return vectors(
        [subject(item["title"], item.get("lead", ""), item["text"]) for item in items],
        [item["language"] for item in items],
    )


class TfIdf:
    """Plain TF-IDF over all items."""

    def __init__(self, items: Sequence[Item]) -> None:
        bags = [Counter(scores.words(f"{item['title']} {item['text']}")) for item in items]
        frequency = Counter(word for bag in bags for word in bag)
        postings: defaultdict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        self._weights: list[dict[str, float]] = []
        for row, bag in enumerate(bags):
            raw = {w: (1 + math.log(times)) * math.log(len(items) / frequency[w]) for w, times in bag.items()}
            length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
            self._weights.append({word: value / length for word, value in raw.items() if value > 0})
            for word, value in self._weights[-1].items():
                postings[word][0].append(row)
                postings[word][1].append(value)
        self._postings = {w: (np.array(rows), np.array(values, np.float32)) for w, (rows, values) in postings.items()}

    def against(self, rows: slice) -> Floats:
        """The similarity of some items with all: ``(m, n)``."""
        found = np.zeros((rows.stop - rows.start, len(self._weights)), np.float32)
        for line, weights_of in zip(found, self._weights[rows], strict=True):
            for word, value in weights_of.items():
                others, theirs = self._postings[word]
                line[others] += value * theirs
        return found


def of_stream(folder: Path) -> Scores:
    """Lists for the articles that the gold has lists for."""
    gold = {line["id"]: line for line in lines(folder / "gold.jsonl")}
    articles = {line["id"]: line for line in lines(folder / "articles.jsonl")}
    wanted = list(lines(folder / "related.jsonl"))
    items = stories.of_stream(folder)
    stream = stories.stream_of(items, stories.embedded(items), weights(stories.MODEL))
    own = [articles[item.key] for item in items]
    told: list[int | None] = list(stories.second_look(stream, stories.first_pass(stream)))
    given = numbered([gold[item.key]["story"] for item in items])
    line = numbered([gold[item.key].get("storyline") for item in items])
    found = judged("", listed(own, stream, told, [None] * len(own)), wanted)
    return {"n": len(wanted)} | found | judged("_given", listed(own, stream, given, line), wanted)


def lines(file: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSONL file."""
    with file.open(encoding="utf-8") as opened:
        yield from map(json.loads, opened)


def numbered(keys: Sequence[str | None]) -> list[int | None]:
    """A number for each key."""
    order = {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}
    return [None if key is None else order[key] for key in keys]


def listed(
    articles: Sequence[Item], stream: stories.Stream, told: Sequence[int | None], lines_of: Sequence[int | None]
) -> Lists:
    """Each article's list: the id and the codes of the reasons of each of its articles."""
    publishers = {name: number for number, name in enumerate(sorted({article["publisher"] for article in articles}))}
    others = [
        replace(
            facts_of(article, row), story=told[row], storyline=lines_of[row], publisher=publishers[article["publisher"]]
        )
        for row, article in enumerate(articles)
    ]
    found: Lists = {}
    for row, article in enumerate(articles):
        mine = others[row]
        asking = Subject(
            mine.story, mine.publisher, mine.published, mine.language, mine.names, mine.storyline, answers=mine.answers
        )
        cosines = (stream.matrix @ stream.matrix[row]).tolist()
        near = [
            replace(other, cosine=cosines[key], shared=common(stream.traces[row], stream.traces[key])
                    if other.language == mine.language else 0.0)
            for key, other in enumerate(others) if key != row
        ]  # fmt: skip
        chosen = related(asking, near)
        found[article["id"]] = [(articles[one.key]["id"], [code for code, _ in one.reasons]) for one in chosen]
    return found


def facts_of(article: Item, row: int) -> Other:
    """What the rule knows of an article, but for its story and publisher."""
    names = names_of(article["title"], article["text"].split("\n\n"), article["language"])
    return Other(
        row, None, 0, datetime.fromisoformat(article["published"]), article["language"], 0.0,
        {name.key: name.text for name in names},
        answers=answers(article["title"], article["lead"], article["language"]),
    )  # fmt: skip


def judged(name: str, lists: Lists, wanted: Sequence[Item]) -> dict[str, float]:
    """The lists against the gold's."""
    gains, forbidden, codes = [], [], Counter[bool]()
    for line in wanted:
        ids = [key for key, _ in lists.get(line["id"], [])]
        gain = sum(1 / math.log2(place + 2) for place, key in enumerate(ids[:10]) if key in line["related"])
        gains.append(gain / sum(1 / math.log2(place + 2) for place in range(min(10, len(line["related"])))))
        forbidden.append(bool(set(ids) & set(line["not"])))
        codes.update(reasons != ["topic"] for _, reasons in lists.get(line["id"], []))
    return {
        f"ndcg_10{name}": scores.mean(gains),
        f"forbidden{name}": scores.mean(forbidden),
        f"reasoned{name}": codes[True] / max(1, codes.total()),
    }


SETS: dict[str, Callable[[Path], Scores]] = {"ecbplus": ecbplus, "neus": neus, "press": press}
