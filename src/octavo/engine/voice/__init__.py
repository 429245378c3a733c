"""Texts read aloud by a program of this machine, kept as Opus.

``speak`` runs the program once a sentence, so that it is known to the second where each one begins.
"""

from __future__ import annotations

from octavo.engine.voice.speak import LONGEST, speak
from octavo.engine.voice.values import Line, NoVoice, Recording, Studio, Voice
from octavo.engine.voice.voices import ENGINES, languages, voice_for

__all__ = ["ENGINES", "LONGEST", "Line", "NoVoice", "Recording", "Studio", "Voice", "languages", "speak", "voice_for"]
