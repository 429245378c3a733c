"""A publisher's server on loopback that says exactly the bytes it was told to, however wrong."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Answer = bytes | Callable[[socket.socket], None]


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Publisher:
    """What is asked is kept in ``asked``; each path gives its answers in turn, the last one for ever."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    at_once: int = 0
    most_at_once: int = 0

    def says(self, path: str, *answers: Answer) -> str:
        """Tell what ``path`` answers. Returns its address."""
        self.answers[path].extend(answers)
        return self.url(path)

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


def answer(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """A well-formed answer; underscores in header names stand for hyphens."""
    said = {"content-length": str(len(body)), "connection": "close"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def slowly(data: bytes, pause: float) -> Callable[[socket.socket], None]:
    """An answer that drips one byte at a time."""

    def write(connection: socket.socket) -> None:
        for byte in data:
            connection.sendall(bytes([byte]))
            time.sleep(pause)

    return write


def reset(connection: socket.socket) -> None:
    """An answer that breaks the connection off in the middle of the body."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, told: Publisher) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told = told
        self.lock = threading.Lock()
        told.port = int(self.server_address[1])


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        if self.request.recv(1, socket.MSG_PEEK) == b"\x16":
            return  # a TLS greeting: this server speaks plain HTTP
        first = self.rfile.readline().decode("latin-1").split(" ")
        if len(first) < 2:
            return
        headers = {}
        while (line := self.rfile.readline().decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        said = self.next_answer(Asked(first[1], headers, time.monotonic()))
        try:
            if isinstance(said, bytes):
                self.request.sendall(said)
            else:
                said(self.request)
        except OSError:
            return  # the fetcher had enough
        finally:
            with self.server.lock:
                self.server.told.at_once -= 1

    def next_answer(self, asked: Asked) -> Answer:
        told = self.server.told
        with self.server.lock:
            told.asked.append(asked)
            told.at_once += 1
            told.most_at_once = max(told.most_at_once, told.at_once)
            left = told.answers.get(asked.path) or [answer("404 Not Found")]
            return left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def publisher() -> Iterator[Publisher]:
    """A running server; it is stopped on the way out."""
    told = Publisher()
    with _Server(told) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
