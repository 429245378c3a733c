"""Settings of the suite: a data folder of its own, loopback allowed, and the database asked for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

DATA = Path(tempfile.mkdtemp(prefix="octavo-tests-"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run on PostgreSQL, started for this run")


def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Nothing here: the environment is set below, before Django's settings are read."""


os.environ.update(
    OCTAVO_DATA=str(DATA / os.environ.get("PYTEST_XDIST_WORKER", "main")),
    OCTAVO_PRIVATE_HOSTS="*.localhost 127.0.0.1 localhost",
    OCTAVO_PROCESSES="0",
    OCTAVO_HOSTS="testserver localhost 127.0.0.1",
    OCTAVO_LANGUAGE="en",
)
