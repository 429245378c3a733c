from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from octavo.engine import opml
from octavo.engine.errors import OctavoError
from octavo.news import subscribe


class Command(BaseCommand):
    """Read subscription lists."""

    help = "Read OPML files from other readers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Add what the files name; a damaged file does not stop the others."""
        failed = 0
        for path in options["files"]:
            try:
                new, known, refused = subscribe.add_outlines(opml.read(path.read_bytes()))
            except (OctavoError, OSError) as error:
                self.stderr.write(f"{path}: {error}")
                failed += 1
                continue
            self.stdout.write(f"{path}: {new} new, {known} known, {len(refused)} refused")
            for url, code in refused:
                self.stderr.write(f"  {url}: {code}")
        if failed:
            message = f"{failed} files could not be read"
            raise CommandError(message)
