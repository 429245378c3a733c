"""All that the reading aids find in one text, in one pass: what to say in brief, statements, figures, dated events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from octavo.engine.aids.attributed import attributed
from octavo.engine.aids.brief import brief
from octavo.engine.aids.events import Event, events_of
from octavo.engine.aids.figures import Figure, Precision, Qualifier, Said, figures_of
from octavo.engine.aids.statements import Phrase, Statement, statements_of
from octavo.engine.text import sentences

Span = tuple[int, int]
Row = dict[str, Any]
LONGEST = 120_000  # characters that are read: of a transcript longer than this the rest is left alone


@dataclass(frozen=True, slots=True)
class Work:
    """A text to be read."""

    title: str
    paragraphs: tuple[str, ...]
    language: str  # BCP 47
    published: date


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found. Spans count characters of the paragraphs joined by a blank line."""

    brief: tuple[Span, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]  # all of them, with their weights
    events: tuple[Event, ...]


def found(work: Work) -> Findings:
    """Read a text. Some 25 ms for an article of 3,000 characters."""
    paragraphs = readable(work.paragraphs, work.language)
    said = statements_of(paragraphs, work.language)
    return Findings(
        tuple(brief(paragraphs, work.language, title=work.title)),
        said,
        attributed(figures_of(paragraphs, work.language, work.published, every=True), said),
        events_of(paragraphs, work.language, work.published),
    )


def readable(paragraphs: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The paragraphs, and of the one that goes too far the whole sentences, up to the longest text that is read.

    Spans of what is left are the same in the whole text.
    """
    left = LONGEST
    for count, paragraph in enumerate(paragraphs):
        if len(paragraph) > left:
            whole = sentences(paragraph[: max(0, left)], language)[:-1]  # the last one is cut off somewhere
            return paragraphs[:count] + ((paragraph[: whole[-1][1]],) if whole else ())
        left -= len(paragraph) + 2
    return paragraphs


def statement_row(statement: Statement, text: str) -> Row:
    """A statement as JSON keeps it, with its words beside their spans."""
    return {
        "speaker": statement.speaker.text,
        "speaker_span": list(statement.speaker.span),
        "role": statement.role.text if statement.role else "",
        "role_span": list(statement.role.span) if statement.role else None,
        "kind": statement.kind,
        "form": statement.form,
        "words": [list(span) for span in statement.spans],
        "cue": list(statement.cue),
        "mention": list(statement.mention),
        "quoted": [list(span) for span in statement.quoted],
        "text": " … ".join(text[slice(*span)] for span in statement.spans),
    }


def statement_of(row: Mapping[str, Any]) -> Statement:
    """What ``statement_row`` kept."""
    words, *more = (span_of(one) for one in row["words"])
    return Statement(
        speaker=Phrase(row["speaker"], span_of(row["speaker_span"])),
        kind=row["kind"],
        form=row["form"],
        words=words,
        cue=span_of(row["cue"]),
        mention=span_of(row["mention"]),
        role=Phrase(row["role"], span_of(row["role_span"])) if row["role_span"] else None,
        more=tuple(more),
        quoted=tuple(span_of(one) for one in row["quoted"]),
    )


def figure_row(figure: Figure) -> Row:
    """A figure as JSON keeps it."""
    return asdict(figure) | {"as_of": figure.as_of.isoformat() if figure.as_of else None}


def figure_of(row: Mapping[str, Any]) -> Figure:
    """What ``figure_row`` kept."""
    return Figure(
        **{
            **row,
            "qualifier": Qualifier(row["qualifier"]),
            "number": span_of(row["number"]),
            "words": span_of(row["words"]),
            "counter": span_of(row["counter"]) if row["counter"] else None,
            "as_of": date.fromisoformat(row["as_of"]) if row["as_of"] else None,
        }
    )


def event_row(event: Event) -> Row:
    """An event as JSON keeps it."""
    return asdict(event) | {"day": event.day.isoformat()}


def event_of(row: Mapping[str, Any]) -> Event:
    """What ``event_row`` kept."""
    return Event(
        date.fromisoformat(row["day"]),
        Precision(row["precision"]),
        Said(row["said"]),
        span_of(row["words"]),
        span_of(row["dated"]) if row["dated"] else None,
    )


def span_of(pair: Any) -> Span:
    """Two numbers of JSON as a span."""
    start, end = pair
    return int(start), int(end)
