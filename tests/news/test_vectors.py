from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from octavo.news import vectors
from octavo.news.group.window import SPAN, Window
from octavo.news.models import Article
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


def test_only_recent_ones_are_compared_in_the_order_of_publication(paper: Paper, keys: list[int]) -> None:
    for key in keys:
        vectors.door().put(key, MODEL, unit(key))
    found, matrix = vectors.door().recent(MODEL, paper.now - timedelta(days=10))
    assert (found, matrix.shape) == (keys[1:], (2, 384))


def test_a_zero_vector_is_kept_as_one(keys: list[int]) -> None:
    vectors.door().put(keys[0], MODEL, np.zeros(384, np.float32))
    assert not vectors.door().get(keys, MODEL)[keys[0]].any()


def test_the_window_finds_the_nearest_first_and_grows(paper: Paper, keys: list[int]) -> None:
    for key in keys:
        vectors.door().put(key, MODEL, unit(key))
    window = Window(MODEL, paper.now - SPAN)
    entry = window.entries[0]
    for number in range(50):
        entry.article = 10_000 + number
        window.add(entry, unit(10_000 + number))
    near = window.near(unit(keys[-1]), 0.5, paper.now)
    assert [found.article for found, _ in near] == [keys[-1]]
