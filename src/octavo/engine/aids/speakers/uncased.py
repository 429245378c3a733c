"""Names in scripts without capitals: an office, a dot, a surname's character, or a name the text was found to have."""

from __future__ import annotations

import re

from octavo.engine.aids.speakers.lexicon import Words, lexicon
from octavo.engine.aids.speakers.values import Named
from octavo.engine.aids.statements.grammar import grammar
from octavo.engine.names.lexicon import lexicon as names_lexicon
from octavo.engine.stories.sounds import transcribed

_KATAKANA = "ァ-ヺー"
_KANJI = "\u3005\u4e00-\u9fff"
_DOTTED = re.compile(rf"[{_KATAKANA}]{{1,}}(?:[・＝=][{_KATAKANA}]+)+")
_ABROAD = re.compile(r"[\u4e00-\u9fff]{1,7}(?:[·・•‧][\u4e00-\u9fff]{1,7})+")
_OFFICE = re.compile(rf"[^、。\d]*(?:[{_KANJI}]|さん)")  # in Japanese; a reading that slipped has marks or numbers
_LETTERS = re.compile(r"(?:[^\W\d_]|[\u064b-\u0652'’׳״-])+")
_CLITIC = ("ال", "لل", "بال", "وال")
_WHOLE_BODY = 14  # characters of a body's name
_LONG = 4  # characters of one part of a name from abroad
_PARTICLES = frozenset({"بن", "ابن", "بنت", "أبو", "آل", "عبد", "בן", "בת", "אבו", "אל", "דה", "ון"})


def semitic(phrase: str, language: str, role: str, inside: str) -> Named | None:
    """A name in Arabic or Hebrew: one the text was found to have, or two words with a role beside them."""
    words = lexicon(language)
    pieces = phrase.split()
    if _is_body(pieces, words):
        return Named(phrase, language, "body", role)
    if inside and phrase.endswith(inside) and not set(inside.split()) & words.bodies and len(pieces) < 4:
        return Named(inside, language, "person", role or phrase.removesuffix(inside).strip())
    count = 3 if len(pieces) > 2 and pieces[-2] in _PARTICLES else 2
    tail = pieces[-count:]
    before = pieces[:-count]
    if len(pieces) < count or not _plain(tail, language, words):
        return Named(phrase, language, "person", role) if len(pieces) == 1 and _plain(pieces, language, words) else None
    if (not before and _has_office(role, language, words)) or (before and _closes(before, language, words)):
        return Named(" ".join(tail), language, "person", role or " ".join(before))
    return None


def _closes(before: list[str], language: str, words: Words) -> bool:
    """True where the words before a name are an office that ends there: "the head of the union", "their head"."""
    if before[0] in words.of_places and len(before) == 2:
        return True
    if before[0] in words.bodies or not _has_office(" ".join(before), language, words):
        return False
    last = before[-1]
    return last.startswith("ה") if language == "he" else last.startswith("ال") or last.endswith(("ها", "ه", "هم"))


def _has_office(role: str, language: str, words: Words) -> bool:
    return any(_is_office(word, language, words) for word in role.split())


def _is_office(word: str, language: str, words: Words) -> bool:
    """True of a word for an office, with the article or "her" or "their" on it."""
    cues = grammar(language)
    bare = word.removeprefix("ال") if language == "ar" else word.removeprefix("ה")
    bare = bare.removesuffix("ها").removesuffix("هم") if language == "ar" else bare
    return any(one in words.titles or bool(cues and cues.roles.fullmatch(one)) for one in (word, bare))


def _plain(pieces: list[str], language: str, words: Words) -> bool:
    """True of words none of which is an everyday one, an office or a number."""
    others = names_lexicon(language).other | words.titles | words.generic
    if any(piece in others or not _LETTERS.fullmatch(piece) for piece in pieces):
        return False
    if language == "ar":
        return not pieces[0].startswith(_CLITIC)
    return not (pieces[0][0] == "ה" and (len(pieces) == 1 or pieces[1][0] in "בלה"))


def _is_body(pieces: list[str], words: Words) -> bool:
    kinds = [piece for piece in pieces if piece in words.bodies]
    proper = [piece for piece in pieces if piece not in words.generic and piece != "של"]
    return (
        pieces[0] in words.bodies
        and len(kinds) == 1
        and 2 <= len(pieces) <= 4
        and bool(proper)
        and all(p.replace("-", "").isalpha() for p in pieces)
    )


def japanese(phrase: str, role: str, words: Words) -> Named | None:
    """A name in katakana with its dot and an office, a name in kanji with an office, or a body."""
    bare = _untitled(phrase, words)
    dotted = _DOTTED.findall(bare)
    if dotted:  # one without an office is a place, a ship, a company
        sure = len(dotted) == 1 and (bare != phrase or _OFFICE.fullmatch(role))
        return Named(dotted[0], "ja", "person", role) if sure else None
    if re.fullmatch(rf"[{_KATAKANA}]{{2,12}}(?:{'|'.join(sorted(words.bodies))})", bare):
        return Named(bare, "ja", "body", role)
    if re.fullmatch(rf"[{_KATAKANA}]{{3,10}}", bare) or (role and _is_own(bare, 5, words)):
        return Named(bare, "ja", "person", role)
    return None


def chinese(phrase: str, role: str, words: Words) -> Named | None:
    """A name from abroad with its dot, one that begins with a surname and has an office, or a body from abroad."""
    bare = _untitled(phrase, words)
    dotted = _ABROAD.findall(bare)
    if dotted:
        name = _cut(dotted[0]) if len(dotted) == 1 else ""
        return Named(name, "zh", "person", role) if name else None
    if bare.endswith(tuple(words.bodies)):
        return Named(bare, "zh", "body", role) if len(bare) <= _WHOLE_BODY and _names_where(bare) else None
    surname = bare[:1] in names_lexicon("zh").surnames
    return Named(bare, "zh", "person", role) if role and surname and _is_own(bare, 3, words) else None


def _is_own(name: str, longest: int, words: Words) -> bool:
    """True of two to so many Han characters that end in no office and no word for a body."""
    return bool(re.fullmatch(rf"[{_KANJI}]{{2,{longest}}}", name)) and not name.endswith((*words.bodies, *words.titles))


def _names_where(name: str) -> bool:
    """True of a body whose name begins with a place from abroad: 特鲁马|卫生部."""
    runs = transcribed(name)
    return bool(runs) and name.startswith(runs[0])


def _cut(name: str) -> str:
    """A dotted name without what clings to its ends, characters that no name from abroad has; empty if unsure."""
    parts = re.split("[·・•‧]", name)
    first = transcribed(parts[0])[-1:] if len(parts[0]) > _LONG else [parts[0]]
    last = transcribed(parts[-1])[:1] if len(parts[-1]) > _LONG else [parts[-1]]
    return "·".join([*first, *parts[1:-1], *last]) if first and last else ""


def _untitled(phrase: str, words: Words) -> str:
    """The phrase without what honours or offices stand behind the name."""
    for title in sorted(words.titles, key=len, reverse=True):
        if phrase.endswith(title) and len(phrase) > len(title) + 1:
            return phrase.removesuffix(title)
    return phrase
