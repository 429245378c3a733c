"""Who is meant: a surname, a title or a pronoun led back to the fullest mention in the same text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from octavo.engine.aids.statements import bodies, uncased
from octavo.engine.aids.statements.grammar import Grammar
from octavo.engine.aids.statements.phrases import Subject
from octavo.engine.aids.statements.values import Phrase, Span

HEAD = 140  # characters of a sentence in which whom it is about is looked for
_WORD = re.compile(r"[^\W_][\w’'-]*")
_BESIDE = re.compile(r",\s+([^,.;:\n]{4,80}),")
_ELIDED = re.compile(r"^[ld][’']")
MOST = 9  # words of what describes somebody
_SHORTEST = 4  # letters of a German noun that may be the end of a longer one
_POSSESSIVE = re.compile(r"(?:[’']s|[’'])$")


@dataclass(slots=True)
class People:
    """The names of one text by their last word, and what is said of who bears them."""

    text: str
    grammar: Grammar
    names: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[str, Span] = field(default_factory=dict)
    described: dict[str, Span] = field(default_factory=dict)  # what stands beside a name, whoever speaks
    small: frozenset[str] = frozenset()  # the words the text also writes without a capital

    def learn(self, masked: str) -> None:
        """Note every name of two words and more, in reading order."""
        if self.grammar.language in uncased.LANGUAGES:
            for name, role in uncased.named(masked, self.grammar):
                last = _WORD.findall(self.text[slice(*name)])[-1]
                self._keep(last, name)
                if role != name:
                    self.roles.setdefault(self.text[slice(*name)], role)
        if not self.grammar.cased:
            return
        self.small = frozenset(word for word in _WORD.findall(masked) if word.islower())
        for match in self.grammar.names.finditer(masked):
            span = self._bare(match.span())
            words = _POSSESSIVE.sub("", self.text[slice(*span)]).split()
            if len(words) < 2:
                continue
            end = span[1] - (len(self.text[slice(*span)]) - len(_POSSESSIVE.sub("", self.text[slice(*span)])))
            self._keep(words[-1], (span[0], end))
            self._describe((span[0], end))

    def learn_from(self, subjects: Iterable[Subject]) -> None:
        """Note the names that verbs of speech have beside them, in scripts without capitals."""
        for subject in subjects:
            span = subject.mention
            words = _WORD.findall(self.text[slice(*span)])
            if not subject.pronoun and len(words) > 1 and (subject.role or self._can_be_name(span, words)):
                self._keep(words[-1], span)
                self.note(subject, span)

    def _can_be_name(self, span: Span, words: Sequence[str]) -> bool:
        """True of two or three words that can name somebody who has no role beside the name."""
        if self.grammar.language not in uncased.LANGUAGES:
            return len(words) <= 3
        return (
            not words[-1].startswith("ال")
            and uncased.can_speak(words, self.grammar)
            and uncased.is_name(self.text, *span, self.grammar)
        )

    def _keep(self, last: str, span: Span) -> None:
        """Note a name where it stands first."""
        known = self.names[_folded(last)]
        name = self.text[slice(*span)]
        if len(known) < 12 and all(self.text[slice(*one)] != name for one in known):
            known.append(span)

    def opens(self, start: int, end: int) -> Span | None:
        """The known person named first at the beginning of a sentence, in scripts without capitals."""
        head = self.text[start : min(end, start + HEAD)]
        found = [(at, spans[0]) for last, spans in self.names.items() if (at := head.find(last)) >= 0]
        return min(found)[1] if found else None

    def note(self, subject: Subject, fullest: Span) -> None:
        """Remember the role a subject was given, the first one only."""
        if subject.role:
            self.roles.setdefault(self.text[slice(*fullest)], subject.role)

    def fullest(self, mention: Span) -> Span:
        """The first full mention of a name; the mention itself where there is none, or more than one bearer."""
        words = _WORD.findall(_POSSESSIVE.sub("", self.text[slice(*mention)]))
        if not words:
            return mention
        if self.grammar.language in uncased.LANGUAGES:
            return (
                self.inside(mention)
                or self._office(words)
                or (bodies.fullest(self.text, mention, self.grammar) if len(words) == 1 else None)
                or mention
            )
        if bare := self._bare_noun(mention):
            return self._titled(self.text[slice(*bare)]) or bodies.fullest(self.text, bare, self.grammar) or mention
        if self.grammar.determiners.fullmatch(words[0]) and words[-1][0].islower():
            return self._titled(words[-1]) or mention
        known = self.names.get(_folded(words[-1]), [])
        if len(words) > 1:
            same = [span for span in known if _shares(self.text[slice(*span)], words)]
            return same[0] if same and same[0][0] <= mention[0] else mention
        bearers = {self._first(span) for span in known}
        return known[0] if len(bearers) == 1 else mention

    def is_person(self, mention: Span) -> bool:
        """True of a name of two to four words that is no organisation's; of scripts without capitals, of any phrase."""
        text = self.text[slice(*mention)]
        if not self.grammar.cased:
            return not self.grammar.pronouns.fullmatch(text)
        words = _WORD.findall(_POSSESSIVE.sub("", text))
        if not 2 <= len(words) <= 5 or not words[0][0].isupper() or self.grammar.determiners.match(text):
            return False
        if self.text[max(0, mention[0] - 4) : mention[0]].lower() == "the ":
            return False
        if self.grammar.language != "de" and words[0].lower() in self.small:
            return False
        return not any(self.grammar.organisations.fullmatch(word) for word in words)

    def is_somebody(self, subject: Subject) -> bool:
        """False of words in a script without capitals that name nobody: neither a role nor a known name in them."""
        if self.grammar.language not in uncased.LANGUAGES or subject.role:
            return True
        words = _WORD.findall(self.text[slice(*subject.mention)])
        return bool(words) and uncased.can_speak(words, self.grammar)

    def inside(self, mention: Span) -> Span | None:
        """The known name that a longer phrase holds, in scripts without capitals."""
        words = _WORD.findall(self.text[slice(*mention)])
        return next((self.names[_folded(word)][0] for word in words if self.names.get(_folded(word))), None)

    def is_known(self, mention: Span) -> bool:
        """True of a name of two words, or of one that is part of such a name."""
        words = _WORD.findall(_POSSESSIVE.sub("", self.text[slice(*mention)]))
        return len(words) > 1 or (bool(words) and _folded(words[-1]) in self.names)

    def _office(self, words: Sequence[str]) -> Span | None:
        """The one person whose role begins with a word that stands alone: "the minister"."""
        if len(words) != 1:
            return None
        bare = words[0].removeprefix("ال").removeprefix("ה")
        held = [name for name, role in self.roles.items() if self.text[slice(*role)].split()[0].endswith(bare)]
        at = self.text.find(held[0]) if len(held) == 1 else -1
        return (at, at + len(held[0])) if at >= 0 else None

    def _bare_noun(self, mention: Span) -> Span | None:
        """One or two words that are no name, past their article: "the ministry", "Ministerin", "L’ingénieur"."""
        start, end = mention
        determiner = self.grammar.determiners.match(self.text, start, end)
        if determiner and determiner.end() < end:
            start = determiner.end() + (self.text[determiner.end()] == " ")
        words = self.text[start:end].split()
        if not words or len(words) > 2 or not (words[0][0].islower() or determiner or self.grammar.language == "de"):
            return None
        known = len(words) > 1 and words[-1][0].isupper()
        return None if known or _folded(words[-1]) in self.names else (start, end)

    def _titled(self, noun: str) -> Span | None:
        """Who a bare noun stands for: the one name that has it as a word, or the one person whose role has it."""
        bearers = [spans[0] for last, spans in self.names.items() if last == noun.lower()]
        texts = {self.text[slice(*span)] for span in self.names.get(noun.lower(), [])}
        if len(texts) == 1:
            return bearers[0]
        held = [name for name, role in self.roles.items() if noun.lower() in self._words_of(role)]
        if not held and self.grammar.language == "de" and len(noun) > _SHORTEST:
            held = [name for name, role in self.roles.items() if self._ends_in(noun, role)]
        held = held or [name for name, role in self.described.items() if noun.lower() in self._words_of(role)]
        if len(held) != 1:
            return None
        at = self.text.find(held[0])
        return at, at + len(held[0])

    def _words_of(self, role: Span) -> list[str]:
        """The words of a role, and the pairs of them, in lower case."""
        words = [_ELIDED.sub("", word) for word in self.text[slice(*role)].lower().split()]
        return [*words, *(f"{one} {other}" for one, other in pairwise(words))]

    def _ends_in(self, noun: str, role: Span) -> bool:
        """True of a role one word of which is a longer word for the same: "Gesundheitsministerin", "Ministerin"."""
        return any(word.lower().endswith(noun.lower()) for word in self.text[slice(*role)].split())

    def _describe(self, name: Span) -> None:
        """Note what stands beside a full name after a comma, to know "the engineer" by."""
        after = _BESIDE.match(self.text, name[1])
        if after and len(after[1].split()) <= MOST and not self.grammar.prepositions.match(after[1]):
            self.described.setdefault(self.text[slice(*name)], after.span(1))

    def _first(self, span: Span) -> str:
        return _folded(self.text[slice(*span)].split()[0])

    def _bare(self, span: Span) -> Span:
        start, end = span
        while True:
            word = self.grammar.before_names.match(self.text, start, end)
            if word is None or word.end() >= end:
                break
            start = word.end()
            while start < end and self.text[start].isspace():
                start += 1
        first = self.text[start:end].split(maxsplit=1)
        if len(first) == 2 and (
            first[0].lower() in self.grammar.times or self.grammar.prepositions.fullmatch(first[0])
        ):
            start = end - len(first[1])
        return start, end

    def phrase(self, span: Span) -> Phrase:
        """The words of a span."""
        return Phrase(self.text[slice(*span)], span)

    def role_of(self, fullest: Span) -> Phrase | None:
        """The role of whoever is named, where the text gives one."""
        role = self.roles.get(self.text[slice(*fullest)])
        return self.phrase(role) if role else None


def _shares(name: str, words: Sequence[str]) -> bool:
    """True where two names with the same last word share the first too."""
    theirs = _WORD.findall(name)
    return bool(theirs) and _folded(theirs[0]) == _folded(words[0])


def _folded(word: str) -> str:
    return word.lower().replace("’", "'")
