"""Measure speed: ``python -m bench`` runs everything small, ``python -m bench NAME --help`` says what can be chosen.

Each bench is a module of this package with ``options(parser)`` and ``run(chosen, home) -> figures``. It gets a
new paper in a folder of its own, on SQLite unless OCTAVO_DATABASE names another. The last line printed is one
JSON object with the figures, the load of the machine when it began, and how long all of it took.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

BENCHES = {
    "ingest": "pages a second through all stages, and what each stage costs",
    "pages": "what a reader waits for while the worker writes, and the memory of all processes",
    "kill": "the worker is killed at random moments, and every row must come out the same",
    "stories": "what copies, stories and related articles cost an article, by the size of the paper",
}
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
MODELS = Path(__file__).resolve().parents[1] / "data" / "models"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one bench in this process, or each of them in its own. Returns the exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if not words or words[0] not in BENCHES:
        for name, meaning in BENCHES.items():
            print(f"{name:<8} {meaning}")
        if words:
            return 2
        commands = [[sys.executable, "-m", "bench", name] for name in BENCHES]
        return max(subprocess.run(command, check=False).returncode for command in commands)
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as home:
        return _measured(words[0], words[1:], Path(home))


def _measured(name: str, words: list[str], home: Path) -> int:
    _begin(home)
    bench = importlib.import_module(f"bench.{name}")
    parser = argparse.ArgumentParser(prog=f"python -m bench {name}", description=BENCHES[name])
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the evaluation data")
    bench.options(parser)
    chosen = parser.parse_args(words)
    load, begun = os.getloadavg()[0], time.perf_counter()
    figures = bench.run(chosen, home)
    took = round(time.perf_counter() - begun, 1)
    print(json.dumps({"bench": name, "load": round(load, 2), "seconds": took, **figures}))
    return 0 if figures.get("good", True) else 1


def _begin(home: Path) -> None:
    """A new paper in a folder, with this process's settings set to it."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "octavo.site.settings",
        "OCTAVO_DATA": str(home),
        "OCTAVO_MODELS": os.environ.get("OCTAVO_MODELS", str(MODELS)),
        "OCTAVO_PRIVATE_HOSTS": "*.localhost",
        "OCTAVO_HOSTS": "localhost 127.0.0.1",
        "OCTAVO_MIN_INTERVAL": "86400",  # what was read once is not read again while we measure
    }
    import django  # noqa: PLC0415 - settings are read when it is set up
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
