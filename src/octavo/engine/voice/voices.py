"""Who speaks which language: a table for espeak-ng, the files of a folder for piper."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from octavo.engine.language import primary
from octavo.engine.voice.values import NoVoice, Studio, Voice


@dataclass(frozen=True, slots=True)
class Engine:
    """How a program that speaks is called. It reads a line from its input and writes a WAV to its output."""

    program: str
    voices: Callable[[Studio], dict[str, str]]  # language: name of the voice
    arguments: Callable[[str], list[str]]  # for a voice of that name


def voice_for(studio: Studio, language: str) -> Voice:
    """The voice for a language. Raises NoVoice when there is none."""
    name = ENGINES[studio.engine].voices(studio).get(primary(language))
    if name is None:
        message = f"{studio.engine} has no voice for {language}"
        raise NoVoice(message)
    return Voice(studio.engine, name)


def languages(studio: Studio) -> list[str]:
    """The languages that can be spoken, as primary tags."""
    return sorted(ENGINES[studio.engine].voices(studio))


@cache
def _table() -> dict[str, str]:
    read: dict[str, str] = tomllib.loads(files(__package__).joinpath("voices.toml").read_text("utf-8"))["espeak"]
    return read


def _models(studio: Studio) -> dict[str, str]:
    """Piper's voices: ``de_DE-thorsten-medium.onnx`` with its ``.onnx.json``, in the folder or one below it.

    Of several for a language the first by name speaks.
    """
    found: dict[str, str] = {}
    for path in _files(studio.models):
        language = primary(path.name.split("-", maxsplit=1)[0])
        if language and path.with_name(f"{path.name}.json").is_file():
            found.setdefault(language, str(path))
    return found


def _files(folder: str) -> Iterator[Path]:
    if folder:
        root = Path(folder)
        yield from sorted([*root.glob("*.onnx"), *root.glob("*/*.onnx")], key=lambda path: path.name)


ENGINES = {
    "espeak-ng": Engine(
        "espeak-ng", lambda _studio: _table(), lambda name: ["--stdin", "--stdout", "-b", "1", "-v", name]
    ),
    # What all three pipers understand: the old one in C++, the old one in Python, piper1-gpl.
    "piper": Engine("piper", _models, lambda name: ["--model", name, "--output_file", "-"]),
}
