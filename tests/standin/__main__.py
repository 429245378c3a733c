"""The stand-in, by hand: for looking at pages with a model that is none."""

from __future__ import annotations

import argparse
import time

from tests.standin.behaviour import BEHAVIOUR
from tests.standin.server import standin


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.standin")
    parser.add_argument("--port", type=int, default=8020)
    parser.add_argument("--pause", type=float, default=30.0, help="seconds that the slow one takes")
    chosen = parser.parse_args()
    with standin(port=chosen.port, pause=chosen.pause) as running:
        print(f"OCTAVO_MODEL_URL={running.url()}/v1 OCTAVO_MODEL_NAME=good OCTAVO_TRANSLATE_URL={running.url()}")
        print(f"Names: {', '.join(BEHAVIOUR)}")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            print("Bye.")


if __name__ == "__main__":
    main()
