"""A worker that is killed, or asked to stop, in the middle of its work loses nothing and doubles nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
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
from bench.kill import DAY, ClosingTime, Paper, differences
from octavo.engine.urls import canonical
from octavo.press.newsroom import Press, load, story_files
from octavo.press.server import Running, serve

STORIES = 1  # file of the sample press: a handful of publishers
KILLS = 3


@dataclass
class Town:
    """The publishers, and what a paper has of them that nobody disturbed."""

    running: Running
    clock: ClosingTime
    home: Path

    @property
    def press(self) -> Press:
        """What they publish."""
        return self.running.press

    @contextmanager
    def paper(self, like: Paper | None = None, processes: int = 0) -> Iterator[Paper]:
        """A new paper that will read them, a copy of the one it is like."""
        home = self.home / uuid4().hex
        if like:
            shutil.copytree(like.home, home)
        with database(like.settings["OCTAVO_DATABASE"] if like else "") as address:
            yield Paper(home, {"OCTAVO_DATABASE": address, "OCTAVO_PROCESSES": str(processes)})

    def answered(self, more: int, most: float) -> None:
        """Wait until the publishers have answered so many more requests, or ``most`` seconds."""
        wanted, until = self.clock.looks + more, time.monotonic() + most
        while self.clock.looks < wanted and time.monotonic() < until:
            time.sleep(0.01)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    home = tmp_path_factory.mktemp("town")
    press = load(DAY, story_files()[:STORIES])
    clock = ClosingTime(DAY)
    with serve(press, clock=clock, cache=home / "drawn") as running:
        yield Town(running, clock, home)


@pytest.fixture(scope="module")
def blank(town: Town) -> Iterator[Paper]:
    """A paper that has its sources and has read nothing."""
    with town.paper() as paper:
        paper.prepare(town.press, town.running.port)
        yield paper


@pytest.fixture(scope="module")
def straight(town: Town, blank: Paper) -> Mapping[str, Any]:
    """The rows of a paper that nobody disturbed."""
    with town.paper(blank) as paper:
        paper.work(iter(()))
        return paper.rows()


def test_a_paper_that_nobody_disturbs_reads_everything(town: Town, straight: Mapping[str, Any]) -> None:
    addresses = {canonical(town.running.url(article.id)) for article in town.press.articles}
    assert addresses <= {row.split(" | ")[0] for row in straight["versions"]}
    assert straight["left"] == []


def test_a_worker_killed_at_random_moments_leaves_the_same_rows(
    town: Town, blank: Paper, straight: Mapping[str, Any]
) -> None:
    chance = random.Random()
    with town.paper(blank) as paper:
        for _ in range(KILLS):
            worker = processes.start(paper.command("work"), paper.environ())
            town.answered(chance.randrange(1, 30), most=chance.uniform(2.0, 4.0))
            processes.kill(worker)
        paper.work(iter(()))
        assert differences(straight, paper.rows()) == []


def test_a_worker_asked_to_stop_with_its_whole_group_marks_nothing_wrong(
    town: Town, blank: Paper, straight: Mapping[str, Any]
) -> None:
    with town.paper(blank, processes=1) as paper:
        worker = processes.start(paper.command("work"), paper.environ())
        town.answered(20, most=20)
        os.killpg(worker.pid, signal.SIGTERM)
        assert worker.wait(20) == 0
        paper.work(iter(()))
        assert differences(straight, paper.rows()) == []


@contextmanager
def database(like: str) -> Iterator[str]:
    """A database for one paper, as empty or full as another: beside that of the tests, or SQLite in the folder."""
    address = os.environ.get("OCTAVO_DATABASE", "")
    if not address:
        yield ""
        return
    name = f"kill_{uuid4().hex}"
    template = urlsplit(like).path.strip("/") or "template1"
    with psycopg.connect(address.replace("&pool=0", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        parts = urlsplit(address)
        yield urlunsplit((parts.scheme, parts.netloc, name, parts.query, ""))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
