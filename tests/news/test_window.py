from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from octavo.engine import nearest
from octavo.engine.errors import ModelUnavailable
from octavo.news import vectors
from octavo.news.group import recent
from octavo.news.group import window as window_module
from octavo.news.group.window import SPAN, Window
from octavo.news.models import Article, Story
from tests.news.paper import Paper

MODEL = "test-384"


@pytest.fixture
def keys(paper: Paper) -> list[int]:
    for day in (1, 28, 29):
        paper.publishes("Maros", f"Otters on day {day}", day=day)
    paper.reads()
    found = list(Article.objects.order_by("published").values_list("pk", flat=True))
    for key in found:
        vectors.door().put(key, MODEL, unit(key))
    return found


def unit(seed: int) -> np.ndarray:
    vector = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    return vector / np.linalg.norm(vector)


def found(window: Window, key: int, paper: Paper, least: float = 0.5) -> list[int]:
    return [entry.article for entry, _ in window.near(unit(key), least, paper.now)]


def test_the_window_finds_the_nearest_first(paper: Paper, keys: list[int]) -> None:
    window = Window(MODEL, paper.now - SPAN)
    assert found(window, keys[2], paper) == [keys[2]]
    assert found(window, keys[2], paper, -1.0)[0] == keys[2]
    assert len(window) == len(found(window, keys[2], paper, -1.0)) == 3


def test_no_more_are_found_than_asked_for(paper: Paper, keys: list[int]) -> None:
    window = Window(MODEL, paper.now - SPAN)
    assert len(window.near(unit(keys[0]), -1.0, paper.now, 2)) == 2


def test_a_window_of_nothing_finds_nothing_and_grows(paper: Paper, keys: list[int]) -> None:
    window = Window("another", paper.now - SPAN)
    article = Article.objects.get(pk=keys[1])
    assert window.near(unit(1), 0.0, paper.now) == []
    window.add(article.pk, article.published, unit(1))
    assert found(window, 1, paper) == [keys[1]]


def test_an_article_that_was_moved_in_another_process_is_found_in_its_new_story(paper: Paper, keys: list[int]) -> None:
    window = Window(MODEL, paper.now - SPAN)
    new = Story.objects.create(began=paper.now, updated=paper.now)
    Article.objects.filter(pk=keys[1]).update(story=new)
    ((entry, cosine),) = window.near(unit(keys[1]), 0.5, paper.now)
    assert entry.story == new.pk
    assert cosine == pytest.approx(1.0, abs=5e-3)


def test_copies_and_what_is_no_longer_there_are_not_found(paper: Paper, keys: list[int]) -> None:
    window = Window(MODEL, paper.now - SPAN)
    window.leave_out(keys[0])
    window.add(10**9, paper.now, unit(keys[1]))
    Article.objects.filter(pk=keys[2]).update(original=keys[0])
    assert [found(window, key, paper) for key in keys] == [[], [keys[1]], []]


def test_an_article_of_other_weeks_is_not_found(paper: Paper, keys: list[int]) -> None:
    window = Window(MODEL, paper.now - 2 * SPAN)
    near = window.near(unit(keys[0]), 0.5, paper.now + timedelta(days=5))
    assert near == []


def test_a_vector_that_is_not_there_is_missed_by_name(paper: Paper, keys: list[int]) -> None:
    window = Window("another", paper.now - SPAN)
    with pytest.raises(ModelUnavailable):
        window.vector_of(keys[0])


def test_a_large_window_keeps_its_graph_for_the_next_start(
    paper: Paper, keys: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "EXACT", 1)
    monkeypatch.setattr(nearest, "TAIL", 0)
    monkeypatch.setattr(window_module, "WORTH_KEEPING", 2)
    file = recent.graph_of(MODEL)
    for _ in range(2):
        window = Window(MODEL, paper.now - SPAN, None, file)
        assert [found(window, key, paper) for key in keys] == [[key] for key in keys]
        assert file.is_file()


def test_what_is_taken_in_is_in_every_window_of_its_day(paper: Paper, keys: list[int]) -> None:
    now, old = paper.now, paper.now - timedelta(days=400)
    last, month = recent.window_at(now, now), recent.window_at(old, now)
    recent.take_in(keys[0], now, unit(1))
    recent.take_in(keys[1], old, unit(2))
    assert (keys[0] in last, keys[0] in month, keys[1] in month) == (True, False, True)
    recent.leave_out(keys[0])
    assert keys[0] not in recent.window_at(now, now)


def test_a_graph_is_kept_beside_the_database(tmp_path: Path) -> None:
    assert recent.graph_of("some-model") == tmp_path / "neighbours" / "some-model.graph"
