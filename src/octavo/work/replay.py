"""Saved pages as publishers with feeds: a folder is served on loopback and read like the web."""

from __future__ import annotations

import gzip
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved page and the address it gets here."""

    id: str
    host: str  # of the invented publisher: the real host's name with dashes, below localhost
    path: str
    file: Path

    def body(self) -> bytes:
        """The page's bytes as they were collected."""
        return gzip.decompress(self.file.read_bytes())


def saved_pages(folder: Path) -> dict[tuple[str, str], Saved]:
    """The pages of a folder in the layout ``gold.jsonl`` + ``html/<id>.html.gz``, by host and path.

    Raises FileNotFoundError when the folder has no ``gold.jsonl``.
    """
    found: dict[tuple[str, str], Saved] = {}
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            page = saved_page(str(row["id"]), row.get("url", ""), folder)
            while (page.host, page.path) in found:
                page = Saved(page.id, page.host, f"{page.path}-", page.file)
            found[page.host, page.path] = page
    return found


def saved_page(key: str, url: str, folder: Path) -> Saved:
    """One page: its publisher after the host it came from, its path as it was, without the query."""
    parts = urlsplit(url)
    name = "".join(
        c if c.isalnum() and c.isascii() else "-" for c in (parts.hostname or "unknown").removeprefix("www.")
    )
    path = "".join(c if c.isascii() and (c.isalnum() or c in "/-_.~") else "-" for c in parts.path)
    if len(path) < 2:
        path = f"/{key}"
    return Saved(key, f"{name[:60].strip('-')}.localhost", path, folder / "html" / f"{key}.html.gz")


class Server(ThreadingHTTPServer):
    """All publishers of a folder on one port, told apart by their host names."""

    daemon_threads = True
    request_queue_size = 128  # the fetcher opens many connections at once

    def __init__(self, folder: Path, port: int) -> None:
        self.pages = saved_pages(folder)
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def hosts(self) -> list[str]:
        """The publishers' hosts."""
        return sorted({host for host, _ in self.pages})

    @property
    def feeds(self) -> list[str]:
        """The address of each publisher's feed."""
        return [f"http://{host}:{self.server_port}/feed.xml" for host in self.hosts]

    def url_of(self, page: Saved) -> str:
        """The address of a page."""
        return f"http://{page.host}:{self.server_port}{page.path}"

    def feed(self, host: str) -> bytes:
        """A feed that lists addresses and nothing else: what we find out, we find out from the page."""
        items = "".join(
            f"<item><link>{escape(self.url_of(page))}</link><guid>{escape(self.url_of(page))}</guid></item>"
            for page in self.pages.values()
            if page.host == host
        )
        name = quoteattr(host.removesuffix(".localhost"))[1:-1]
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'.encode()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of readers who hang up; report everything else."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """Answers with saved bytes."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A feed, a page or 404."""
        host = self.headers.get("Host", "").split(":")[0]
        path = self.path.split("?")[0]
        page = self.server.pages.get((host, path))
        if path == "/feed.xml" and host in self.server.hosts:
            self.answer(200, "application/rss+xml; charset=utf-8", self.server.feed(host))
        elif page is not None:
            self.answer(200, "text/html", page.body())
        else:
            self.answer(404, "text/plain", b"nothing saved here")

    def answer(self, status: int, kind: str, body: bytes) -> None:
        """Send one answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: the worker's log tells what was read."""


@contextmanager
def serve(folder: Path, port: int = 0) -> Iterator[Server]:
    """The folder, served until the block ends."""
    with Server(folder, port) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
