"""The drafts with their speakers named: a pronoun stands for the one person it can stand for."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.aids.statements.drafts import Draft, Topic
from octavo.engine.aids.statements.people import People
from octavo.engine.aids.statements.values import Span, Statement


def named(drafts: Sequence[Draft], topics: Sequence[Topic], people: People) -> list[Statement]:
    """The statements with the fullest mention of each speaker; one that nobody in the text makes is left out.

    A pronoun, and a statement without a subject, belong to whoever spoke or began a sentence last, within its
    paragraph or the one before; a pronoun to a person only.
    """
    found: list[Statement] = []
    before: tuple[Draft, Span] | None = None
    for draft in drafts:
        who = _who(draft, before, topics, people)
        if who is None:
            continue
        fullest, mention = who
        before = (draft, fullest)
        speaker, role = people.phrase(fullest), people.role_of(fullest)
        words = (draft.kind, draft.form, draft.words, draft.cue)
        found.append(Statement(speaker, *words, mention, role, draft.more, draft.quoted))
    return found


def _who(
    draft: Draft, before: tuple[Draft, Span] | None, topics: Sequence[Topic], people: People
) -> tuple[Span, Span] | None:
    """The fullest mention of who speaks, and the mention beside the verb; ``None`` where nobody can be meant."""
    subject = draft.subject
    if subject and subject.guessed and not subject.pronoun and not people.is_known(subject.mention):
        subject = None
    if subject is None:
        same = before is not None and before[0].line >= draft.line - 1 and before[0].paragraph == draft.paragraph
        person = None if same else _person(draft, before, topics, people)
        if person:
            return person, person
        if before is None or draft.paragraph - before[0].paragraph > 1:
            return None
        return before[1], before[1]
    if subject.pronoun:
        return _person(draft, before, topics, people) or subject.mention, subject.mention
    fullest = people.fullest(subject.head or subject.mention)
    people.note(subject, fullest)
    return fullest, subject.mention


def _person(draft: Draft, before: tuple[Draft, Span] | None, topics: Sequence[Topic], people: People) -> Span | None:
    """The last person who spoke or began a sentence before a pronoun."""
    for number in range(draft.line - 1, max(-1, draft.line - 6), -1):
        spoke = before is not None and before[0].line >= number
        if spoke and before and people.is_person(before[1]):
            return before[1]
        topic = topics[number]
        if topic.paragraph < draft.paragraph - 1:
            break
        if topic.subject is None or topic.subject.pronoun:
            continue
        fullest = people.fullest(topic.subject.mention)
        if people.is_person(fullest):
            people.note(topic.subject, fullest)
            return fullest
    if before and draft.paragraph - before[0].paragraph <= 1 and before[0].line == draft.line:
        return before[1] if people.is_person(before[1]) else None
    return None
