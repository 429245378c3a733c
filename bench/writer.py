"""Writes to a filled paper as the pipeline does, about twenty rows a second: ``python -m bench.writer``."""

from __future__ import annotations

import random
import time

import django

RATE = 20.0  # rows a second
ROWS = 8  # that one article costs: itself, its text, picture, brief, vector, place in the index, stage, story


def main() -> None:
    """Write until ended."""
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 - these need the settings

    from bench.filling import Town, arrive  # noqa: PLC0415

    town = Town(random.Random(), timezone.now())
    town.learn()
    while True:
        begun = time.monotonic()
        arrive(town)
        time.sleep(max(0.0, ROWS / RATE - (time.monotonic() - begun)))


if __name__ == "__main__":
    main()
