"""Names in scripts without capitals (Arabic, Hebrew): the words after a role, or a short phrase beside a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo.engine.aids.statements.grammar import Grammar, plain
from octavo.engine.aids.statements.values import Span

_WORD = re.compile(r"[\w'’\"״׳-]+")
_PARTICLES = frozenset(["بن", "ابن", "بنت", "أبو", "أبي", "آل", "عبد", "بو", "בן", "בת", "בר", "אבו", "אל", "דה", "ון"])
_AGED = frozenset(["בן", "בת"])  # "Katya Ran, aged 29"
_NOT_NAMES = frozenset(
    [
        "לא",
        "מי",
        "אל",
        "לה",
        "לו",
        "לי",
        "לנו",
        "לך",
        "إن",
        "أن",
        "وإن",
        "وأن",
        "بها",
        "به",
        "إلى",
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
        "שלו",
        "שלה",
        "שלהם",
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
    if not words or grammar.adverbs_after.fullmatch(text[slice(*words[0])]):
        return None
    if known := _first_name(text, words, grammar):
        return known
    if len(words) > _LONGEST:
        return None
    whole = (words[0][0], words[-1][1])
    if not is_role(text, words[0], grammar):
        return whole, None
    name = _name(text, words, grammar)
    if name is None:
        return whole, None
    return (words[name][0], words[-1][1]), (words[0][0], words[name - 1][1])


def _first_name(text: str, words: list[Span], grammar: Grammar) -> tuple[Span, Span] | None:
    """A name after its role, or before it, whatever follows: "وزيرة الصحة ريم عزوز إغلاق المدارس"."""
    if is_role(text, words[0], grammar):
        for at in range(1, min(len(words) - 1, _LONGEST)):
            if _is_named(text, words, (0, at), grammar):
                long = text[slice(*words[at + 1])] in _PARTICLES and at + 2 < len(words)
                return (words[at][0], words[at + 1 + long][1]), (words[0][0], words[at - 1][1])
        return None
    for at in (2, 3):
        if (
            at < len(words)
            and is_role(text, words[at], grammar)
            and is_name(text, words[0][0], words[at - 1][1], grammar)
        ):
            return (words[0][0], words[at - 1][1]), (words[at][0], words[-1][1])
    return None


def is_role(text: str, word: Span, grammar: Grammar) -> bool:
    """True where a phrase begins with the word for an office or a calling."""
    return holds(text[slice(*word)], grammar)


def holds(word: str, grammar: Grammar) -> bool:
    """True of a word for an office, with an "and" before it or without."""
    first = word.removeprefix("و").removeprefix("ו")
    return any(grammar.roles.fullmatch(one) for one in (word, first))


def is_name(text: str, start: int, end: int, grammar: Grammar) -> bool:
    """True of two or three words that can be somebody's name."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    return 2 <= len(words) <= 4 and not is_role(text, words[0], grammar) and _bears(text, words[0], grammar)


_NOBODY = frozenset(["לה", "לו", "לי", "להם", "לנו", "מכל", "במקום", "לא", "بها", "به", "إن", "وإن", "لا", "فيها"])
_SUFFIXED = re.compile(r"\w{2,}(?:ته|تها)$")


def can_speak(words: Sequence[str], grammar: Grammar) -> bool:
    """False of words that are nobody who speaks: who is spoken to ("to the committee"), a verb with its object."""
    first = words[0]
    if first in _NOBODY | _NOT_NAMES:
        return False
    if grammar.language == "ar":
        return len(words) > 1 or not _SUFFIXED.match(first)
    told = first[1:] if first.startswith("ל") else ""
    return not (told and any(grammar.organisations.fullmatch(one) for one in (told, told.replace("וו", "ו", 1))))


def _name(text: str, words: list[Span], grammar: Grammar) -> int | None:
    """The number of the word a name at the end of a phrase begins with: after a word that closes its role."""
    count = 3 if len(words) > 3 and text[slice(*words[-2])] in _PARTICLES else 2
    at = len(words) - count
    if at < 1 or not _bears(text, words[at], grammar) or text[slice(*words[at + 1])] in _NOT_NAMES:
        return None
    if grammar.organisations.fullmatch(text[slice(*words[at])]):
        return None
    before = text[slice(*words[at - 1])]
    closes = before.startswith(_ARTICLE.get(grammar.language, ())) or (at == 1 and is_role(text, words[0], grammar))
    if grammar.language == "ar" and at == 1 and not before.startswith("ال"):
        return None  # "رئيسة بلدية برينا": the role goes on
    placed = at == 2 and grammar.language == "ar" and not grammar.organisations.fullmatch(before)
    return at if closes or placed or at >= 3 else None


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
        if grammar.adverbs_after.fullmatch(text[slice(*word)]) or _is_object(text, words, number, grammar):
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


def _is_object(text: str, words: list[Span], number: int, grammar: Grammar) -> bool:
    """True of a second body in a phrase, which is no part of the name of the first: "اتهمت النقابة وزارة الصحة"."""
    if number < 2 or not grammar.organisations.fullmatch(text[slice(*words[number])]):
        return False
    before = text[slice(*words[number - 1])]
    return not (grammar.roles.fullmatch(before) or before in {"باسم", "من", "של", "מטעם"})


def _tail_is_name(text: str, words: list[Span], grammar: Grammar) -> bool:
    before, first = text[slice(*words[-3])], words[-2]
    return before.startswith(_ARTICLE.get(grammar.language, ())) and _bears(text, first, grammar)


def named(text: str, grammar: Grammar) -> Iterator[tuple[Span, Span]]:
    """Every name that follows a word for an office, with that role: "رئيس النقابة يوسف درقل"."""
    words = [match.span() for match in _WORD.finditer(text)]
    for number, word in enumerate(words):
        if text[slice(*word)] in _AGED and (before := _described(text, words, number, grammar)):
            yield before, before
        if not is_role(text, word, grammar):
            continue
        if before := _described(text, words, number, grammar):
            yield before, word
        for at in range(number + 1, min(number + 7, len(words) - 1)):
            if text[words[at - 1][1] : words[at][0]].strip(" ,،"):
                break
            if _is_named(text, words, (number, at), grammar):
                long = text[slice(*words[at + 1])] in _PARTICLES and at + 2 < len(words)
                yield (words[at][0], words[at + 2 if long else at + 1][1]), (word[0], words[at - 1][1])
                break


def _described(text: str, words: list[Span], number: int, grammar: Grammar) -> Span | None:
    """The name before a comma and a role: "تيودور ماس، الناطق باسم …"."""
    if number < 2 or text[words[number - 1][1] : words[number][0]].strip() not in {",", "،"}:
        return None
    first = number - 2
    if number > 2 and text[slice(*words[number - 2])] in _PARTICLES:
        first = number - 3
    if any(not _bears(text, words[one], grammar) or _reports(text, words[one], grammar) for one in (first, number - 1)):
        return None
    gaps = (text[words[one][1] : words[one + 1][0]] for one in range(first, number - 1))
    return (words[first][0], words[number - 1][1]) if all(gap == " " for gap in gaps) else None


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
