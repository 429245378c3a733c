from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error
from django.utils import timezone

from octavo.assist import speak
from octavo.engine import voice
from octavo.engine.embed.chosen import model_id
from octavo.engine.errors import ModelUnavailable, OctavoError
from octavo.engine.language import primary
from octavo.news.models import Article, Source

ROOM = 1_000_000_000  # bytes free below which we warn


class Command(BaseCommand):
    """Say what is wrong and how to mend it."""

    help = "Look at settings, disk, database, model, sources and pipeline; say what is wrong and how to mend it."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print one line a finding; fail when something must be mended."""
        worst = 0
        for good, what, do in findings():
            worst += not good
            self.stdout.write(f"{'ok ' if good else 'BAD'}  {what}" + (f"\n     {do}" if do else ""))
        if worst:
            message = f"{worst} to mend"
            raise CommandError(message)


Finding = tuple[bool, str, str]


def findings() -> Iterator[Finding]:
    """Everything looked at, in the order in which it would be mended."""
    yield from of_settings()
    yield from of_disk()
    try:
        yield from of_database()
        yield from of_sources()
        yield from of_pipeline()
    except Error as error:
        yield False, f"the database does not answer: {error}", "Check OCTAVO_DATABASE, or run: octavo migrate"
    yield of_model()
    yield from of_voice()


def of_settings() -> Iterator[Finding]:
    """Django's and our own checks."""
    found = [message for message in checks.run_checks() if message.level >= checks.WARNING]
    for message in found:
        yield False, message.msg, message.hint or ""
    if not found:
        yield True, "settings", ""


def of_disk() -> Iterator[Finding]:
    """Room and rights in the data folder."""
    data = Path(settings.DATA)
    free = shutil.disk_usage(data).free
    yield (
        free > ROOM,
        f"disk: {free / 1e9:.1f} GB free in {data}",
        "" if free > ROOM else "Make room, or move OCTAVO_DATA.",
    )
    writable = os.access(data, os.W_OK)
    yield (
        writable,
        "data folder can be written",
        "" if writable else f"Give this user the right to write {data}.",
    )


def of_database() -> Iterator[Finding]:
    """Reachable, whole, migrated."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            said = cursor.fetchone()[0]
            yield (
                said == "ok",
                f"database file: {said}",
                "" if said == "ok" else "Restore the last backup: octavo restore FILE --replace",
            )
        else:
            cursor.execute("SELECT version()")
            yield True, f"database: {cursor.fetchone()[0].split(',')[0]}", ""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield not waiting, f"migrations: {len(waiting)} waiting", "Run: octavo migrate" if waiting else ""


def of_sources() -> Iterator[Finding]:
    """Sources that fail."""
    sources = Source.objects.filter(active=True)
    failing = sources.exclude(error="")
    yield True, f"sources: {sources.count()}, of which {failing.count()} fail now", ""
    for source in failing.filter(attempts__gte=5)[:20]:
        yield False, f"{source.url}: {source.error} {source.error_text}", "See /sources for what to do."


def of_pipeline() -> Iterator[Finding]:
    """Rows that should have moved on and did not."""
    late = Article.objects.filter(due_at__lt=timezone.now() - timedelta(hours=1)).count()
    do = "Is the worker running? octavo up starts it; octavo worker runs it alone." if late else ""
    yield not late, f"pipeline: {late} articles wait for more than an hour", do
    parked = Article.objects.filter(stage=Article.Stage.PARKED).exclude(error="same_address").count()
    yield True, f"parked articles: {parked} (the admin lists them with their errors)", ""


def of_model() -> Finding:
    """The embedding model."""
    try:
        model = model_id(settings.MODELS)
    except ModelUnavailable as error:
        return False, f"the embedding model: {error}", "make model fetches it anew."
    if model.startswith("hashed"):
        return (
            True,
            "no embedding model: stories are grouped by words, within a language",
            "make model fetches it.",
        )
    return True, f"embedding model: {model}", ""


def of_voice() -> Iterator[Finding]:
    """The voice that reads aloud, if one is set: it says a word."""
    try:
        studio = speak.studio()
        if studio is None:
            return
        spoken = voice.languages(studio)
        code = primary(settings.LANGUAGE_CODE)
        if code not in spoken:
            do = "Editions are not recorded. Choose another OCTAVO_VOICE, or add a voice to OCTAVO_VOICE_MODELS."
            yield False, f"voice: {studio.engine} does not speak {code}", do
            return
        voice.speak([voice.Line(settings.SITE_NAME, code)], studio)
    except OctavoError as error:
        yield False, f"voice: {error}", "Run it by hand, or leave OCTAVO_VOICE empty. See docs/run/listen.md."
    else:
        yield True, f"voice: {studio.engine}, {len(spoken)} languages", ""
