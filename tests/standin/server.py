from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.standin.behaviour import BEHAVIOUR, Answer, Question

LARGEST = 5_000_000  # bytes of a question


@dataclass(frozen=True)
class Asked:
    """One question as the server saw it."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def words(self) -> str:
        """All that a model was told."""
        return "\n".join(message["content"] for message in self.body.get("messages", []))


@dataclass
class StandIn:
    """What was asked, and how many at once."""

    port: int = 0
    pause: float = 30.0
    asked: list[Asked] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    awake: threading.Event = field(default_factory=threading.Event)  # set when the slow ones need wait no more

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, told: StandIn) -> None:
        super().__init__(("127.0.0.1", told.port), _Handler)
        self.told = told
        self.lock = threading.Lock()
        told.port = int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        told = self.server.told
        body = self._body()
        with self.server.lock:
            told.asked.append(Asked(self.path, dict(self.headers), body))
            told.at_once += 1
            told.most_at_once = max(told.most_at_once, told.at_once)
        try:
            self._say(BEHAVIOUR[self._manner(body)](Question(self.path, body)))
        except OSError:
            self.close_connection = True  # whoever asked has had enough
        finally:
            with self.server.lock:
                told.at_once -= 1

    def _body(self) -> dict[str, Any]:
        length = min(int(self.headers.get("content-length") or 0), LARGEST)
        try:
            read = json.loads(self.rfile.read(length))
        except ValueError:
            read = None
        return read if isinstance(read, dict) else {}

    def _manner(self, body: Mapping[str, Any]) -> str:
        first = self.path.strip("/").partition("/")[0]
        name = str(body.get("model", ""))
        return next((one for one in (first, name) if one in BEHAVIOUR), "good")

    def _say(self, answer: Answer) -> None:
        if answer.slow:
            self.server.told.awake.wait(self.server.told.pause)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        length = len(answer.body) + (1000 if answer.breaks_off else 0)
        self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Nothing: tests are quiet."""


@contextmanager
def standin(port: int = 0, pause: float = 30.0) -> Iterator[StandIn]:
    """A running server; it is stopped on the way out. ``pause``: seconds that the slow one takes."""
    told = StandIn(port=port, pause=pause)
    with _Server(told) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            told.awake.set()
            server.shutdown()
            thread.join()
