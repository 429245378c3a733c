from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from octavo.work.vault import Trouble, backup


class Command(BaseCommand):
    """Write everything of the paper into one file."""

    help = "Write database, pictures and key into one .tar.gz; safe while the paper runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it whole or not at all."""
        try:
            size = backup(options["file"])
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(f"{options['file']}: {size / 1e6:.1f} MB")
