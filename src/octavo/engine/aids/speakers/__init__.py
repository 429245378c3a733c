"""Who speaks: the names behind statements, cleared of titles, and which of them are one person or one body."""

from octavo.engine.aids.speakers.ear import sounds_alike
from octavo.engine.aids.speakers.naming import is_person, named
from octavo.engine.aids.speakers.same import Group, Mention, belonging, compatible, merged, same_person
from octavo.engine.aids.speakers.values import Kind, Named
from octavo.engine.aids.speakers.voices import Voice, voices_of

__all__ = [
    "Group",
    "Kind",
    "Mention",
    "Named",
    "Voice",
    "belonging",
    "compatible",
    "is_person",
    "merged",
    "named",
    "same_person",
    "sounds_alike",
    "voices_of",
]
