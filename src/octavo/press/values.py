"""What the sample press is made of: frozen values, texts with their dates written out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.press import wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from octavo.press.world import Publisher


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of an article. ``after`` is the paragraph it follows; 0 is the top."""

    scene: str
    caption: str = ""
    credit: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """The state of an article from a moment on."""

    at: datetime
    headline: str
    lead: str
    text: str  # paragraphs with a blank line between them
    silent: bool = True  # False: the paper tells its readers of the change

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, paragraph by paragraph."""
        return wording.paragraphs(self.text)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something somebody is reported to have said."""

    speaker: str
    kind: str  # says denies confirms warns promises asks accuses
    form: str  # direct or indirect
    words: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is reported."""

    what: str  # in English, the same in all texts of a story
    value: float
    words: str
    qualifier: str = ""
    counter: str = ""  # who counted, in English
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the text dates."""

    date: date
    words: str


@dataclass(frozen=True, slots=True)
class Gold:
    """What a careful editor finds in an article as first published."""

    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[str, ...] = ()  # ids of the world


@dataclass(frozen=True, slots=True)
class Article:
    """One article of one publisher, with every state it will have."""

    id: str
    publisher: Publisher
    story: str
    topic: str
    versions: tuple[Version, ...]  # the first is as published
    storyline: str = ""
    byline: str = ""
    agency: str = ""  # id of the wire it carries
    section: str = ""
    pictures: tuple[Shot, ...] = ()
    copy_of: str = ""
    translation_of: str = ""
    gold: Gold = Gold()

    @property
    def published(self) -> datetime:
        """When it appears."""
        return self.versions[0].at

    @property
    def language(self) -> str:
        """The language of its text."""
        return self.publisher.language

    @property
    def headline(self) -> str:
        """The headline as first published."""
        return self.versions[0].headline

    @property
    def lead(self) -> str:
        """The standfirst as first published; it is no part of the text."""
        return self.versions[0].lead

    @property
    def text(self) -> str:
        """The text as first published."""
        return self.versions[0].text

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text as first published, paragraph by paragraph."""
        return self.versions[0].paragraphs

    def version(self, moment: datetime) -> Version | None:
        """The state at a moment; ``None`` before publication."""
        return next((state for state in reversed(self.versions) if state.at <= moment), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as it stands at some moment."""

    article: Article
    version: Version

    @property
    def updated(self) -> datetime:
        """When its text last changed."""
        return self.version.at


@dataclass(frozen=True, slots=True)
class Person:
    """A named speaker of a story."""

    id: str
    role: str
    names: Mapping[str, str]  # language to name; languages that are not there use the English one


@dataclass(frozen=True, slots=True)
class Support:
    """Where something stands."""

    article: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two reports that truly differ."""

    story: str
    kind: str  # figure or statement
    what: str
    a: Support
    b: Support


@dataclass(frozen=True, slots=True)
class Question:
    """A reader's question. No answers: the stream does not say."""

    id: str
    language: str
    question: str
    answers: tuple[str, ...] = ()
    support: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """What belongs beside an article, best first, and what must not stand there."""

    id: str
    related: tuple[str, ...] = ()
    unrelated: tuple[str, ...] = ()
