"""A worker that is killed, or asked to stop, in the middle of its work loses nothing and doubles nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

from bench import processes
from bench.kill import DAY, Paper, closing_time, differences, finished
from octavo.press.newsroom import Press, load, story_files
from octavo.press.server import Running, serve

STORIES = 2  # files of the sample press: a handful of publishers
KILLS = 3


@dataclass
class Town:
    """The publishers, and what a paper has of them that nobody disturbed."""

    running: Running
    straight: Mapping[str, Any]
    home: Path

    @property
    def press(self) -> Press:
        """What they publish."""
        return self.running.press

    @contextmanager
    def paper(self, **settings: str) -> Iterator[Paper]:
        """A new paper that reads them."""
        with database() as address:
            yield Paper(self.home / uuid4().hex, {"OCTAVO_DATABASE": address, "OCTAVO_PROCESSES": "0", **settings})


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    home = tmp_path_factory.mktemp("town")
    press = load(DAY, story_files()[:STORIES])
    with serve(press, clock=closing_time(DAY), cache=home / "drawn") as running:
        town = Town(running, {}, home)
        with town.paper() as paper:
            town.straight = finished(paper, press, running.port, iter(()))
        yield town


def test_a_paper_that_nobody_disturbs_reads_everything(town: Town) -> None:
    assert len(town.straight["articles"]) == len(town.press.articles)
    assert not town.straight["left"]


def test_a_worker_killed_at_random_moments_leaves_the_same_rows(town: Town) -> None:
    waits = random.Random(os.getpid())
    with town.paper() as paper:
        killed = finished(paper, town.press, town.running.port, (waits.uniform(0.8, 2.5) for _ in range(KILLS)))
    assert differences(town.straight, killed) == []


def test_a_worker_asked_to_stop_with_its_whole_group_marks_nothing_wrong(town: Town) -> None:
    with town.paper(OCTAVO_PROCESSES="1") as paper:
        paper.prepare(town.press, town.running.port)
        worker = processes.start(paper.command("work"), paper.environ())
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(2.5)
        os.killpg(worker.pid, signal.SIGTERM)
        assert worker.wait(15) == 0
        paper.work(iter(()))
        assert differences(town.straight, paper.rows()) == []


@contextmanager
def database() -> Iterator[str]:
    """A database for one paper: a new one beside that of the tests, or SQLite in the paper's folder."""
    address = os.environ.get("OCTAVO_DATABASE", "")
    if not address:
        yield ""
        return
    parts = urlsplit(address)
    name = f"kill_{uuid4().hex}"
    server = urlunsplit(parts._replace(query=parts.query.replace("&pool=0", "")))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
        yield urlunsplit(parts._replace(path=f"/{name}"))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
