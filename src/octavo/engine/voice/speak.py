"""Lines to a recording."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from octavo.engine.errors import NoText
from octavo.engine.voice.programs import Limits, run
from octavo.engine.voice.sound import RATE, encoded, quiet, samples_of
from octavo.engine.voice.values import Line, Recording, Studio, Voice
from octavo.engine.voice.voices import ENGINES, voice_for

LONGEST = 40 * 60  # seconds of a recording; what is longer ends with the line that passes it
SLOWEST = 0.05  # seconds that a program may take for a character, beyond its patience
SLOW_SPEECH = 0.6  # seconds of sound that a character makes at most, as where numbers stand
_UNSPOKEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")


def speak(lines: Sequence[Line], studio: Studio) -> Recording:
    """Have the studio's program speak the lines, a run each, and join what it says.

    Raises NoVoice when the program is missing or does not speak a line's language, Timeout and SpeechFailed when it
    fails, NoText when nothing of it can be heard. A recording holds whole lines from the first one on, never with a
    gap.
    """
    voices = {line.language: voice_for(studio, line.language) for line in lines}
    with tempfile.NamedTemporaryFile(prefix="octavo-voice-") as draft:
        marks, length, count = spoken_into(draft.name, lines, voices, studio)
        seconds = length / RATE
        if not marks:
            raise NoText("nothing that can be heard")
        return Recording(encoded(Path(draft.name), studio.encoder, seconds), round(seconds, 2), tuple(marks), count)


def spoken_into(
    path: str, lines: Sequence[Line], voices: Mapping[str, Voice], studio: Studio
) -> tuple[list[tuple[float, int]], int, int]:
    """Write the lines' samples to a file. Returns where each begins, how many samples and how many lines there are."""
    marks: list[tuple[float, int]] = []
    length = 0
    with Path(path).open("wb") as draft:
        for number, line in enumerate(lines):
            if length >= LONGEST * RATE:
                return marks, length, number
            said = spoken(line.text, voices[line.language], studio)
            if said:
                marks.append((round(length / RATE, 2), number))
                length += draft.write(said + quiet(line.after)) // 2
    return marks, length, len(lines)


def spoken(text: str, voice: Voice, studio: Studio) -> bytes:
    """The samples of one line; none when it has nothing to say."""
    text = sayable(text)
    if not any(char.isalnum() for char in text):
        return b""
    limits = Limits(studio.patience + SLOWEST * len(text), int((60 + SLOW_SPEECH * len(text)) * RATE * 4))
    engine = ENGINES[voice.engine]
    wav = run([studio.speaker, *engine.arguments(voice.name)], f"{text}\n".encode("utf-8", "replace"), limits)
    return samples_of(wav).tobytes()


def sayable(text: str) -> str:
    """The text as one line, in which ``[[`` does not begin phonemes: both programs would take them as such."""
    text = " ".join(_UNSPOKEN.sub(" ", text).split())
    while "[[" in text:
        text = text.replace("[[", "[ [")
    return text
