from __future__ import annotations

import os
import resource
import signal
import sqlite3
from contextlib import closing
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from octavo.news.models import Article
from tests.news.paper import House, Paper
from tests.work.office import Office, free_port, listens, waits_for

READY = f"SELECT count(*) FROM news_article WHERE stage = {Article.Stage.READY}"


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


@pytest.fixture
def house(paper: Paper, office: Office) -> House:
    """A publisher with three articles whom the office reads."""
    for title in ("Harbour bridge opens", "Otters return to Tarn", "Quarry workers walk out"):
        paper.publishes("Maros", title)
    house = paper.houses["Maros"]
    office.does("add", house.url("feed.xml"))
    return house


def test_the_paper_starts_reads_stops_and_starts_again(office: Office, house: House) -> None:
    assert len(house.pieces) == 3
    port = free_port()
    office.settings = {"OCTAVO_PORT": str(port)}
    for number in (signal.SIGINT, signal.SIGTERM):
        up = office.starts("up", "--no-press")
        waits_for(lambda: answers(port))
        waits_for(lambda: office.ask(READY) == [(3,)])
        up.send_signal(number)
        assert up.wait(30) == 0
        assert not listens(port)
    said = office.log.read_text()
    assert said.count(f"Octavo is at http://127.0.0.1:{port}/") == said.count("Stopped.") == 2
    assert "Traceback" not in said


@pytest.mark.skipif("OCTAVO_DATABASE" in os.environ, reason="PostgreSQL has no one write lock")
def test_a_worker_waits_for_a_locked_database_and_nothing_is_lost(office: Office, house: House) -> None:
    with closing(sqlite3.connect(office.data / "octavo.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        worker = office.starts("worker")
        waits_for(lambda: house.asked("feed.xml") >= 2)
        assert worker.poll() is None
        assert office.ask("SELECT count(*) FROM news_article") == [(0,)]
        other.execute("COMMIT")
    waits_for(lambda: office.ask(READY) == [(3,)])
    assert house.asked("feed.xml") == 2


@pytest.mark.skipif("OCTAVO_DATABASE" in os.environ, reason="the server writes its files itself")
def test_a_worker_without_room_goes_on_where_it_was_when_there_is_room(office: Office, house: House) -> None:
    assert len(house.pieces) == 3
    worker = office.starts("worker")
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (60_000, 60_000))
    waits_for(lambda: "the database cannot be written" in office.log.read_text())
    assert worker.poll() is None
    worker.terminate()
    worker.wait(30)
    office.does("worker", "--once")
    assert office.ask(READY) == [(3,)]
