from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from octavo.press.export import export
from octavo.press.newsroom import default_anchor, load
from octavo.press.server import run_forever
from octavo.work import pressroom


class Command(BaseCommand):
    """The sample press: invented publishers on loopback, for trying the paper without a network."""

    help = "Serve the sample press on loopback, or write it out with --export DIR."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("--port", type=int, default=settings.PRESS_PORT)
        parser.add_argument("--export", type=Path, metavar="DIR", help="write the stream with its gold file and stop")
        parser.add_argument("--anchor", type=date.fromisoformat, metavar="DAY", help="calendar date of the last day")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Serve until stopped, or export."""
        if options["export"]:
            anchor = options["anchor"] or default_anchor(timezone.now())
            export(load(anchor), options["export"])
            self.stdout.write(f"Written to {options['export']}")
            return
        run_forever(pressroom.press(), options["port"], pressroom.clock())
