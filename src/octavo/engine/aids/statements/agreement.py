"""Whether a verb or a pronoun can go with somebody: feminine, masculine, a body, as far as the words show it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from octavo.engine.aids.statements.grammar import Grammar, plain
from octavo.engine.aids.statements.people import People
from octavo.engine.aids.statements.phrases import Subject
from octavo.engine.aids.statements.values import Span

Gender = Literal["f", "m", "n"]
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BEFORE = re.compile(r"(\w+)[’'\s]\s*$")


def of_verb(form: str, language: str) -> Gender | None:
    """The gender of an Arabic or Hebrew verb of the third person singular."""
    word = plain(form.split(maxsplit=1)[0]) if form.strip() else ""
    if language == "ar":
        return _arabic(word)
    return _hebrew(word) if language == "he" else None


def _arabic(word: str) -> Gender | None:
    if word.endswith(("ون", "وا", "ين")):
        return None
    if len(word) > 3 and word[0] in "وف" and word[1] != "ا":
        word = word[1:]
    if word.endswith(("ة", "ت")):
        return "f"
    return "f" if word.startswith("ت") and len(word) > 3 and word[:2] != "تا" and not _PAST_T.match(word) else "m"


_PAST_T = re.compile(r"ت(?:عهد|وقع|ابع|حدث|راجع|مسك)$")  # verbs whose own first letter that is
_HEBREW_ROOTS = frozenset(["ענה", "דחה", "מנה", "גינה", "מודה", "קרא", "עונה", "דוחה", "מונה"])


def _hebrew(word: str) -> Gender | None:
    word = word.removeprefix("ו") if len(word) > 3 else word
    if word.endswith(("ו", "ים", "ות")):
        return None
    return "f" if word.endswith(("ה", "ת")) and word not in _HEBREW_ROOTS else "m"


@dataclass(slots=True)
class Genders:
    """What is known of the speakers of one text."""

    text: str
    grammar: Grammar
    known: dict[str, Gender] = field(default_factory=dict)  # by the words of the name

    def learn(self, name: Span, verb: Span, subject: Subject) -> None:
        """Note what a verb with its subject beside it tells, or the role of that subject."""
        shown = of_verb(self.text[slice(*verb)], self.grammar.language) or self._of_role(subject.role)
        if shown:
            self.known.setdefault(self.text[slice(*name)], shown)

    def wanted(self, subject: Subject | None, verb: Span) -> Gender | None:
        """What whoever a pronoun or a verb without its subject stands for must be."""
        if subject is not None:
            word = self.text[slice(*subject.mention)].lower()
            if self.grammar.language == "he" and word.endswith(("יה", "תה", "יו", "תו")):
                return "f" if word.endswith("ה") else "m"  # לדבריה, לטענתו
            return _PRONOUNS.get(self.grammar.language, {}).get(word)
        return of_verb(self.text[slice(*verb)], self.grammar.language)

    def fits(self, name: Span, wanted: Gender | None, people: People) -> bool:
        """False where a speaker is known to be another: "she" is no minister called "der Minister"."""
        if wanted is None:
            return True
        if wanted == "n":
            return not people.is_person(name)
        shown = self.known.get(self.text[slice(*name)]) or self._of_determiner(name)
        return shown in {None, wanted}

    def _of_role(self, role: Span | None) -> Gender | None:
        if role is None:
            return None
        words = [word.lower() for word in _WORD.findall(self.text[slice(*role)])]
        endings = _ENDINGS.get(self.grammar.language)
        if endings is None or not words:
            return None
        if not self.grammar.cased:
            return "f" if endings.search(words[0]) else "m" if self.grammar.roles.fullmatch(words[0]) else None
        return "f" if any(endings.search(word) for word in words[:3]) else None

    def _of_determiner(self, name: Span) -> Gender | None:
        before = _BEFORE.search(self.text, max(0, name[0] - 8), name[0])
        return _DETERMINERS.get(self.grammar.language, {}).get(before[1].lower()) if before else None


_PRONOUNS: Mapping[str, Mapping[str, Gender]] = {
    "en": {"she": "f", "he": "m", "it": "n"},
    "de": {"er": "m"},
    "es": {"ella": "f", "él": "m"},
    "fr": {"elle": "f", "il": "m"},
    "ar": {"هي": "f", "هو": "m"},
    "he": {"היא": "f", "הוא": "m"},
    "zh": {"她": "f"},
    "ja": {"彼女": "f"},
}
_DETERMINERS: Mapping[str, Mapping[str, Gender]] = {
    "de": {"der": "m", "die": "f", "das": "n"},
    "es": {"la": "f", "el": "m"},
    "fr": {"la": "f", "le": "m"},
}
_ENDINGS: Mapping[str, re.Pattern[str]] = {
    "de": re.compile(r"(?:erin|tin|ärin|orin|eurin|frau|ministerin|anwältin|vorsitzende)$"),
    "es": re.compile(r"(?:ora|esa|enta|istra|ada|aria|gada|eza|esora|era)$"),
    "fr": re.compile(r"(?:trice|euse|esse|ente|ière|enne|mme|madame)$"),
    "ar": re.compile(r"ة$"),
    "he": re.compile(r"(?:ת|ית)$"),
    "en": re.compile(r"(?:woman|mrs|ms)$"),
}
