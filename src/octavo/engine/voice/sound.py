"""Sound as samples: WAV to numbers, numbers of another rate, and where each line begins."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from octavo.engine.voice.programs import Limits, SpeechFailed, run

Samples = NDArray[np.int16]

RATE = 22_050  # samples a second, as espeak-ng and most voices of piper have it
RATES = range(8_000, 48_001)
BITS_A_SECOND = 24_000  # of the Opus: clear for one voice
HEADER = 12  # bytes of RIFF, size, WAVE


def samples_of(wav: bytes) -> Samples:
    """The samples of a WAV with 16 bits and one channel, at ``RATE``.

    Sizes in its header are not believed: a program that writes to a pipe cannot know them. Raises SpeechFailed for
    anything else.
    """
    if wav[:4] != b"RIFF" or wav[8:HEADER] != b"WAVE":
        raise SpeechFailed("what was written is no WAV")
    rate = 0
    for name, body in chunks(wav):
        if name == b"fmt " and len(body) >= 16:
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if (kind, channels, bits) != (1, 1, 16) or rate not in RATES:
                raise SpeechFailed(f"a WAV of kind {kind}, {channels} channels, {bits} bits, {rate} samples a second")
        elif name == b"data" and rate:
            return at_rate(np.frombuffer(body[: len(body) // 2 * 2], "<i2").astype(np.int16), rate)
    raise SpeechFailed("a WAV without samples")


def chunks(wav: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The named parts of a WAV; one that claims to be longer than the file ends with it."""
    at = HEADER
    while at + 8 <= len(wav):
        size = int.from_bytes(wav[at + 4 : at + 8], "little")
        yield wav[at : at + 4], wav[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def at_rate(samples: Samples, rate: int) -> Samples:
    """The samples at ``RATE``, between neighbours by a straight line: voices of two rates meet in an edition only."""
    if rate == RATE or not len(samples):
        return samples
    moments = np.arange(int(len(samples) * RATE / rate)) * (rate / RATE)
    between: Samples = np.interp(moments, np.arange(len(samples)), samples).astype(np.int16)
    return between


def quiet(seconds: float) -> bytes:
    """Silence."""
    return bytes(2 * int(seconds * RATE))


def encoded(raw: Path, encoder: str, seconds: float) -> bytes:
    """A file of samples at ``RATE`` as Ogg Opus, by opusenc. Raises NoVoice, Timeout, SpeechFailed."""
    options = ["--quiet", "--raw", "--raw-rate", str(RATE), "--raw-chan", "1", "--bitrate", str(BITS_A_SECOND // 1000)]
    most = int(seconds * BITS_A_SECOND / 8 * 3) + 100_000
    audio = run([encoder, *options, "-", "-"], raw, Limits(30 + seconds / 4, most))
    if not audio.startswith(b"OggS") or b"OpusHead" not in audio[:100]:
        raise SpeechFailed("what the encoder wrote is no Opus")
    return audio
