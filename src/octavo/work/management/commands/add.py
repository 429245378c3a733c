from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from octavo.engine.errors import OctavoError
from octavo.news import subscribe


class Command(BaseCommand):
    """Add a source by any address of it."""

    help = "Add what an address leads to: a feed, a sitemap, or a page that names its feeds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("address")
        parser.add_argument("--all", action="store_true", help="add every feed a page names, not only the first")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Find out what is there and read it from now on."""
        try:
            found = subscribe.discover(options["address"])
            for candidate in found if options["all"] else found[:1]:
                added = subscribe.add(candidate.url, candidate.title)
                self.stdout.write(f"{'Added' if added.new else 'Known'}: {added.source.url} ({added.source})")
        except OctavoError as error:
            message = f"{options['address']}: {error.code}: {error.detail or type(error).__doc__}"
            raise CommandError(message) from None
        for candidate in found[1:] if not options["all"] else ():
            self.stdout.write(f"Also there: {candidate.url} ({candidate.title})")
