"""Recordings of articles and editions by a voice of this server, for the readers who asked and for each morning.

A text is recorded once for all readers. Who may hear it is for the page to say, by the publisher's terms.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from octavo.assist import edition, recordings
from octavo.assist.models_speaking import Recording
from octavo.engine import voice
from octavo.engine.errors import Fault, OctavoError, Temporary
from octavo.engine.text import sentences
from octavo.engine.voice import Line, NoVoice, Studio
from octavo.news.models import Article

log = logging.getLogger("octavo.assist")

QUEUE = 50  # recordings that may wait; readers who ask for more are told to come back
RETRIES = 3  # failures in a row before it is given up, until somebody asks again
FIRST_RETRY = timedelta(minutes=2)  # doubles with each
AGAIN = timedelta(hours=1)  # before a failed one may be asked for again
HEADLINE, NAMED = 0.6, 0.8  # seconds of quiet after the headline, and after the publisher's name
State = Recording.State


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence and where it stands: in the title, the publisher's name, the lead, or paragraph ``p3``."""

    at: str
    start: int  # characters of that place's text
    end: int
    line: Line


# The voice ------------------------------------------------------------------------------------
def studio() -> Studio | None:
    """The programs that the operator chose; None where there are none. Raises NoVoice when one is not installed."""
    if not settings.VOICE:
        return None
    engine = voice.ENGINES.get(settings.VOICE)
    if engine is None:
        raise NoVoice(f"{settings.VOICE} is no voice we know")
    speaker, encoder = shutil.which(engine.program), shutil.which("opusenc")
    if speaker is None or encoder is None:
        raise NoVoice(f"{'opusenc' if speaker else engine.program} is not installed")
    return Studio(settings.VOICE, speaker, encoder, settings.VOICE_MODELS)


def label_for(language: str) -> str:
    """The voice that speaks a language here, as rows and pages call it; empty where none does."""
    try:
        found = studio()
        return voice.voice_for(found, language).label if found else ""
    except NoVoice:
        return ""


# Articles -------------------------------------------------------------------------------------
def script(article: Article, *, whole: bool = True) -> list[Spoken]:
    """What is read of an article: headline, publisher, the text by sentences; if not ``whole`` its lead only."""
    language = article.language
    paragraphs = article.version.paragraphs if article.version and whole else []
    lead = article.lead if article.lead and paragraphs[:1] != [article.lead] else ""
    places = [("lead", lead), *((f"p{number}", text) for number, text in enumerate(paragraphs, start=1))]
    title, name = article.title, article.publisher.name
    begin = [
        Spoken("title", 0, len(title), Line(title, language, HEADLINE)),
        Spoken("publisher", 0, len(name), Line(name, language, NAMED)),
    ]
    return begin + [
        Spoken(at, start, end, Line(text[start:end], language))
        for at, text in places
        for start, end in sentences(text, language)
    ]


def of_article(article: Article, lines: int) -> Recording | None:
    """The recording of an article's present text, however far it is. ``lines``: how many its script has."""
    label = label_for(article.language)
    row = Recording.objects.filter(version=article.version_id, voice=label).first() if label else None
    return row if row is None or row.of_lines == lines else None  # else what is read has changed around the text


def ask(article: Article, now: datetime) -> Recording | None:
    """Have an article recorded, once, whoever asks. None when too many are waiting, or nobody speaks its language."""
    label, lines = label_for(article.language), len(script(article))
    if not label or article.version is None:
        return None
    row = Recording.objects.filter(version=article.version_id, voice=label).first()
    if row is not None and row.of_lines != lines:
        row.delete()
        row = None
    return asked_again(row, now) if row else asked(Recording(version=article.version, voice=label), article, lines, now)


def asked(row: Recording, article: Article, lines: int, now: datetime) -> Recording | None:
    """Put a new row into the queue."""
    if Recording.objects.filter(state=State.PENDING).count() >= QUEUE:
        return None
    row.language, row.of_lines, row.asked, row.used, row.due_at = article.language, lines, now, now, now
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # two readers at once
        return Recording.objects.filter(version=row.version, voice=row.voice).first()
    return row


def asked_again(row: Recording, now: datetime) -> Recording:
    """One that failed may be tried anew after a while."""
    if row.state == State.FAILED and row.asked < now - AGAIN:
        row.state, row.due_at, row.asked, row.attempts = State.PENDING, now, now, 0
        row.save(update_fields=["state", "due_at", "asked", "attempts"])
    return row


# For the worker -------------------------------------------------------------------------------
def speak_pending(limit: int, now: datetime) -> int:
    """Record what is due: what readers asked for, and the day's edition. Returns how many were tried."""
    try:
        found = studio()
    except NoVoice as error:
        due = Recording.objects.filter(state=State.PENDING)
        due.update(state=State.FAILED, due_at=None, error=error.code, error_text=error.detail)
        return 0
    if found is None:
        return 0
    if label_for(settings.LANGUAGE_CODE):
        edition.enlist(now, settings.LANGUAGE_CODE, settings.VOICE)
    rows = Recording.objects.filter(state=State.PENDING, due_at__lte=now).select_related("version__article__publisher")
    tried = 0
    for row in rows.order_by("asked", "pk")[:limit]:
        tried += 1
        try:
            record(row, found, now)
        except OctavoError as error:
            put_off(row, error, now)
        except Exception as error:  # what nobody thought of must not hold up the others
            log.exception("%s", row)
            put_off(row, Fault(f"{type(error).__name__}: {error}"), now)
    return tried


def record(row: Recording, found: Studio, now: datetime) -> None:
    """Speak one row's lines and keep the sound. Raises OctavoError."""
    lines = lines_of(row, found)
    made = voice.speak(lines, found)
    row.file = recordings.store(made.audio)  # the file first: a row never names one that is not there
    row.size, row.seconds, row.marks = len(made.audio), made.seconds, [list(mark) for mark in made.marks]
    row.lines, row.of_lines, row.made = made.lines, len(lines), now
    row.chapters = edition.timed(row.chapters, {number: second for second, number in made.marks})
    row.state, row.due_at, row.error, row.error_text = State.DONE, None, "", ""
    if Recording.objects.filter(pk=row.pk).exists():  # else it was deleted meanwhile
        row.save()
    recordings.make_room(now)


def lines_of(row: Recording, found: Studio) -> Sequence[Line]:
    """What is to be spoken. An edition's lines are numbered on the way, in its chapters."""
    if row.version is not None:
        article = row.version.article
        article.version = row.version
        return [spoken.line for spoken in script(article)]
    return edition.lines(row, set(voice.languages(found)))


def put_off(row: Recording, error: OctavoError, now: datetime) -> None:
    """Keep an error on the row, and when it is tried again."""
    row.attempts += 1
    again = isinstance(error, Temporary) and row.attempts <= RETRIES
    row.due_at = now + FIRST_RETRY * 2 ** (row.attempts - 1) if again else None
    row.state = State.PENDING if again else State.FAILED
    row.error, row.error_text = error.code, error.detail[:2000]
    fields = {"attempts": row.attempts, "due_at": row.due_at, "state": row.state}
    Recording.objects.filter(pk=row.pk).update(**fields, error=row.error, error_text=row.error_text)
    log.info("%s: %s %s", row, error.code, error.detail)
