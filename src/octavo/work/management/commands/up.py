from __future__ import annotations

import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from octavo.news.models import Publisher
from octavo.work import pressroom
from octavo.work.supervisor import Child, Supervisor, octavo


class Command(BaseCommand):
    """Start the paper: web server, worker and, while it is read, the sample press."""

    help = "Start the paper: web server and worker under one supervisor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("--no-press", action="store_true", help="do not begin a new paper with the sample press")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare what is missing, then run until Ctrl-C."""
        call_command("migrate", verbosity=0)
        if settings.PRESS_WANTED and not options["no_press"] and not Publisher.objects.exists():
            new = pressroom.subscribe_all(settings.PRESS_PORT)
            self.stdout.write(f"A new paper: it begins with the sample press, {new} invented publishers.")
        call_command("assets", verbosity=0)
        host, port = settings.BIND, str(settings.PORT)
        supervisor = Supervisor(children(host, port), environ(), tick())
        self.stdout.write(self.style.SUCCESS(f"Octavo is at http://{host}:{port}/  (Ctrl-C stops it)"))
        self.stdout.flush()
        if supervisor.run():
            message = "a process did not end in time and was killed; nothing is lost"
            raise CommandError(message)
        self.stdout.write("Stopped.")


def children(host: str, port: str) -> list[Child]:
    """The processes of this paper."""
    serve = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port,
        "--workers", "1", "--blocking-threads", str(settings.THREADS), "--no-ws", "--log-level", "warning",
        "octavo.site.wsgi:application",
    ]  # fmt: skip
    found = [Child("web", serve)]
    if pressroom.in_use():
        found.append(Child("press", octavo("press", "--port", str(settings.PRESS_PORT)), port=settings.PRESS_PORT))
    return [*found, Child("worker", octavo("worker"))]


def environ() -> dict[str, str]:
    """The children's environment; only with the sample press may they read from loopback."""
    hosts = " ".join(settings.PRIVATE_HOSTS)
    if pressroom.in_use():
        hosts = f"{hosts} *.localhost".strip()
    return os.environ | {"OCTAVO_PRIVATE_HOSTS": hosts, "OCTAVO_DATA": str(settings.DATA)}


def tick() -> Callable[[], None]:
    """What the supervisor does beside: let the press's time go on when the paper has read it."""
    last = 0.0
    done = not pressroom.in_use()

    def look() -> None:
        nonlocal last, done
        if not done and time.monotonic() - last > 2:
            last = time.monotonic()
            done = pressroom.catch_up() or "caught_up" in pressroom.read_state()
            close_old_connections()

    return look
