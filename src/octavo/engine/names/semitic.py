"""Names in Arabic and Hebrew, which have no capitals: two words that titles and verbs of speech point at.

One sign is not enough: two words behind "said" may be "on the telephone". A pair needs two signs, and that the
second word stands alone somewhere else is one: newspapers give the full name once and the surname from then on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from octavo.engine.names.lexicon import Lexicon

_WORD = re.compile(r"[\w\u064b-\u065f\u0670]+(?:[\"'״׳-]\w+)*['׳]?|[^\s\w]")
_AND = ("و", "ו")
_PREFIXED = ("وال", "بال", "كال", "فال", "لل", "ال")
_OF = ("ال", "لل", "ה")
_VERBAL = ("ي", "ت", "و", "כש", "ש", "ב", "כ", "ל")  # what a verb, not a given name, mostly begins with
_NEVER = ("ون", "ين", "ים", "ות", "ها", "هم")  # endings of plurals and of "her", "their": no given name
_SPAN = 7  # words between a title and the name it belongs to: "minister of energy and mines X"
_ENOUGH = 2  # signs


def found(text: str, words: Lexicon) -> Counter[str]:
    """The names in a text as written in full, and how often; a surname counts for the one it is short for."""
    lines = [_WORD.findall(line) for line in text.split("\n")]
    flat = Counter(token for line in lines for token in line)
    speakers = {after for line in lines for verb, after in pairwise(line) if verb in words.says}
    pairs = Counter(pair for line in lines for pair in pairwise(line) if _nameable(pair, words))
    signs: Counter[tuple[str, str]] = Counter()
    for line in lines:
        signs.update(pair for pair in _pointed_at(line, words) if pair in pairs)
    for pair in pairs:
        verbal = pair[0].startswith(_VERBAL) and signs[pair] < _ENOUGH
        signs[pair] += 0 if verbal else (flat[pair[1]] > pairs[pair]) + (pair[1] in speakers)
    named = [pair for pair in pairs if signs[pair] >= _ENOUGH]
    counted = Counter({" ".join(pair): _times(pair, named, pairs, flat) for pair in named})
    for line in lines:
        counted.update(_bodies(line, words))
    return counted


def _pointed_at(line: Sequence[str], words: Lexicon) -> Iterator[tuple[str, str]]:
    """The pairs beside a verb of speech, behind a title, and before a comma with a title behind it."""
    for at, token in enumerate(line):
        if token in words.says:
            yield from pairwise(line[at + 1 : at + 3])
            yield from pairwise(line[max(0, at - 2) : at])
        elif token in words.titles or _bare(token) in words.titles:
            yield from pairwise(line[at + 1 : at + _SPAN])
            yield from _right_behind(line, at, words) * 2
            if at > 2 and line[at - 1] in {",", "،"}:
                yield from pairwise(line[at - 3 : at - 1])
                yield from pairwise(line[at - 3 : at - 1])  # an apposition says it twice


def _right_behind(line: Sequence[str], at: int, words: Lexicon) -> list[tuple[str, str]]:
    """The two words behind a title and what the title is of, which has the article: "minister of the interior X Y"."""
    place = at + 1
    while place < len(line) and (line[place].startswith(_OF) or line[place] in words.bodies):
        place += 1
    pair = line[place : place + 2]
    return [(pair[0], pair[1])] if len(pair) == 2 and place < at + _SPAN else []


def _nameable(pair: tuple[str, str], words: Lexicon) -> bool:
    known = words.other | words.says | words.titles | words.bodies
    for token in pair:
        letters = token.replace("'", "").replace("-", "").replace('"', "")
        if len(token) < 2 or not letters.isalpha() or token in known or _bare(token) in known:
            return False
    given, family = pair
    return not (
        given.startswith((*_PREFIXED, "שה", "שב", "שכ")) or given.endswith(_NEVER) or family.endswith(_NEVER[2:4])
    )


def _bare(token: str) -> str:
    """The word without "and" before it and without the article."""
    return (token[1:] if token[0] in _AND and len(token) > 3 else token).removeprefix("ال")


def _bodies(line: Sequence[str], words: Lexicon) -> Iterator[str]:
    """Organisations: the word for their kind and the next, which has the article."""
    for kind, name in pairwise(line):
        if kind in words.bodies and len(name) > 3 and name.startswith(("ال", "ה")) and name not in words.titles:
            yield f"{kind} {name}"


def _times(
    pair: tuple[str, str], named: Sequence[tuple[str, str]], pairs: Counter[tuple[str, str]], flat: Counter[str]
) -> int:
    """In full, and by the last word alone where only one name ends in it."""
    alone = sum(other[1] == pair[1] for other in named) == 1
    return flat[pair[1]] if alone else pairs[pair]
