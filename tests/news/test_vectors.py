from __future__ import annotations

from datetime import timedelta
from types import ModuleType

import numpy as np
import pytest

from octavo.news import vectors
from octavo.news.models import Article
from octavo.news.vectors import postgres, sqlite
from tests.news.paper import Paper

MODEL = "test-384"


@pytest.fixture
def keys(paper: Paper) -> list[int]:
    for day in (1, 28, 29):
        paper.publishes("Maros", f"Otters on day {day}", day=day)
    paper.reads()
    return list(Article.objects.order_by("published").values_list("pk", flat=True))


def unit(seed: int) -> np.ndarray:
    vector = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    return vector / np.linalg.norm(vector)


def test_a_vector_comes_back_as_it_went_within_the_precision_of_its_cells(keys: list[int]) -> None:
    sent = {key: unit(key) for key in keys}
    for key, vector in sent.items():
        vectors.door().put(key, MODEL, vector)
    got = vectors.door().get(keys, MODEL)
    assert got.keys() == sent.keys()
    for key, vector in sent.items():
        assert got[key].dtype == np.float32
        assert float(got[key] @ vector) == pytest.approx(1.0, abs=2e-3)


def test_a_newer_vector_takes_the_place_of_the_older(keys: list[int]) -> None:
    vectors.door().put(keys[0], MODEL, unit(1))
    vectors.door().put(keys[0], MODEL, unit(2))
    assert float(vectors.door().get(keys, MODEL)[keys[0]] @ unit(2)) > 0.99


def test_vectors_of_two_models_never_meet(keys: list[int]) -> None:
    vectors.door().put(keys[0], MODEL, unit(1))
    assert vectors.door().get(keys, "another") == {}
    assert vectors.door().get([], MODEL) == {}


def test_only_recent_ones_are_read_in_the_order_of_publication(paper: Paper, keys: list[int]) -> None:
    for key in keys:
        vectors.door().put(key, MODEL, unit(key))
    (rows,) = vectors.door().recent(MODEL, paper.now - timedelta(days=10))
    moments = [int(article.published.timestamp()) for article in Article.objects.order_by("published")]
    assert (rows.keys.tolist(), rows.moments.tolist()) == (keys[1:], moments[1:])
    for cells, scale, key in zip(rows.cells, rows.scales, rows.keys, strict=True):
        assert float(cells * scale @ unit(int(key))) == pytest.approx(1.0, abs=5e-3)


def test_a_span_has_an_end_too(paper: Paper, keys: list[int]) -> None:
    for key in keys:
        vectors.door().put(key, MODEL, unit(key))
    (rows,) = vectors.door().recent(MODEL, paper.now - timedelta(days=60), paper.now - timedelta(days=10))
    assert rows.keys.tolist() == keys[:1]


def test_copies_and_articles_without_a_story_are_not_read(paper: Paper, keys: list[int]) -> None:
    for key in keys:
        vectors.door().put(key, MODEL, unit(key))
    Article.objects.filter(pk=keys[0]).update(original=keys[1])
    Article.objects.filter(pk=keys[2]).update(story=None)
    (rows,) = vectors.door().recent(MODEL, paper.now - timedelta(days=60))
    assert rows.keys.tolist() == [keys[1]]


@pytest.mark.parametrize("door", [sqlite, postgres])
def test_many_rows_come_in_parts(
    paper: Paper, keys: list[int], door: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "AT_ONCE", 2)
    for key in keys:
        vectors.door().put(key, MODEL, unit(key))
    parts = vectors.door().recent(MODEL, paper.now - timedelta(days=60))
    assert [key for part in parts for key in part.keys.tolist()] == keys


def test_a_zero_vector_is_kept_as_one(keys: list[int]) -> None:
    vectors.door().put(keys[0], MODEL, np.zeros(384, np.float32))
    assert not vectors.door().get(keys, MODEL)[keys[0]].any()
