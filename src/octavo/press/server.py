"""The sample press on loopback: every publisher a virtual host, speaking HTTP as real sites do.

``http://<publisher>.localhost:<port>/`` answers with what is published by the clock that was given, so
whoever holds the clock moves the news.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from octavo.press import feeds, layout, marks, pictures
from octavo.press.sites import PORT, Site, plain, sites

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from octavo.press.newsroom import Press
    from octavo.press.values import Article, Shown

Clock = Callable[[], datetime]
"""Says what time it is, with zone."""

FEED_AGE = 60  # seconds
PAGE_AGE = 300  # seconds
FILE_AGE = 86_400  # seconds
COMPRESSED = ("text/", "application/", "image/svg+xml")


def wall_clock() -> datetime:
    """The real time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site says to a request, before conditions and compression."""

    body: bytes
    media: str
    changed: datetime | None = None
    age: int = FILE_AGE  # seconds it may be kept
    status: HTTPStatus = HTTPStatus.OK

    @property
    def tag(self) -> str:
        """A strong entity tag (RFC 9110, 8.8.3)."""
        return f'"{hashlib.blake2b(self.body, digest_size=10).hexdigest()}"'


@dataclass(frozen=True)
class Front:
    """One publisher's counter: takes a target, gives an answer."""

    site: Site
    root: str  # scheme, host and port
    now: datetime
    cache: Path | None = None

    def answer(self, target: str) -> Answer:
        """What stands at a request target now."""
        try:
            path = urlsplit(target).path
        except ValueError:  # brackets that are no address
            path = target = ""
        for found in (self.file(path), self.feed(path), self.picture(target), self.page(target)):
            if found is not None:
                return found
        page = layout.missing(self.site, self.now)
        return Answer(page.html, page.media, age=0, status=HTTPStatus.NOT_FOUND)

    @property
    def shown(self) -> tuple[Shown, ...]:
        """What the publisher has out now, oldest first."""
        return tuple(one for one in self.site.press.at(self.now) if one.article.publisher == self.site.publisher)

    def file(self, path: str) -> Answer | None:
        """The small fixed files of a site."""
        publisher = self.site.publisher
        if path == "/robots.txt":
            return Answer(self.site.habits.robots.replace("{root}", self.root).encode(), "text/plain; charset=utf-8")
        if path == "/logo.svg":
            return Answer(marks.logo(publisher), "image/svg+xml")
        if path == "/wordmark.svg":
            return Answer(marks.wordmark(publisher), "image/svg+xml")
        if path == "/logo.png":
            return Answer(marks.png(publisher), "image/png")
        if path == "/favicon.ico":
            return Answer(marks.icon(publisher), "image/x-icon")
        return None

    def feed(self, path: str) -> Answer | None:
        """The publisher's feed."""
        habits, shown = self.site.habits, self.shown
        if path != habits.feed:
            return None
        feed = feeds.write(self.site, self.root, shown)
        media = f"{feed.media}; charset=utf-8" if habits.feed_charset == "utf-8" else feed.media
        changed = max((one.updated for one in shown), default=None)
        return Answer(feed.body, media, changed, FEED_AGE)

    def picture(self, target: str) -> Answer | None:
        """A picture of an article that is out."""
        parts = urlsplit(target)
        name, _, number = parts.path.removeprefix("/pictures/").removesuffix(".jpg").rpartition("-")
        article = self.site.press.by_id.get(name) if parts.path.startswith("/pictures/") else None
        if article is None or not number.isdecimal() or not 0 < int(number) <= len(article.pictures):
            return None
        if article.published > self.now or article.publisher != self.site.publisher:
            return None
        wanted = parse_qs(parts.query).get("w", ["1200"])[0]
        width = min(max(int(wanted), 16), 1200) if wanted.isdecimal() and len(wanted) < 6 else 1200
        shot = article.pictures[int(number) - 1]
        return Answer(pictures.jpeg(article.id, shot.scene, width, self.cache), "image/jpeg", article.published)

    def page(self, target: str) -> Answer | None:
        """The home page, a section or an article."""
        asked = plain(target)
        if article := self.site.by_path.get(asked):
            return self.article(article)
        if asked == "/":
            page = layout.listing(self.site, self.root, self.shown)
        elif section := self.site.by_section.get(asked):
            page = layout.listing(self.site, self.root, self.shown, section)
        else:
            return None
        return Answer(page.html, page.media, page.changed, FEED_AGE)

    def article(self, article: Article) -> Answer | None:
        """An article's page, when it is out."""
        mine = next((one for one in self.shown if one.article.id == article.id), None)
        if mine is None:
            return None
        before = [one for one in self.shown if one.article.published < article.published]
        page = layout.article(self.site, self.root, mine, before)
        return Answer(page.html, page.media, page.changed, PAGE_AGE)


class Server(ThreadingHTTPServer):
    """The press at one port. Threads die with it."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = True

    def __init__(self, press: Press, port: int, clock: Clock, cache: Path | None = None) -> None:
        """Bind to loopback; port 0 takes any free one."""
        super().__init__(("127.0.0.1", port), Handler)
        self.press = press
        self.clock = clock
        self.cache = cache
        self.sites = sites(press)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of readers who hang up; report everything else."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """One connection: keep-alive, conditions (RFC 9110, 13), compression."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "press"
    sys_version = ""
    timeout = 30  # seconds a silent connection is kept
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer with head and body."""
        self.respond(self.found())

    def do_HEAD(self) -> None:
        """Answer with the head alone."""
        self.respond(self.found())

    def found(self) -> Answer:
        """The answer of the host that is asked."""
        host = self.headers.get("Host", "")
        site = self.server.sites.get(host.partition(":")[0].lower())
        if site is None:
            known = "\n".join(sorted(self.server.sites))
            return Answer(f"No such host. Known:\n{known}\n".encode(), "text/plain", status=HTTPStatus.NOT_FOUND)
        return Front(site, f"http://{host}", self.server.clock(), self.server.cache).answer(self.path)

    def respond(self, answer: Answer) -> None:
        """Send an answer, or that it has not changed."""
        unchanged = answer.status == HTTPStatus.OK and self.unchanged(answer)
        body = b"" if unchanged else answer.body
        packed = not unchanged and self.packs(answer)
        if packed:
            body = gzip.compress(body, 5, mtime=0)
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else answer.status)
        self.send_header("ETag", answer.tag)
        self.send_header("Cache-Control", f"max-age={answer.age}")
        self.send_header("Vary", "Accept-Encoding")
        if answer.changed:
            self.send_header("Last-Modified", format_datetime(answer.changed.astimezone(UTC), usegmt=True))
        if not unchanged:
            self.send_header("Content-Type", answer.media)
            self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def unchanged(self, answer: Answer) -> bool:
        """Whether the client has this already: by tag where it sends one, else by date."""
        if tags := self.headers.get("If-None-Match"):
            known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return answer.tag in known or "*" in known
        since = self.headers.get("If-Modified-Since")
        if not since or answer.changed is None:
            return False
        try:
            return answer.changed.replace(microsecond=0) <= parsedate_to_datetime(since).astimezone(UTC)
        except ValueError:
            return False

    def packs(self, answer: Answer) -> bool:
        """Whether the body is worth compressing and the client takes it."""
        accepted = self.headers.get("Accept-Encoding", "")
        return "gzip" in accepted and len(answer.body) > 500 and answer.media.startswith(COMPRESSED)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The press's own time, in the ``Date`` header."""
        _ = timestamp
        return format_datetime(self.server.clock().astimezone(UTC), usegmt=True)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name is the base class's
        """Say nothing: the press is background."""


@dataclass(frozen=True, slots=True)
class Running:
    """A press that answers."""

    press: Press
    port: int
    sites: dict[str, Site] = field(repr=False)

    def root(self, publisher: str) -> str:
        """The address of a publisher's home page, without the last slash."""
        return f"http://{publisher}.localhost:{self.port}"

    def feed(self, publisher: str) -> str:
        """The address of a publisher's feed."""
        return self.root(publisher) + self.sites[f"{publisher}.localhost"].habits.feed

    def url(self, article: str) -> str:
        """The address of an article."""
        piece = self.press.by_id[article]
        return self.root(piece.publisher.id) + self.sites[piece.publisher.host].path(piece)


@contextmanager
def serve(press: Press, port: int = 0, clock: Clock = wall_clock, cache: Path | None = None) -> Iterator[Running]:
    """Serve the press from a thread while the block runs.

    Raises:
        OSError: the port is taken.
    """
    server = Server(press, port, clock, cache)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Running(press, server.server_address[1], server.sites)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def run_forever(press: Press, port: int = PORT, clock: Clock = wall_clock, cache: Path | None = None) -> None:
    """Serve the press until interrupted.

    Raises:
        OSError: the port is taken.
    """
    with Server(press, port, clock, cache) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
