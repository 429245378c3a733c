from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from octavo.news.models import Source


class Command(BaseCommand):
    """Make sources due."""

    help = "Have the worker look at all sources now, or at those whose address holds a word."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("word", nargs="?", default="")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Set their due time to now."""
        rows = Source.objects.filter(active=True, url__icontains=options["word"])
        self.stdout.write(f"{rows.update(due_at=timezone.now())} sources are due")
