"""The press of one fixed month, served over real HTTP from this machine."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from octavo.press.newsroom import Press, load
from octavo.press.server import Running, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

ANCHOR = date(2026, 6, 28)
END = datetime(2026, 6, 30, tzinfo=UTC)  # everything is out, every edit made


@dataclass
class Clock:
    """A clock that stands until it is set."""

    now: datetime = END

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Reader:
    """Somebody with a connection to the press, and the press's clock in hand."""

    running: Running
    clock: Clock
    line: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=10)

    def get(self, url: str, method: str = "GET", **headers: str) -> Reply:
        """Ask for an address; underscores in header names become hyphens."""
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.line.request(method, target, headers={"Host": parts.netloc} | named)
        answer = self.line.getresponse()
        body = answer.read()
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)

    def at(self, moment: datetime) -> None:
        """Set the press's clock."""
        self.clock.now = moment


@pytest.fixture(scope="session")
def press() -> Press:
    return load(ANCHOR)


@pytest.fixture(scope="session")
def running(press: Press) -> Iterator[tuple[Running, Clock]]:
    clock = Clock()
    with serve(press, 0, clock) as answering:
        yield answering, clock


@pytest.fixture
def reader(running: tuple[Running, Clock]) -> Iterator[Reader]:
    answering, clock = running
    clock.now = END
    somebody = Reader(answering, clock)
    yield somebody
    somebody.line.close()
