"""The speakers of one text, each once, with what they are called and which statements are theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from octavo.engine.aids.speakers.naming import named
from octavo.engine.aids.speakers.values import Named
from octavo.engine.aids.statements.values import Statement


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of a text: the name in full where the text has it, and the numbers of the statements."""

    named: Named
    statements: tuple[int, ...]


def voices_of(statements: Sequence[Statement], language: str, names: Collection[str] = ()) -> tuple[Voice, ...]:
    """Who speaks in a text, in the order in which they are first heard; crowds, offices and pronouns are nobody.

    Args:
        statements: of the text.
        language: BCP 47.
        names: what ``engine.names`` found in the text.
    """
    spoken: dict[str, tuple[Named, list[int]]] = {}
    for number, statement in enumerate(statements):
        who = named(statement.speaker.text, language, statement.role.text if statement.role else "", names)
        if who is None:
            continue
        known, numbers = spoken.setdefault(who.key, (who, []))
        numbers.append(number)
        if not known.role and who.role:
            spoken[who.key] = (replace(known, role=who.role, kind=who.kind), numbers)
    voices = [Voice(who, tuple(numbers)) for who, numbers in spoken.values()]
    return tuple(_folded(voices))


def _folded(voices: Sequence[Voice]) -> list[Voice]:
    """The voices with those known by a surname only put to the one whose surname it is."""
    voices = _with_their_bodies(voices)
    whole = [voice for voice in voices if voice.named.full]
    found = {voice.named.key: voice for voice in whole}
    for voice in voices:
        if voice.named.full:
            continue
        bearers = [one for one in whole if one.named.kind == "person" and is_surname(voice.named, one.named)]
        if len(bearers) == 1:
            bearer = found[bearers[0].named.key]
            joined = tuple(sorted({*bearer.statements, *voice.statements}))
            found[bearer.named.key] = replace(bearer, statements=joined)
        else:
            found[voice.named.key] = voice
    return list(found.values())


def _with_their_bodies(voices: Sequence[Voice]) -> list[Voice]:
    """A name that begins a body's, without a role of its own, is short for that body: "Tal Sidra" Observatory."""
    bodies = [voice for voice in voices if voice.named.kind == "body"]
    found: dict[int, Voice] = {id(body): body for body in bodies}
    rest = []
    for voice in voices:
        whole = [one for one in bodies if one.named.key.startswith(voice.named.key + " ")]
        if voice.named.kind == "person" and voice.named.full and whole:
            if len(whole) == 1 and not voice.named.role:
                body = found[id(whole[0])]
                found[id(whole[0])] = replace(body, statements=tuple(sorted({*body.statements, *voice.statements})))
        elif voice.named.kind == "person":
            rest.append(voice)
    return sorted((*found.values(), *rest), key=lambda voice: voice.statements)


def is_surname(short: Named, whole: Named) -> bool:
    """True where a lone name is the last part of a full one, or the first characters of one in Han."""
    if whole.han:
        return short.han and len(short.text) == 2 and whole.text.startswith(short.text)
    return len(whole.parts) > 1 and Named(whole.parts[-1], whole.language, "person").key == short.key
