"""Names in scripts without capitals (Arabic, Hebrew): the words after a role, or a short phrase beside a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.engine.aids.statements.grammar import Grammar, plain
from octavo.engine.aids.statements.values import Span

_WORD = re.compile(r"[\w'’\"״׳-]+")
_PARTICLES = frozenset(["بن", "ابن", "بنت", "أبو", "أبي", "آل", "عبد", "بو", "בן", "בת", "בר", "אבו", "אל", "דה", "ון"])
_NOT_NAMES = frozenset(
    [
        "باسم",
        "باسمها",
        "باسمه",
        "فيه",
        "فيها",
        "منها",
        "منه",
        "بل",
        "لا",
        "لم",
        "لن",
        "قد",
        "بأن",
        "כך",
        "היא",
        "הוא",
        "של",
    ]
)
_ARTICLE = {"ar": ("ال", "لل", "بال", "وال"), "he": ("ה", "ב", "ל", "ש")}
LANGUAGES = frozenset(_ARTICLE)
_LONGEST = 12  # words of a phrase that names somebody


def split(text: str, start: int, end: int, grammar: Grammar) -> tuple[Span, Span | None] | None:
    """The name in a phrase and the role before it; all of the phrase where it has no role word.

    ``None`` where the phrase is too long to name anybody.
    """
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    words = words[: _cut(text, words, grammar)]
    while words and grammar.prepositions.fullmatch(text[slice(*words[-1])]):
        words.pop()
    if not words or len(words) > _LONGEST:
        return None
    whole = (words[0][0], words[-1][1])
    if not is_role(text, words[0], grammar):
        return whole, None
    name = _name(text, words, grammar)
    if name is None:
        return whole, None
    return (words[name][0], words[-1][1]), (words[0][0], words[name - 1][1])


def is_role(text: str, word: Span, grammar: Grammar) -> bool:
    """True where a phrase begins with the word for an office or a calling."""
    return bool(grammar.roles.fullmatch(text[slice(*word)]))


def is_name(text: str, start: int, end: int, grammar: Grammar) -> bool:
    """True of two or three words that can be somebody's name."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    return 2 <= len(words) <= 4 and not is_role(text, words[0], grammar) and _bears(text, words[0], grammar)


def _name(text: str, words: list[Span], grammar: Grammar) -> int | None:
    """The number of the word a name at the end of a phrase begins with: after a word that closes its role."""
    count = 3 if len(words) > 3 and text[slice(*words[-2])] in _PARTICLES else 2
    at = len(words) - count
    if at < 1 or not _bears(text, words[at], grammar):
        return None
    before = text[slice(*words[at - 1])]
    closes = before.startswith(_ARTICLE.get(grammar.language, ())) or (at == 1 and is_role(text, words[0], grammar))
    if grammar.language == "ar" and at == 1 and not before.startswith("ال"):
        return None  # "رئيسة بلدية برينا": the role goes on
    return at if closes or at >= 3 else None


def _bears(text: str, word: Span, grammar: Grammar) -> bool:
    """True of a word that can begin a name."""
    plain = text[slice(*word)]
    if grammar.language == "ar" and plain.startswith("ال"):
        return False
    if plain in _NOT_NAMES or (len(plain) > 3 and plain.startswith(("و", "ו")) and grammar.language == "ar"):
        return False
    return not grammar.prepositions.fullmatch(plain) and not plain[0].isdigit() and not plain.endswith("اً")


def _cut(text: str, words: list[Span], grammar: Grammar) -> int:
    """How many words of a phrase come before an adverbial; all where a name still follows."""
    for number, word in enumerate(words[1:], 1):
        if grammar.adverbs_after.fullmatch(text[slice(*word)]):
            return number
        if not grammar.prepositions.fullmatch(text[slice(*word)]) or grammar.inner.fullmatch(text[slice(*word)]):
            continue
        later = list(words[number + 1 :])
        while later and grammar.prepositions.fullmatch(text[slice(*later[-1])]):
            later.pop()
        if is_role(text, words[0], grammar) and len(later) >= 3 and _tail_is_name(text, later, grammar):
            continue
        return number
    return len(words)


def _tail_is_name(text: str, words: list[Span], grammar: Grammar) -> bool:
    before, first = text[slice(*words[-3])], words[-2]
    return before.startswith(_ARTICLE.get(grammar.language, ())) and _bears(text, first, grammar)


def named(text: str, grammar: Grammar) -> Iterator[tuple[Span, Span]]:
    """Every name that follows a word for an office, with that role: "رئيس النقابة يوسف درقل"."""
    words = [match.span() for match in _WORD.finditer(text)]
    for number, word in enumerate(words):
        if not grammar.roles.fullmatch(text[slice(*word)].removeprefix("و").removeprefix("ו")):
            continue
        for at in range(number + 1, min(number + 7, len(words) - 1)):
            if text[words[at - 1][1] : words[at][0]].strip(" ,،"):
                break
            if _is_named(text, words, (number, at), grammar):
                long = text[slice(*words[at + 1])] in _PARTICLES and at + 2 < len(words)
                yield (words[at][0], words[at + 2 if long else at + 1][1]), (word[0], words[at - 1][1])
                break


def _is_named(text: str, words: list[Span], places: tuple[int, int], grammar: Grammar) -> bool:
    """True where a role ends before a word and that word and the next can be a name."""
    at = places[1]
    before = text[slice(*words[at - 1])]
    closes = before.startswith(_ARTICLE[grammar.language][0]) and not before.startswith("إ")
    if not closes or text[words[at][1] : words[at + 1][0]] != " ":
        return False
    return all(_bears(text, words[one], grammar) and not _reports(text, words[one], grammar) for one in (at, at + 1))


def _reports(text: str, word: Span, grammar: Grammar) -> bool:
    plain_word = plain(text[slice(*word)])
    return plain_word in grammar.firsts or grammar.that.match(text, *word) is not None or word[1] - word[0] < 2
