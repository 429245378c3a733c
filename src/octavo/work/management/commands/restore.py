from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from octavo.work.vault import Trouble, restore


class Command(BaseCommand):
    """Bring a paper back from its backup."""

    help = "Bring everything back from a backup. The paper must not run meanwhile."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="set aside the paper that is in the data folder")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check the file first, then put it in place."""
        try:
            restore(options["file"], replace=options["replace"])
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write("Restored. Start the paper with: octavo up")
