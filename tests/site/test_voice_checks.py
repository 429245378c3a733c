"""A voice that cannot speak is found before a reader waits for it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from octavo.site.checks import voice
from tests.engine.voices import ENCODES, FAILS, SPEAKS, program


def found() -> set[str]:
    """The codes of what is wrong."""
    messages = list(voice())
    assert all(message.hint for message in messages)
    return {str(message.id).removeprefix("octavo.") for message in messages}


@pytest.fixture
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where programs are looked for."""
    settings.VOICE = "espeak-ng"
    settings.VOICE_MODELS = str(tmp_path / "voices")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "bin"


def test_a_paper_without_a_voice_needs_none(settings: Settings) -> None:
    settings.VOICE = ""
    assert found() == set()


def test_programs_that_are_missing_are_named(folder: Path, settings: Settings) -> None:
    assert found() == {"W021"}
    program(folder, "espeak-ng")
    assert [message.msg.split()[0] for message in voice()] == ["opusenc"]
    program(folder, "opusenc", ENCODES)
    assert found() == set()
    settings.VOICE = "festival"
    assert found() == {"E020"}


def test_piper_needs_voices(folder: Path, settings: Settings) -> None:
    settings.VOICE = "piper"
    program(folder, "piper")
    program(folder, "opusenc", ENCODES)
    assert found() == {"W022"}
    Path(settings.VOICE_MODELS).mkdir()
    (Path(settings.VOICE_MODELS) / "en_GB-alan-low.onnx").touch()
    (Path(settings.VOICE_MODELS) / "en_GB-alan-low.onnx.json").touch()
    assert found() == set()


@pytest.mark.django_db
def test_the_doctor_lets_the_voice_say_a_word(folder: Path, settings: Settings) -> None:
    program(folder, "opusenc", ENCODES)
    program(folder, "espeak-ng", SPEAKS)
    assert "ok   voice: espeak-ng, " in report()
    program(folder, "espeak-ng", FAILS)
    assert "BAD  voice: espeak-ng ended with 3: no such voice" in report()
    settings.LANGUAGE_CODE = "ja"
    assert "BAD  voice: espeak-ng does not speak ja" in report()


def report() -> str:
    """What the doctor says."""
    said = io.StringIO()
    try:
        call_command("doctor", stdout=said)
    except CommandError as error:
        said.write(str(error))
    return said.getvalue()
