"""Cut the name out of the words that stand for a speaker, and say whether it is a person's, a body's or nobody's.

Precision goes first: what may be an office, a place, a crowd or a slip of the reading gets no name and so no page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from octavo.engine.aids.speakers import uncased
from octavo.engine.aids.speakers.lexicon import Words, lexicon
from octavo.engine.aids.speakers.values import Kind, Named
from octavo.engine.aids.statements.grammar import grammar
from octavo.engine.language import primary
from octavo.engine.names.lexicon import lexicon as names_lexicon

_CASED = frozenset(
    {"en", "de", "es", "fr", "ms", "it", "pt", "nl", "id", "sv", "da", "no", "nb", "pl", "cs", "tr", "ro"}
)
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_OWNED = re.compile(r"[’']s$")
_FEMININE = re.compile(r"\w{5,}(?:er|ist|är|or|ent|ant)in$")  # German: an office or a calling, hardly a name
_EDGE = ' \t\n.,;:!?–—-“”"«»„()[]'
_BEHIND = re.compile(r",|\s(?:of|for|at|in|that|which|de|du|des|del|von|der)\s")
_CHIEF = {"ja": "長", "ar": "رئيس", "he": "ראש", "en": "head"}  # some office, for a name that is looked at alone
_LONGEST = 5  # words of somebody's name
_WORDS = 12  # of a phrase that is looked at


def named(phrase: str, language: str, role: str = "", known: Collection[str] = ()) -> Named | None:
    """Who the words beside a verb of speech name; ``None`` where they name nobody for sure.

    Args:
        phrase: the fullest mention of the speaker: "Police spokesman Jonas Elwick", "سلمى طارين".
        language: BCP 47, of the text.
        role: what the text says the speaker is, if it does.
        known: names of two words and more that the text was found to have (``engine.names``).
    """
    tag = primary(language)
    plain = " ".join(phrase.split()).strip(_EDGE)
    if not plain or len(plain) > 120:
        return None
    words = lexicon(tag)
    if tag in {"ja", "zh"}:
        return (uncased.japanese if tag == "ja" else uncased.chinese)(plain, role, words)
    inside = _known(plain, known)
    if tag in {"ar", "he"}:
        return uncased.semitic(plain, tag, role, inside)
    if tag not in _CASED:
        return None
    return _cased(plain, tag, role, inside)


def is_person(name: str, language: str) -> bool:
    """True of a full name that is somebody's and no body's."""
    tag = primary(language)
    who = named(name, tag, role=_CHIEF.get(tag, _CHIEF["en"]))
    return who is not None and who.kind == "person" and who.full and who.text == name


def _known(phrase: str, known: Collection[str]) -> str:
    """The one known name of several words that stands in the phrase; the longest where one is part of another."""
    around = f" {phrase} "
    found = [one for one in known if " " in one and f" {one} " in around]
    longest = max(found, key=len, default="")
    return longest if all(one in longest for one in found) else ""


def _cased(phrase: str, language: str, role: str, inside: str) -> Named | None:
    words = lexicon(language)
    pieces = _POSSESSIVE.sub("", phrase).split()[:_WORDS]
    body = _body(pieces, language, role, words)
    if body:
        return body
    if not _headed(pieces, language, words):
        return None
    run = _run(inside.split(), words) or _run(pieces, words)
    if not _is_name(run, words, language):
        return None
    kind: Kind = "body" if len(run) > 1 and _keeps(role, language, words) else "person"
    return Named(" ".join(run), language, kind, role)


def _headed(pieces: Sequence[str], language: str, words: Words) -> bool:
    """False where a preposition or an owner comes before any name: "a shop in Brenna", "Mr Brenning’s office"."""
    cues = grammar(language)
    for number, piece in enumerate(pieces):
        bare = piece.strip(_EDGE)
        small = bare in words.joining or (cues is not None and bool(cues.prepositions.fullmatch(bare)))
        if _OWNED.search(bare) or (small and len(_run(pieces[:number], words)) < 2):
            return False
    return True


def _body(pieces: Sequence[str], language: str, role: str, words: Words) -> Named | None:
    """A body by its name: a word that bodies are called by, and one that says which."""
    start = 0
    while start < len(pieces) and pieces[start].islower():
        start += 1
    rest = [one.strip(_EDGE) for one in pieces[start:]]
    if rest and _bare(rest[0]).removesuffix("s") in words.keepers:
        rest = rest[1:]
    lower = [_bare(one) for one in rest]
    if not rest or start > 1 or len(rest) > 7 or not any(_is_body(one, words) for one in lower):
        return None
    if rest and len(rest) > 1 and lower[0] in {"the", "die", "der", "das", "la", "le", "el", "los", "las", "les"}:
        rest, lower = rest[1:], lower[1:]
    proper = [one for one, small in zip(rest, lower, strict=True) if one[:1].isupper() and small not in words.generic]
    joins = words.joining
    if not proper or len(rest) < 2 or any(one.islower() and one not in joins for one in rest):
        return None
    if any(_is_title(one, words) and not _is_body(_bare(one), words) for one in rest):
        return None
    return Named(" ".join(rest), language, "body", role)


def _run(pieces: Sequence[str], words: Words) -> list[str]:
    """The words with capitals that name somebody: those behind the last title, up to the first small word."""
    runs: list[list[str]] = [[]]
    for piece in pieces:
        bare = piece.strip(_EDGE)
        if not bare:
            continue
        ends = piece[-1:] in ",;:"
        if (bare[:1].isupper() and not _is_title(bare, words)) or (bare in words.joining and runs[-1]):
            runs[-1].append(bare)
        else:
            runs.append([])
        if ends:
            runs.append([])
    trimmed = [_trimmed(run) for run in runs]
    several = [run for run in trimmed if len(run) > 1]
    if several:
        return several[0]
    return next((run for run in trimmed if run), [])


def _trimmed(run: list[str]) -> list[str]:
    while run and run[-1].islower():
        run = run[:-1]
    return run


def _is_name(run: Sequence[str], words: Words, language: str) -> bool:
    """True of one to five words that can be somebody's name."""
    if not 1 <= len(run) <= _LONGEST or any(char.isdigit() for one in run for char in one):
        return False
    lower = {_bare(one) for one in run}
    names = names_lexicon(language)
    if lower <= names.other | words.generic or lower & names.opening or _bare(run[-1]) in names.other - {"may"}:
        return False
    if len(run) > 1 and any(_is_body(_bare(one), words) or _bare(one) in words.generic - words.joining for one in run):
        return False
    return run[0][:1].isupper() and len(run[-1]) > 1 and not (len(run) == 1 and run[0].isupper())


def _is_body(bare: str, words: Words) -> bool:
    return bare in words.bodies or (bool(words.body_endings) and bare.endswith(words.body_endings))


def _is_title(word: str, words: Words) -> bool:
    bare = _bare(word)
    if bare in words.titles:
        return True
    return bool(words.endings) and (bare.endswith(words.endings) or bool(_FEMININE.fullmatch(bare)))


def _keeps(role: str, language: str, words: Words) -> bool:
    """True of a role that only a body can have: its head says so ("the operator", not "the operator’s chief")."""
    words_of_role = _BEHIND.split(role)[0].split()
    head = words_of_role[-1:] if language == "en" else words_of_role[:2]
    if any(_is_title(one, words) for one in head):
        return False
    return any(_bare(one) in words.keepers and not _OWNED.search(one) for one in head)


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.strip(_EDGE).lower())
