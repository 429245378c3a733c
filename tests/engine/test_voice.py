"""Texts read aloud by programs that may not be there, hang, fail, or write what is no sound."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.errors import NoText, Timeout
from octavo.engine.voice import LONGEST, Line, NoVoice, Studio, languages, speak, voice_for
from octavo.engine.voice.programs import SpeechFailed
from octavo.engine.voice.sound import RATE, samples_of
from octavo.engine.voice.speak import sayable
from tests.engine.voices import FAILS, FLOODS, GARBAGE, HANGS, Program, studio, wav

DAM = Line("The dam held through the night.", "en")
REAL = shutil.which("espeak-ng") and shutil.which("opusenc")


def test_each_sentence_is_a_run_and_it_is_known_when_it_begins(tmp_path: Path) -> None:
    made = speak([DAM, Line("Nobody was hurt.", "en", after=0.5), DAM], studio(tmp_path))
    assert made.marks == ((0.0, 0), (1.25, 1), (2.75, 2))
    assert (made.seconds, made.lines) == (4.0, 3)
    assert made.audio.startswith(b"OggS")


@pytest.mark.parametrize(
    "text",
    ["--help", "-w /tmp/x", "$(touch x); `x`", "<speak><break time='9s'/></speak> it said", "said\nin two\r\nlines"],
)
def test_the_text_is_on_the_input_and_never_in_the_arguments(tmp_path: Path, text: str) -> None:
    booth = studio(tmp_path)
    speak([Line(text, "en")], booth)
    [(arguments, said)] = Program(Path(booth.speaker)).heard()
    assert arguments == ["--stdin", "--stdout", "-b", "1", "-v", "en-gb"]
    assert said == " ".join(text.split()) + "\n"


def test_nothing_of_the_papers_environment_reaches_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_SECRET", "not for strangers")
    booth = studio(tmp_path, "import os\nsys.stderr.write(' '.join(os.environ)); sys.exit(1)")
    with pytest.raises(SpeechFailed) as failure:
        speak([DAM], booth)
    assert "OCTAVO" not in str(failure.value)
    assert "PATH" in str(failure.value)


def test_lines_that_have_nothing_to_say_are_silent_and_unmarked(tmp_path: Path) -> None:
    booth = studio(tmp_path)
    assert speak([DAM, Line("* * *", "en"), Line("", "en"), DAM], booth).marks == ((0.0, 0), (1.25, 3))
    assert len(Program(Path(booth.speaker)).heard()) == 2
    for lines in ([], [Line(" … ", "en")]):
        with pytest.raises(NoText):
            speak(lines, booth)


def test_a_language_without_a_voice_is_refused_before_anything_is_said(tmp_path: Path) -> None:
    booth = studio(tmp_path)
    for language in ("ja", "he", "und", "", "xx-Latn"):
        with pytest.raises(NoVoice):
            speak([DAM, Line("ダムは持ちこたえた。", language)], booth)
    assert not Path(booth.speaker).with_suffix(".heard").exists()


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    booth = studio(tmp_path)
    for missing in (replace(booth, speaker=str(tmp_path / "gone")), replace(booth, encoder=str(tmp_path / "gone"))):
        with pytest.raises(NoVoice, match="gone: No such file"):
            speak([DAM], missing)


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    booth = replace(studio(tmp_path, HANGS), patience=1.5)
    with pytest.raises(Timeout, match="espeak-ng took more than"):
        speak([DAM], booth)
    for _ in range(100):
        left = [pid for pid in Program(Path(booth.speaker)).pids() if lives(pid)]
        if not left:
            break
        time.sleep(0.02)
    assert not left


@pytest.mark.parametrize(
    ("does", "why"),
    [
        (FAILS, "espeak-ng ended with 3: no such voice"),
        (GARBAGE, "no WAV"),
        (FLOODS, "wrote more than"),
        ("pass", "no WAV"),
    ],
)
def test_a_program_that_fails_or_writes_what_is_no_sound_is_found_out(tmp_path: Path, does: str, why: str) -> None:
    with pytest.raises(SpeechFailed, match=why):
        speak([DAM], studio(tmp_path, does))


def test_what_the_encoder_writes_must_be_opus(tmp_path: Path) -> None:
    booth = studio(tmp_path)
    Path(booth.encoder).write_text(Path(booth.encoder).read_text().replace("OpusHead", "MP3 Head"))
    with pytest.raises(SpeechFailed, match="no Opus"):
        speak([DAM], booth)


def test_a_text_that_is_too_long_ends_with_a_whole_sentence_and_says_so(tmp_path: Path) -> None:
    words = Line("Fifteen words of a transcript that goes on for a very long time indeed today. " * 2, "en")
    made = speak([words] * 1000, studio(tmp_path, sound=wav(120)))  # 30,000 words
    assert made.seconds - LONGEST < 121
    assert made.lines == len(made.marks) < 1000


def test_sizes_that_a_header_claims_are_not_believed() -> None:
    for size in (0x7FFFF000, 0xFFFFFFFF):
        assert len(samples_of(wav(0.5, size=size))) == RATE // 2


@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_voices_of_another_rate_last_as_long(rate: int) -> None:
    assert len(samples_of(wav(2, rate))) == pytest.approx(2 * RATE, abs=2)


@given(st.binary(max_size=200), st.integers(0, 60))
def test_whatever_is_written_is_samples_or_refused(noise: bytes, keep: int) -> None:
    for body in (noise, wav(0.01)[:keep] + noise):
        with contextlib.suppress(SpeechFailed):
            assert samples_of(body).dtype.itemsize == 2


@given(st.text())
def test_what_is_said_is_one_line_without_phonemes(text: str) -> None:
    said = sayable(text)
    assert "[[" not in said
    assert len(said.splitlines()) <= 1
    assert [char for char in said if char.isalnum()] == [char for char in text if char.isalnum()]


def test_piper_speaks_the_languages_whose_voices_lie_in_its_folder(tmp_path: Path) -> None:
    booth = studio(tmp_path, engine="piper")
    folder = Path(booth.models)
    (folder / "german").mkdir(parents=True)
    for name in ("german/de_DE-thorsten-medium", "ar_JO-kareem-low", "no_NO-talesyntese-medium", "en_GB-alan-low"):
        (folder / f"{name}.onnx").touch()
        (folder / f"{name}.onnx.json").touch()
    (folder / "ja_JP-half-low.onnx").touch()  # without its description
    assert languages(booth) == ["ar", "de", "en", "nb"]
    assert voice_for(booth, "de-AT").label == "piper: de_DE-thorsten-medium"
    speak([Line("Der Damm hielt.", "de")], booth)
    [(arguments, said)] = Program(Path(booth.speaker)).heard()
    assert arguments == ["--model", str(folder / "german" / "de_DE-thorsten-medium.onnx"), "--output_file", "-"]
    assert said == "Der Damm hielt.\n"


def test_piper_without_a_folder_speaks_nothing(tmp_path: Path) -> None:
    for folder in ("", str(tmp_path / "none")):
        assert languages(Studio("piper", "piper", "opusenc", folder)) == []


@pytest.mark.skipif(not REAL, reason="espeak-ng and opusenc are not installed")
def test_the_real_voice_speaks_several_scripts_and_markup() -> None:
    booth = Studio("espeak-ng", shutil.which("espeak-ng") or "", shutil.which("opusenc") or "")
    given = [
        DAM,
        Line("قالت Rena Holt إن 4200 شخص غادروا Varn.", "ar"),
        Line("Er sagte: <b>nein</b> & „niemals“ [[h@loU]].", "de"),
        Line("大坝挺过了这一夜。", "zh-Hans"),
    ]
    made = speak(given, booth)
    assert [number for _, number in made.marks] == [0, 1, 2, 3]
    seconds = [second for second, _ in made.marks]
    assert seconds == sorted(set(seconds))
    assert 4 < made.seconds < 40
    assert made.audio.startswith(b"OggS")


def lives(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be counted does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
