from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from octavo.news import subscribe
from octavo.work.replay import serve


class Command(BaseCommand):
    """Serve saved pages as publishers with feeds."""

    help = "Serve a folder of saved pages (gold.jsonl, html/ID.html.gz) on loopback as publishers with feeds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--port", type=int, default=8020)
        parser.add_argument("--add", action="store_true", help="make them sources of this paper too")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Serve until Ctrl-C."""
        try:
            with serve(options["folder"], options["port"]) as server:
                self.stdout.write(
                    f"{len(server.pages)} pages of {len(server.hosts)} publishers on port {server.server_port}"
                )
                for feed in server.feeds:
                    if options["add"]:
                        subscribe.add(feed)
                    self.stdout.write(feed)
                self.stdout.write("The worker needs OCTAVO_PRIVATE_HOSTS='*.localhost' to read them. Ctrl-C stops.")
                while True:
                    time.sleep(1)
        except FileNotFoundError as error:
            message = f"{options['folder']} is no folder of saved pages: {error.filename} is missing"
            raise CommandError(message) from None
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
