from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from octavo.news.packs import sources_list


class Command(BaseCommand):
    """Write the subscription list."""

    help = "Write all sources as an OPML file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("file", nargs="?", type=Path, help="where to; without it, to the screen")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it."""
        body = sources_list(settings.SITE_NAME)
        if options["file"]:
            options["file"].write_bytes(body)
        else:
            self.stdout.write(body.decode())
