"""Machine translation of an article for a reader who asked for it. The row is the queue and the result.

A text is translated once for all readers. Which of it a reader sees is for the page to say, by the publisher's terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from octavo.assist import budget, means
from octavo.assist.models_writing import Translation
from octavo.engine.errors import ModelUnavailable, OctavoError
from octavo.engine.language import primary
from octavo.engine.text import sentences
from octavo.engine.writer.faithful import Pair
from octavo.engine.writer.sounding import people
from octavo.engine.writer.translate import Translated, translated
from octavo.news.models import Article, Version

QUEUE = 100  # translations that may wait; readers who ask for more are told to come back
LONGEST = 40_000  # characters of a text that are translated; what follows stays as it is
PATIENCE = budget.Patience(4, timedelta(minutes=2))  # then it is given up, until somebody asks again
AGAIN = timedelta(minutes=10)  # before a failed one may be asked for again
State = Translation.State


@dataclass(frozen=True, slots=True)
class Piece:
    """A row that is due, with its text by sentences: the title, the lead, then the paragraphs."""

    row: Translation
    parts: tuple[tuple[str, ...], ...]
    pair: Pair
    rest: tuple[str, ...] = ()  # paragraphs beyond what is translated

    @property
    def flat(self) -> list[str]:
        """All sentences in order."""
        return [sentence for part in self.parts for sentence in part]


# For readers ----------------------------------------------------------------------------------
def by() -> str:
    """What translates, as the pages name it; empty where nothing does, and no reader is offered it."""
    return means.translator_name()


def offered(article: Article, language: str) -> bool:
    """Whether a reader of a language is offered a translation of an article."""
    return bool(by()) and article.version_id is not None and primary(article.language) != primary(language)


def of(article: Article, language: str) -> Translation | None:
    """The translation of an article's present text, however far it is."""
    rows = Translation.objects.filter(version=article.version_id, language=primary(language))
    return rows.first()


def ask(article: Article, language: str, now: datetime) -> Translation | None:
    """Have an article translated, once, whoever asks. None when too many are waiting, or it is not offered."""
    found = of(article, language)
    if found is not None:
        if found.state == State.FAILED and found.asked < now - AGAIN and by():
            found.state, found.due_at, found.asked, found.attempts = State.PENDING, now, now, 0
            found.save(update_fields=["state", "due_at", "asked", "attempts"])
        return found
    waiting = Translation.objects.filter(state=State.PENDING).count()
    if article.version is None or not offered(article, language) or waiting >= QUEUE:
        return None
    fields = {"version": article.version, "language": primary(language), "by": by()}
    try:
        with transaction.atomic():
            return Translation.objects.create(**fields, asked=now, due_at=now)
    except IntegrityError:  # two readers at once
        return of(article, language)


# For the worker -------------------------------------------------------------------------------
def translate_pending(limit: int, now: datetime) -> int:
    """Translate what readers have asked for, oldest first. Returns how many were tried."""
    due = Translation.objects.filter(state=State.PENDING, due_at__lte=now).order_by("asked", "pk")
    if not due.exists():
        return 0
    try:
        translator = means.translator()
    except ModelUnavailable as error:
        due.update(state=State.FAILED, error=error.code, error_text=error.detail, due_at=None)
        return 0
    if budget.resting(translator.endpoint, now):
        return 0
    tried = 0
    rows = list(due.select_related("version__article__publisher")[:limit])
    for some in means.waves([piece_of(row) for row in rows]):
        ready = [piece for piece in some if afforded(piece, translator, now)]
        work = means.outcomes(lambda one: translated(one.flat, one.pair, translator.means), ready)
        for piece, outcome in work:
            tried += 1
            keep(piece, outcome, translator, now)
        if budget.resting(translator.endpoint, now):
            break
    return tried


def piece_of(row: Translation) -> Piece:
    """A version's text by sentences. Of a text that nobody may read here only title and lead are asked for."""
    version: Version = row.version
    article: Article = version.article
    closed = (article.publisher.full_text or settings.FULL_TEXT) == "nobody"
    paragraphs = [] if closed else list(version.paragraphs)
    whole, length = 0, 0
    for paragraph in paragraphs:
        length += len(paragraph)
        if length > LONGEST:
            break
        whole += 1
    language = article.language
    parts = [(version.title,), split(version.lead or article.lead, language)]
    parts += [split(paragraph, language) for paragraph in paragraphs[:whole]]
    day = timezone.localtime(article.published).date()
    pair = Pair(language, row.language, day, people(version.title, list(version.paragraphs), language))
    return Piece(row, tuple(parts), pair, tuple(paragraphs[whole:]))


def split(text: str, language: str) -> tuple[str, ...]:
    """The sentences of a paragraph."""
    return tuple(text[start:end] for start, end in sentences(text, language))


def afforded(piece: Piece, translator: means.Translator, now: datetime) -> bool:
    """Whether the day's budget has room for it, which is then taken. If not, it waits for the next day."""
    cost = translator.means.cost(piece.flat)
    if not cost or budget.reserve(cost, now):
        return True
    morning = timezone.localtime(now).replace(hour=0, minute=1, second=0, microsecond=0) + timedelta(days=1)
    Translation.objects.filter(pk=piece.row.pk).update(due_at=morning, error="spent", error_text="")
    return False


def keep(
    piece: Piece, outcome: tuple[list[Translated], int] | OctavoError, translator: means.Translator, now: datetime
) -> None:
    """Store a translation, or when to try again."""
    row, cost = piece.row, translator.means.cost(piece.flat)
    if cost:
        budget.settle(cost, outcome if isinstance(outcome, OctavoError) else outcome[1], now)
    if isinstance(outcome, OctavoError):
        put_off(row, outcome, translator, now)
        return
    budget.rested(translator.endpoint)
    found, tokens = outcome
    title, lead, *paragraphs = put_together(found, [len(part) for part in piece.parts])
    row.title, row.lead, row.by = title, lead, translator.by
    row.paragraphs = [*paragraphs, *([{"text": text, "ok": False}] for text in piece.rest)]
    row.tokens += tokens
    good = any(sentence.ok for sentence in found)
    row.state, row.made, row.due_at = State.DONE if good else State.FAILED, now, None
    row.error, row.error_text = ("", "") if good else ("unfaithful", "no sentence of the translation held")
    row.save()


def put_together(found: Sequence[Translated], lengths: Iterable[int]) -> list[list[dict[str, Any]]]:
    """The sentences by parts again, as rows."""
    parts: list[list[dict[str, Any]]] = []
    at = 0
    for length in lengths:
        parts.append([{"text": one.text, "ok": one.ok} for one in found[at : at + length]])
        at += length
    return parts


def put_off(row: Translation, error: OctavoError, translator: means.Translator, now: datetime) -> None:
    """Keep an error on the row, and on the endpoint where it is its own; what may be the row's is counted."""
    budget.put_off(row, translator.endpoint, PATIENCE, error, now)
    row.state = State.PENDING if row.due_at else State.FAILED
    row.save(update_fields=["attempts", "due_at", "state", "error", "error_text"])
