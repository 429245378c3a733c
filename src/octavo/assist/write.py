"""*In brief* in a model's words, made after the chosen sentences and beside them. No page waits for it.

A row of ``Written`` is the queue and the result: ``due_at`` says when the model is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from octavo.assist import budget, means
from octavo.assist.models import Brief, Telling
from octavo.assist.models_writing import Written
from octavo.assist.sources import source_of
from octavo.engine import writer
from octavo.engine.aids.cited import Cited, stored
from octavo.engine.aids.receipts import resolve
from octavo.engine.errors import ModelUnavailable, OctavoError
from octavo.engine.forms import SATIRE
from octavo.engine.language import primary
from octavo.engine.writer import Chosen, Task
from octavo.news.models import Article, Version

Rows = Iterable[Mapping[str, Any]]

RECENT = timedelta(days=3)  # older briefs are read too seldom to be worth it
PATIENCE = budget.Patience(5, timedelta(minutes=5))  # after so many failures in a row a brief is left as it is
ENLISTED = 200  # briefs that are looked at in one go
SPENT = timedelta(minutes=30)  # until the budget is looked at again


@dataclass(frozen=True, slots=True)
class Piece:
    """A row that is due, with what the model is to be asked, and the chosen sentences that it cannot join."""

    row: Written
    work: writer.Work
    beside: tuple[Cited, ...] = ()


def write_pending(limit: int, now: datetime) -> int:
    """Have the model write recent briefs that it has not written yet. Returns how many were asked for.

    Nothing happens without a model, while it rests, and when the day's budget is spent.
    """
    if not means.model_name() or budget.resting(means.MODEL, now):
        return 0
    try:
        model = means.model()
    except ModelUnavailable as error:
        budget.rest(means.MODEL, error, now)
        return 0
    enlist(model.name, now)
    asked = 0
    for some in means.waves(pieces(limit, now)):
        ready = [piece for piece in some if afforded(piece, now)]
        for piece, outcome in means.outcomes(lambda one: writer.rewrite(one.work, model.name, model.post), ready):
            asked += 1
            keep(piece, outcome, now)
        if budget.resting(means.MODEL, now):
            break
    return asked


# What is to be written ------------------------------------------------------------------------
def enlist(model: str, now: datetime) -> int:
    """Make a row for each recent brief that the model has not been asked about. Returns how many there were."""
    Written.objects.filter(due_at__isnull=False, basis__lt=now - RECENT).update(due_at=None)
    found = 0
    for brief in unwritten(model, now)[:ENLISTED]:
        found += enlisted({"article": brief.article}, brief.language, brief.sentences, brief.made)
    for telling in untold(model, now)[:ENLISTED]:
        with transaction.atomic():  # all languages or none: one of them says that the telling was looked at
            for language, sentences in telling.brief.items():
                found += enlisted({"story": telling.story}, language, sentences, telling.made)
    return found


def unwritten(model: str, now: datetime) -> QuerySet[Brief]:
    """Briefs of recent articles that readers may see, the newest first."""
    closed = Q(article__publisher__full_text="nobody")
    if settings.FULL_TEXT == "nobody":
        closed |= Q(article__publisher__full_text="")
    rows = Brief.objects.filter(article__published__gte=now - RECENT, version=F("article__version"), made__lte=now)
    rows = rows.filter(article__original=None, article__withdrawn=None, made__gte=now - RECENT).exclude(closed)
    written = Q(article__written__model=model, article__written__basis=F("made"))
    rows = rows.exclude(article__form=SATIRE).exclude(written)
    return rows.select_related("article").order_by("-article__published")


def untold(model: str, now: datetime) -> QuerySet[Telling]:
    """Tellings of recent stories, the newest first."""
    rows = Telling.objects.filter(made__gte=now - RECENT, made__lte=now, story__merged_into=None).exclude(brief={})
    written = Written.objects.filter(model=model, basis=F("story__telling__made"), story__isnull=False)
    return rows.exclude(story__in=written.values("story")).select_related("story").order_by("-story__updated")


@transaction.atomic
def enlisted(thing: dict[str, Any], language: str, rows: Rows, made: datetime) -> int:
    """The row of one brief, due unless the same sentences have been written by the same model already."""
    key = thing if "article" in thing else thing | {"language": language}
    name, stamp = means.model_name(), stamp_of(cited_in(rows, language))
    row = Written.objects.filter(**key).first() or Written(**key)
    if (row.model, row.stamp) != (name, stamp):
        row.model, row.stamp, row.sentences, row.dropped, row.reasons = name, stamp, [], 0, {}
        row.made, row.due_at, row.attempts, row.error, row.error_text = None, made, 0, "", ""
    row.language, row.basis = language, made
    row.save()
    return 1


def pieces(limit: int, now: datetime) -> list[Piece]:
    """Rows that are due, stories first, with the sentences they were made for; others are put aside."""
    due = Written.objects.filter(due_at__lte=now).select_related("article__brief", "story__telling")
    found = []
    for row in due.order_by(F("story").desc(nulls_last=True), "-basis")[:limit]:
        sentences = sentences_for(row)
        piece = piece_of(row, sentences) if stamp_of(sentences) == row.stamp else None
        if piece is not None and piece.work.worth_asking:
            found.append(piece)
        else:
            row.made, row.due_at = now, None
            row.save(update_fields=["made", "due_at"])
    return found


def sentences_for(row: Written) -> tuple[Cited, ...]:
    """The chosen sentences as they stand now."""
    if row.article is not None:
        brief = getattr(row.article, "brief", None)
        return cited_in(brief.sentences if brief else (), row.language)
    telling = getattr(row.story, "telling", None)
    return cited_in(telling.brief.get(row.language, ()) if telling else (), row.language)


def cited_in(rows: Rows, language: str) -> tuple[Cited, ...]:
    """The sentences of a brief's row."""
    return tuple(stored(row, language) for row in rows)


def piece_of(row: Written, sentences: Iterable[Cited]) -> Piece:
    """What the model is asked: the sentences in the language of most of them.

    The others stand beside its answer as they are.
    """
    picked = chosen(sentences)
    tongues = [primary(one.cited.language) for one in picked]
    main = max(tongues, key=tongues.count, default="")
    own = tuple(one for one in picked if primary(one.cited.language) == main)
    beside = tuple(one.cited for one in picked if one not in own)
    task = Task.STORY if row.article is None else Task.ARTICLE
    return Piece(row, writer.Work(task, own, main or row.language), beside)


def chosen(cited: Iterable[Cited]) -> tuple[Chosen, ...]:
    """The sentences with the passages their receipts stand for; without those whose receipts do not resolve."""
    wanted = list(cited)
    keys = {receipt.version for one in wanted for receipt in one.receipts}
    versions = Version.objects.select_related("article").in_bulk(keys)
    sources = {key: source_of(version.article, version) for key, version in versions.items()}
    found = []
    for one in wanted:
        try:
            passages = [(sources[receipt.version], receipt) for receipt in one.receipts]
            for source, receipt in passages:
                resolve(receipt, source.text)
        except LookupError:
            continue
        found.append(Chosen(one, tuple((source, (receipt.start, receipt.end)) for source, receipt in passages)))
    return tuple(found)


def stamp_of(sentences: Iterable[Cited]) -> str:
    """What a written brief depends on: the words chosen, and where they stand."""
    parts = [f"{one.text} {r.version} {r.start} {r.digest}" for one in sentences for r in one.receipts]
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


# What came of it ------------------------------------------------------------------------------
def afforded(piece: Piece, now: datetime) -> bool:
    """Whether the day's budget has room for it, which is then taken. If not, the row waits."""
    if budget.reserve(piece.work.cost, now):
        return True
    Written.objects.filter(pk=piece.row.pk).update(due_at=now + SPENT)
    return False


def keep(piece: Piece, outcome: writer.Written | OctavoError, now: datetime) -> None:
    """Store an answer, or when to ask again."""
    row, cost = piece.row, piece.work.cost
    budget.settle(cost, outcome if isinstance(outcome, OctavoError) else outcome.tokens, now)
    if isinstance(outcome, OctavoError):
        budget.put_off(row, means.MODEL, PATIENCE, outcome, now)
    else:
        budget.rested(means.MODEL)
        sentences = (*outcome.sentences, *piece.beside) if outcome.sentences else ()
        row.sentences = [one.as_row() for one in sentences]
        row.dropped, row.reasons = len(outcome.dropped), outcome.reasons
        row.tokens += outcome.tokens
        row.made, row.due_at, row.attempts, row.error, row.error_text = now, None, 0, "", ""
    # The brief may have been made anew meanwhile; then this answer is of no use, and the row is due again.
    same = Written.objects.filter(pk=row.pk, stamp=row.stamp, model=row.model)
    names = ("sentences", "dropped", "reasons", "tokens", "made", "due_at", "attempts", "error", "error_text")
    same.update(**{name: getattr(row, name) for name in names})


# What pages and Ask read ----------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Wording:
    """A brief in a model's words. ``dropped`` sentences did not hold and are shown nowhere."""

    sentences: tuple[Cited, ...]
    model: str
    dropped: int


def of_article(article: Article, sentences: Iterable[Cited]) -> Wording | None:
    """What the present model wrote from an article's chosen sentences; None where these are to be shown."""
    return shown(Written.objects.filter(article=article), sentences)


def of_story(story: int, sentences: Iterable[Cited]) -> Wording | None:
    """The same of a story's."""
    return shown(Written.objects.filter(story=story), sentences)


def shown(rows: QuerySet[Written], sentences: Iterable[Cited]) -> Wording | None:
    """A row with sentences, if it is the present model's and was made from these."""
    if not means.model_name():
        return None
    row = rows.filter(model=means.model_name(), stamp=stamp_of(sentences)).exclude(sentences=[]).first()
    return Wording(cited_in(row.sentences, row.language), row.model, row.dropped) if row else None


def reworded(question: str, cited: Sequence[Cited], now: datetime) -> writer.Written | None:
    """An answer to a reader's question in the model's words. None where there is no model, or no time or budget for it.

    This one waits for the model, so it is for a page that is streamed and has shown the chosen sentences already.
    """
    if not means.model_name() or budget.resting(means.MODEL, now):
        return None
    language = cited[0].language if cited else "und"
    work = writer.Work(Task.ANSWER, chosen(cited), language, question)
    same = len({primary(one.language) for one in cited}) == 1
    if not (same and work.worth_asking and budget.reserve(work.cost, now)):
        return None
    try:
        model = means.model()
        written = writer.rewrite(work, model.name, model.post)
    except OctavoError as error:
        budget.settle(work.cost, error, now)
        if isinstance(error, budget.OF_THE_ENDPOINT):
            budget.rest(means.MODEL, error, now)
        return None
    budget.settle(work.cost, written.tokens, now)
    return written if written.sentences else None
