"""The drafts with their speakers named: a pronoun stands for the one person it can stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from octavo.engine.aids.statements.agreement import Gender, Genders
from octavo.engine.aids.statements.drafts import Draft, Topic
from octavo.engine.aids.statements.people import People
from octavo.engine.aids.statements.values import Span, Statement

_NOBODY = frozenset(["nobody", "no one", "niemand", "keiner", "nadie", "personne", "tiada siapa"])
FARTHEST = 6  # sentences back


def named(drafts: Sequence[Draft], topics: Sequence[Topic], people: People) -> list[Statement]:
    """The statements with the fullest mention of each speaker; one that nobody in the text makes is left out.

    A pronoun, and a statement without a subject, belong to whoever spoke or began a sentence last, within its
    paragraph or the one before, and agrees with the verb or the pronoun; a pronoun to a person only.
    """
    reader = Reader(topics, people, Genders(people.text, people.grammar))
    reader.learn(drafts)
    found: list[Statement] = []
    for draft in drafts:
        who = reader.who(draft)
        if who is None:
            continue
        fullest, mention = who
        reader.spoken.append((draft, fullest))
        speaker, role = people.phrase(fullest), people.role_of(fullest)
        words = (draft.kind, draft.form, draft.words, draft.cue)
        found.append(Statement(speaker, *words, mention, role, draft.more, draft.quoted))
    return found


@dataclass(slots=True)
class Reader:
    """One text while its speakers are named."""

    topics: Sequence[Topic]
    people: People
    genders: Genders
    spoken: list[tuple[Draft, Span]] = field(default_factory=list)

    def learn(self, drafts: Sequence[Draft]) -> None:
        """Note the gender of whoever stands beside a verb."""
        for draft in drafts:
            subject = draft.subject
            if subject and not subject.pronoun and not subject.guessed:
                self.genders.learn(self.people.fullest(subject.head or subject.mention), draft.cue, subject)

    def who(self, draft: Draft) -> tuple[Span, Span] | None:
        """The fullest mention of who speaks, and the mention beside the verb; ``None`` where nobody can be meant."""
        subject, people = draft.subject, self.people
        if subject and people.text[slice(*subject.mention)].lower() in _NOBODY:
            return None
        if subject and subject.guessed and not subject.pronoun and not people.is_known(subject.mention):
            subject = None
        if subject and not subject.pronoun and not people.is_somebody(subject):
            subject = None
        wanted = self.genders.wanted(subject, draft.cue) if subject is None or subject.pronoun else None
        if subject is None:
            person = self._silent(draft, wanted)
            return (person, person) if person else None
        if subject.pronoun:
            return self._person(draft, wanted) or subject.mention, subject.mention
        fullest = people.fullest(subject.head or subject.mention)
        people.note(subject, fullest)
        return fullest, subject.mention

    def _silent(self, draft: Draft, wanted: Gender | None) -> Span | None:
        """Who says what has no subject: whoever spoke last, or began a sentence since."""
        before = self.spoken[-1] if self.spoken else None
        if own := self._own(draft, wanted):
            return own
        if before and before[0].line >= draft.line - 1 and before[0].paragraph == draft.paragraph:
            if self.genders.fits(before[1], wanted, self.people):
                return before[1]
        elif person := self._person(draft, wanted):
            return person
        for told, name in reversed(self.spoken[-8:]):
            if draft.paragraph - told.paragraph <= 1 and self.genders.fits(name, wanted, self.people):
                return name
        return before[1] if before and draft.paragraph - before[0].paragraph <= 1 else None

    def _own(self, draft: Draft, wanted: Gender | None) -> Span | None:
        """The known name the sentence itself begins with, in scripts without capitals, where nobody spoke in it yet."""
        if self.people.grammar.cased or wanted is None or not 0 <= draft.line < len(self.topics):
            return None
        if any(told.line == draft.line for told, _ in self.spoken[-3:]):
            return None
        name = self.people.opens(self.topics[draft.line].span[0], min(draft.cue[0], draft.words[0]))
        return name if name and self.genders.fits(name, wanted, self.people) else None

    def _person(self, draft: Draft, wanted: Gender | None) -> Span | None:
        """The last person who spoke or began a sentence before a pronoun."""
        bodies = wanted == "n"
        for number in range(draft.line - 1, max(-1, draft.line - FARTHEST), -1):
            if name := self._spoke(number, wanted, bodies=bodies):
                return name
            topic = self.topics[number]
            if topic.paragraph < draft.paragraph - 1:
                break
            if topic.subject is None or topic.subject.pronoun:
                continue
            fullest = self.people.fullest(topic.subject.mention)
            if self.people.is_person(fullest) != bodies and self.genders.fits(fullest, wanted, self.people):
                self.people.note(topic.subject, fullest)
                return fullest
        before = self.spoken[-1] if self.spoken else None
        if before and draft.paragraph - before[0].paragraph <= 1 and before[0].line == draft.line:
            return before[1] if self.people.is_person(before[1]) != bodies else None
        return None

    def _spoke(self, number: int, wanted: Gender | None, *, bodies: bool) -> Span | None:
        """Who spoke in a sentence or after it, the last one that fits."""
        for told, name in reversed(self.spoken[-8:]):
            if told.line < number:
                break
            if self.people.is_person(name) != bodies and self.genders.fits(name, wanted, self.people):
                return name
        return None
