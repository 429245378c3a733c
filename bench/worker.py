"""What the kill test does inside of the paper it kills: ``python -m bench.worker prepare|work …``.

``prepare PORT DAY PUBLISHER …`` makes the database and adds sources. ``work`` is the worker, which here ends by
itself when nothing is left to do, and then writes every row by natural keys into the data folder.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path

import django
from django.core.management import call_command

PATIENCE = timedelta(hours=6)  # a run that is killed again and again takes longer than news may wait
LOOK = 0.3  # seconds
ROWS = "rows.json"


def main() -> None:
    """Do what the command line says."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.site.settings")
    django.setup()
    verb, *words = sys.argv[1:]
    if verb == "prepare":
        prepare(int(words[0]), words[1], set(words[2:]))
    else:
        work()


def prepare(port: int, day: str, publishers: set[str]) -> None:
    """A new paper that reads these publishers of the sample press, on the calendar with this last day."""
    from django.conf import settings  # noqa: PLC0415

    from octavo.news.models import Publisher, Source  # noqa: PLC0415
    from octavo.work import pressroom  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    pressroom.write_state({"anchor": day, "began": f"{day}T00:00:00+00:00"})
    pressroom.subscribe_all(port)
    Source.objects.exclude(publisher__slug__in=publishers).delete()
    Publisher.objects.exclude(slug__in=publishers).delete()
    Path(settings.PICTURES).mkdir(exist_ok=True)


def work() -> None:
    """The worker as it is, asked to stop once nothing is due."""
    from django.conf import settings  # noqa: PLC0415 - all of these need the settings

    from bench.rows import rows  # noqa: PLC0415
    from octavo.news.group import order  # noqa: PLC0415
    from octavo.work import pipeline  # noqa: PLC0415

    order.PATIENCE, pipeline.IDLE = PATIENCE, LOOK
    done = threading.Event()
    threading.Thread(target=stop_when_done, args=(done,), daemon=True).start()
    call_command("worker")
    if done.is_set():
        (Path(settings.DATA) / ROWS).write_text(json.dumps(rows()), encoding="utf-8")


def stop_when_done(done: threading.Event) -> None:
    """Ask this process to stop when nothing has been left to do twice in a row."""
    from django.db import DatabaseError, connection  # noqa: PLC0415

    from bench.rows import left  # noqa: PLC0415

    quiet = 0
    wait = threading.Event()
    while quiet < 2:
        wait.wait(LOOK)
        try:
            quiet = 0 if left() else quiet + 1
        except DatabaseError:
            quiet = 0
    connection.close()
    done.set()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
