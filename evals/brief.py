"""How much of what editors said in brief is in our brief, beside lead-3, TextRank and LexRank.

The stories of NeuS come without their editors' summaries here: the files have a title and the first lines of each
outlet, no more. What stands in for a summary is what another newsroom's editor put at the top: two outlets of a story
are told in brief, and the third's headline and lead is the reference, each in turn. On the sample press a text is
held against its own headline and standfirst, of which the text itself has none, and a story, in each language that
two or more reports have, against those of all these reports. Titles are not given to ours, except in the sets named
``titled`` (of NeuS only: elsewhere the title is in the reference).

Every summary has the same length as ours, in words, the last sentence cut; ours is whole sentences. ``rouge1`` and
``rouge2`` are F1. NeuS is parted as its authors did: weights were set looking at ``train``, ``neus`` is the rest.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from evals.scores import mean, words
from evals.stories import FIRST_DAY
from evals.summaries import RANKERS, Ranker, cut, inverse_frequencies, rouge, split
from octavo.engine.aids.accounts import Account
from octavo.engine.aids.brief import brief
from octavo.engine.aids.story_brief import story_brief
from octavo.press.newsroom import load
from octavo.press.values import Article

Scores = Mapping[str, float | int]
LIMIT, STORY_LIMIT = 4, 3  # sentences of ours
EMPTY = 60  # words of the others where ours has none
FIRST_AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Task:
    """Texts to tell in brief, and what an editor said."""

    accounts: tuple[Account, ...]
    references: tuple[str, ...]
    language: str
    story: str


@cache
def neus(data: Path) -> list[Task]:
    """Every outlet of every story as the reference of the other two."""
    stories: dict[str, list[dict[str, str]]] = defaultdict(list)
    with gzip.open(data / "stories" / "neus.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row.get("text"):
                stories[row["story"]].append(row)
    return [
        Task(
            tuple(_account(other) for other in rows if other is not row),
            (f"{row['title']}. {row['text']}",),
            "en",
            story,
        )
        for story, rows in sorted(stories.items())
        if len(rows) > 2
        for row in rows
    ]


def _account(row: Mapping[str, str]) -> Account:
    return Account(row["id"], row["id"], FIRST_AT, "en", row["title"], tuple(row["text"].split("\n")))


@cache
def press() -> list[Task]:
    """Every article of the sample press: its text, against its headline and standfirst."""
    return [
        Task((_told(article),), (f"{article.headline}. {article.lead}",), article.language, article.story)
        for article in load(FIRST_DAY).articles
    ]


@cache
def press_stories() -> list[Task]:
    """Every story in each language that two reports have, copies left out, against the tops of these reports."""
    groups: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for article in load(FIRST_DAY).articles:
        if not article.copy_of:
            groups[article.story, article.language].append(article)
    return [
        Task(
            tuple(_told(one) for one in group),
            tuple(f"{one.headline}. {one.lead}" for one in group),
            language,
            story,
        )
        for (story, language), group in sorted(groups.items())
        if len(group) > 1
    ]


def _told(article: Article) -> Account:
    return Account(article.id, article.publisher.id, article.published, article.language, "", article.paragraphs)


def ours(task: Task, *, titled: bool = False) -> list[str]:
    """The words of our brief, whole sentences."""
    accounts = task.accounts if titled else [replace(one, title="") for one in task.accounts]
    if len(accounts) == 1:
        account = accounts[0]
        spans = [(0, span) for span in brief(account.paragraphs, account.language, LIMIT, account.title)]
    else:
        spans = [(one.account, one.span) for one in story_brief(accounts, task.language, STORY_LIMIT)]
    return [word for at, span in spans for word in words("\n\n".join(accounts[at].paragraphs)[slice(*span)])]


def theirs(task: Task, ranker: Ranker, idf: Mapping[str, float]) -> list[str]:
    """The words of another summary, as many as ours has."""
    texts = [split("\n\n".join(one.paragraphs), task.language) for one in task.accounts]
    return cut(ranker(texts, task.language, idf), len(ours(task)) or EMPTY)


def scored(tasks: Sequence[Task], tell: Callable[[Task], list[str]]) -> Scores:
    """The means over tasks; of several languages also one each."""
    found: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for task in tasks:
        told = tell(task)
        references = [words(one) for one in task.references]
        scores = (*rouge(told, references, 1), *rouge(told, references, 2), len(told))
        found[""].append(scores)
        found[f"_{task.language}"].append(scores)
    names = ("rouge1", "rouge1_recall", "rouge2", "rouge2_recall", "words")
    result: dict[str, float | int] = {"n": len(tasks)}
    result |= {name: mean(one[at] for one in found[""]) for at, name in enumerate(names)}
    if len(found) > 2:
        for language, rows in sorted(found.items()):
            if language:
                result |= {
                    f"{name}{language}": mean(one[at] for one in rows) for at, name in ((0, "rouge1"), (2, "rouge2"))
                }
    return result


def _frequencies(tasks: Sequence[Task]) -> dict[str, dict[str, float]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for task in tasks:
        texts[task.language] += ["\n\n".join(one.paragraphs) for one in task.accounts]
    return {language: inverse_frequencies(some) for language, some in texts.items()}


def _other(tasks: Callable[[Path], list[Task]], name: str) -> Callable[[Path], Scores]:
    def score(data: Path) -> Scores:
        all_ = tasks(data)
        idf = _frequencies(all_)
        return scored(all_, lambda task: theirs(task, RANKERS[name], idf[task.language]))

    return score


def _sets() -> Iterator[tuple[str, Callable[[Path], Scores]]]:
    sources: dict[str, Callable[[Path], list[Task]]] = {
        "neus": lambda data: [task for task in neus(data) if "train" not in task.story],
        "press": lambda _: press(),
        "press_story": lambda _: press_stories(),
    }
    for name, tasks in sources.items():
        yield name, partial(_own, tasks)
        if name == "neus":
            yield f"{name}_titled", partial(_own, tasks, titled=True)
        for other in RANKERS:
            yield f"{name}_{other}", _other(tasks, other)


def _own(tasks: Callable[[Path], list[Task]], data: Path, *, titled: bool = False) -> Scores:
    return scored(tasks(data), partial(ours, titled=titled))


SETS: dict[str, Callable[[Path], Scores]] = dict(_sets())
