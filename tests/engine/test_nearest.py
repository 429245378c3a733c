from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.nearest import Fade, Floats, Nearest, Rows, packed

ALWAYS = (0, 2**40)
WIDE = 32


def cloud(count: int, seed: int = 1) -> Floats:
    """Unit vectors in small clusters, as news comes."""
    chance = np.random.default_rng(seed)
    middles = np.repeat(chance.normal(size=(count // 5 + 1, WIDE)), 5, axis=0)[:count]
    vectors = (middles + 0.6 * chance.normal(size=(count, WIDE))).astype(np.float32)
    unit: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def rows(vectors: Floats, first: int = 0) -> Rows:
    keys = np.arange(first, first + len(vectors), dtype=np.int64)
    both = [packed(vector) for vector in vectors]
    return Rows(keys, keys * 60, np.stack([cells for _, cells in both]), np.array([s for s, _ in both], np.float32))


def filled(vectors: Floats, exact: int = 10_000, tail: int = 100) -> Nearest:
    index = Nearest(WIDE, exact, tail)
    index.extend(rows(vectors))
    index.catch_up()
    return index


def share_found(index: Nearest, vectors: Floats, asked: range) -> float:
    """The share of the true ten nearest of some vectors that the index finds."""
    hits = 0
    for key in asked:
        nearest = np.argsort(-(vectors @ vectors[key]), kind="stable")[:10]
        hits += len(set(nearest.tolist()) & set(index.search(vectors[key], 15, ALWAYS)[0].tolist()))
    return hits / (10 * len(asked))


def test_a_small_index_finds_what_a_look_at_all_finds() -> None:
    vectors = cloud(400)
    assert share_found(filled(vectors), vectors, range(0, 400, 7)) > 0.995  # cells are rounded: two may change places


def test_cosines_come_best_first_within_the_precision_of_the_cells() -> None:
    vectors = cloud(300)
    keys, cosines = filled(vectors).search(vectors[5], 20, ALWAYS)
    assert keys[0] == 5
    assert list(cosines) == sorted(cosines, reverse=True)
    assert np.allclose(cosines, vectors[keys] @ vectors[5], atol=0.02)


def test_only_what_lies_within_the_span_is_found() -> None:
    vectors = cloud(300)
    keys, _ = filled(vectors).search(vectors[5], 300, (60 * 10, 60 * 20))
    assert set(keys.tolist()) == set(range(10, 21))


def test_with_a_fade_what_came_at_about_the_time_goes_first_and_the_rest_is_left_out() -> None:
    vectors = cloud(300)
    index = filled(vectors)
    fade = Fade(60 * 5, a_day=24 * 60 / 100, most_days=1.0, least=0.2)  # a hundredth an article away
    keys, cosines = index.search(vectors[5], 300, ALWAYS, fade)
    left = cosines - np.abs(keys - 5) / 100
    assert list(left) == sorted(left, reverse=True)
    assert left.min() >= 0.2
    _, every = index.search(vectors[5], 300, ALWAYS)
    there, _ = index.search(vectors[5], 300, ALWAYS)
    assert len(keys) == int((every - np.abs(there - 5) / 100 >= 0.2).sum())


def test_what_is_kept_of_a_vector_is_had_by_its_key() -> None:
    vectors = cloud(30)
    kept = filled(vectors).cells_of([7, 99, 3])
    assert kept.keys.tolist() == [7, 3]
    assert np.allclose(kept.cells * kept.scales[:, None], vectors[[7, 3]], atol=0.01)


def test_a_newer_vector_takes_the_place_of_the_older_and_what_is_dropped_is_gone() -> None:
    vectors = cloud(300)
    index = filled(vectors)
    index.put(5, 0, vectors[200])
    index.drop(200)
    keys, cosines = index.search(vectors[200], 1, ALWAYS)
    assert (keys.tolist(), len(index), 200 in index) == ([5], 299, False)
    assert cosines[0] == pytest.approx(1.0, abs=0.02)


def test_an_empty_index_finds_nothing() -> None:
    keys, cosines = Nearest(WIDE).search(cloud(1)[0], 10, ALWAYS)
    assert (len(keys), len(cosines)) == (0, 0)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32), order=st.permutations(range(40)))
def test_the_answer_does_not_depend_on_the_order_of_arrival(seed: int, order: list[int]) -> None:
    vectors = cloud(40, seed)
    vectors[7] = vectors[3]  # equals are told apart by what they are, not by where they lie
    straight, shuffled = Nearest(WIDE), Nearest(WIDE)
    for key in range(40):
        straight.put(key, 100 - key // 2, vectors[key])
        shuffled.put(order[key], 100 - order[key] // 2, vectors[order[key]])
    keys, cosines = straight.search(vectors[3], 9, ALWAYS)
    others, likewise = shuffled.search(vectors[3], 9, ALWAYS)
    assert (keys.tolist(), cosines.tolist()) == (others.tolist(), likewise.tolist())


@pytest.fixture(scope="module")
def many() -> Floats:
    return cloud(3000)


def test_a_large_index_finds_nearly_all_through_its_graph(many: Floats) -> None:
    index = filled(many, exact=500)
    assert index.behind == 0
    assert share_found(index, many, range(0, 3000, 29)) > 0.97


def test_what_came_last_is_never_missed(many: Floats) -> None:
    index = filled(many[:2900], exact=500)
    for key in range(2900, 3000):
        index.put(key, key * 60, many[key])
    assert all(index.search(many[key], 1, ALWAYS)[0][0] == key for key in range(2900, 3000))


def test_a_graph_is_taken_in_step_by_step_as_vectors_come(many: Floats) -> None:
    index = Nearest(WIDE, 100, 50)
    for key in range(300):
        index.put(key, key * 60, many[key])
    assert index.behind == 0
    assert share_found(index, many[:300], range(0, 300, 7)) > 0.97


def test_an_edited_vector_is_found_where_it_is_now(many: Floats) -> None:
    index = filled(many[:2000], exact=500, tail=0)
    index.put(3, 0, many[2500])
    index.put(3, 0, many[2600])
    assert (index.search(many[2600], 1, ALWAYS)[0][0], index.behind) == (3, 0)
    assert 3 not in index.search(many[3], 10, ALWAYS)[0]


def test_a_kept_graph_serves_the_next_start_and_learns_what_came_meanwhile(many: Floats, tmp_path: Path) -> None:
    file = tmp_path / "folder" / "kept.graph"
    filled(many[:2500], exact=500).save(file)
    index = Nearest(WIDE, 500, 100)
    index.extend(rows(many[200:], 200))  # the oldest have left the window
    assert index.load(file)
    assert index.catch_up() < 600
    assert share_found(index, many, range(1000, 3000, 41)) > 0.9
    assert min(index.search(many[100], 50, ALWAYS)[0]) >= 200


@pytest.mark.parametrize("content", [b"", b"no graph", b"\0" * 5000])
def test_a_broken_file_is_no_graph(many: Floats, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.graph"
    file.write_bytes(content)
    index = Nearest(WIDE, 500, 100)
    index.extend(rows(many))
    assert not index.load(file)
    assert not index.load(tmp_path / "missing.graph")
    index.catch_up()
    assert index.search(many[7], 1, ALWAYS)[0][0] == 7


def test_a_file_of_mostly_forgotten_vectors_is_not_used(many: Floats, tmp_path: Path) -> None:
    filled(many, exact=500).save(tmp_path / "old.graph")
    index = Nearest(WIDE, 500, 100)
    index.extend(rows(many[2000:], 2000))
    assert not index.load(tmp_path / "old.graph")
