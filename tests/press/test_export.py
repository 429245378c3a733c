"""The exported stream has the layout that evaluations read, and every span stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from octavo.press.export import export

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.press.newsroom import Press

FILES = ("articles", "gold", "differences", "related", "questions")


@pytest.fixture(scope="module")
def stream(press: Press, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    folder: Path = tmp_path_factory.mktemp("stream")
    export(press, folder)
    lines = {
        name: [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in FILES
    }
    return lines | {"publishers": json.loads((folder / "publishers.json").read_text("utf-8"))}


def test_every_word_of_the_gold_stands_in_its_text(stream: dict[str, list[dict[str, Any]]]) -> None:
    texts = {one["id"]: one["text"] for one in stream["articles"]}
    spans = [
        (one["id"], entry["words"])
        for one in stream["gold"]
        for key in ("statements", "figures", "events")
        for entry in one[key]
    ]
    spans += [(side["article"], side["words"]) for one in stream["differences"] for side in (one["a"], one["b"])]
    spans += [(place["article"], place["words"]) for one in stream["questions"] for place in one["support"]]
    assert len(spans) > 100
    assert [(name, words) for name, words in spans if words not in texts[name]] == []


def test_articles_come_in_order_with_what_they_need(stream: dict[str, list[dict[str, Any]]]) -> None:
    needed = {"id", "publisher", "url", "published", "language", "title", "byline", "lead", "text"}
    times = [one["published"] for one in stream["articles"]]
    assert times == sorted(times)
    assert all(needed <= set(one) for one in stream["articles"])
    assert {one["publisher"] for one in stream["articles"]} <= {one["id"] for one in stream["publishers"]}
    assert len({one["url"] for one in stream["articles"]}) == len(stream["articles"])


def test_the_text_is_the_first_version(stream: dict[str, list[dict[str, Any]]]) -> None:
    edited = [one for one in stream["articles"] if "versions" in one]
    assert edited
    assert all(one["versions"][0] == {"at": one["published"], "text": one["text"]} for one in edited)


def test_ids_that_are_pointed_at_exist(stream: dict[str, list[dict[str, Any]]]) -> None:
    known = {one["id"] for one in stream["articles"]}
    pointed = {one.get("copy_of") or one.get("translation_of") for one in stream["gold"]} - {None}
    pointed |= {name for one in stream["related"] for name in (one["id"], *one["related"], *one["not"])}
    assert pointed <= known
    assert {one["id"] for one in stream["gold"]} == known


def test_some_questions_have_no_answer(stream: dict[str, list[dict[str, Any]]]) -> None:
    without = [one for one in stream["questions"] if not one["answers"]]
    assert 0.2 <= len(without) / len(stream["questions"]) <= 0.5
