from __future__ import annotations

import logging
import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from octavo.engine.executor import Executor, Inline, Processes
from octavo.work.pipeline import DIGEST, GATHER, SPEAK, WRITE, drain, keep_sweeping

PATIENCE = 5.0  # seconds a batch from the network has to end


class Command(BaseCommand):
    """Read, group and prepare, for ever or until nothing is due."""

    help = "Work through the pipeline: fetch, extract, group, prepare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("--once", action="store_true", help="stop when nothing is due any more")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One thread works on what has arrived; others wait for publishers, for the operator's services, for voices."""
        executor: Executor = Processes(settings.PROCESSES) if settings.PROCESSES else Inline()
        if options["once"]:
            drain([*GATHER, *DIGEST, *WRITE, *SPEAK], executor)
            executor.close()
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        waiting = [
            threading.Thread(target=keep_sweeping, args=(stages, Inline(), stop), name=name, daemon=True)
            for name, stages in (("gather", GATHER), ("write", WRITE), ("speak", SPEAK))
        ]
        for thread in waiting:
            thread.start()
        try:
            keep_sweeping(DIGEST, executor, stop)
        finally:
            stop.set()
            executor.close()
            leave(waiting)


def leave(waiting: list[threading.Thread]) -> None:
    """End, with a batch that still waits for somebody slow left as it is: rows say what is to be done."""
    for thread in waiting:
        thread.join(PATIENCE)
    if any(thread.is_alive() for thread in waiting):
        logging.shutdown()
        os._exit(0)
