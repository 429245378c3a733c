"""Whether two names are one person's: by spelling, by surname within a story, by sound across scripts.

The ear (``speakers.ear``) is rough, so it is believed only within one story or storyline, of names with two parts
and more, and when no other name there sounds nearly as much alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.engine.aids.speakers.ear import sounds_alike
from octavo.engine.aids.speakers.lexicon import lexicon
from octavo.engine.aids.speakers.values import Named
from octavo.engine.aids.speakers.voices import is_surname

_MARGIN = 0.08  # by which the best of several must lead


@dataclass(frozen=True, slots=True)
class Mention:
    """A name and the story in which it stands."""

    named: Named
    story: int


@dataclass(frozen=True, slots=True)
class Group:
    """A speaker by a key of the caller's, with the spellings that are known."""

    key: int
    names: tuple[Named, ...]


def same_person(one: Named, other: Named, *, near: bool) -> float:
    """How sure it is that two names are one speaker's, from 0 to 1.

    Args:
        one: a name.
        other: another.
        near: both stand in one story, or in stories of one storyline.
    """
    if one.full and other.full and one.key == other.key:
        return 1.0
    if not near or "body" in {one.kind, other.kind} or not (one.full or other.full):
        return 0.0
    if not (one.full and other.full):
        short, whole = (other, one) if one.full else (one, other)
        return 0.9 if is_surname(short, whole) and compatible(one, other) else 0.0
    return 0.0 if one.language == other.language else sounds_alike(one, other)


def compatible(one: Named, other: Named) -> bool:
    """False of two whose roles name different offices in one language."""
    if one.language != other.language:
        return True
    offices = lexicon(one.language).titles
    ours, theirs = (set(named.role.lower().split()) & offices for named in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def merged(mentions: Sequence[Mention]) -> list[list[int]]:
    """The mentions as groups of their numbers, each one speaker; one who is known by a surname only is alone.

    A name joins the group of its spelling, and the group in its story that it is most like, if that leads clearly.
    """
    groups: list[list[int]] = []
    for number, mention in sorted(enumerate(mentions), key=lambda pair: not pair[1].named.full):
        scores = [_likeness(mention, [mentions[one] for one in group]) for group in groups]
        at = _leader(scores)
        if at is None:
            groups.append([number])
        else:
            groups[at].append(number)
    return groups


def belonging(names: Sequence[Named], groups: Sequence[Group]) -> int | None:
    """The key of the group whose speaker bears these names too; all of them are heard in one story or storyline.

    Args:
        names: the spellings of one speaker.
        groups: other speakers, each with the spellings that are known.
    """
    one_story = [Mention(name, 0) for name in names]
    scores = [
        0.0
        if any(_rivals(name, other) for name in names for other in group.names)
        else max(_likeness(mention, [Mention(other, 0) for other in group.names]) for mention in one_story)
        for group in groups
    ]
    at = _leader(scores)
    return None if at is None else groups[at].key


def _leader(scores: Sequence[float]) -> int | None:
    """The number of the best score, where it is certain or leads clearly."""
    if not scores or max(scores) <= 0:
        return None
    best, *others = sorted(scores, reverse=True)
    return scores.index(best) if best == 1.0 or best - max(others, default=0.0) >= _MARGIN else None


def _likeness(mention: Mention, others: Sequence[Mention]) -> float:
    """The best score; none where the group has another full name in the same language."""
    best = max(same_person(mention.named, one.named, near=mention.story == one.story) for one in others)
    return 0.0 if best < 1.0 and any(_rivals(mention.named, one.named) for one in others) else best


def _rivals(one: Named, other: Named) -> bool:
    """Two full names of one language that are spelled differently are two people."""
    return one.full and other.full and one.language == other.language and one.key != other.key
