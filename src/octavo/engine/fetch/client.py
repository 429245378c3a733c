"""The only door to the network. asyncio stays inside this package."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import aiohttp

from octavo.engine.errors import Busy, OctavoError, RedirectLoop, ServerError, TooLarge
from octavo.engine.fetch.answers import failure, refusal, unpacked
from octavo.engine.fetch.guard import (
    Resolver,
    checked,
    guarded_sockets,
    is_public,
    is_reachable_privately,
)
from octavo.engine.fetch.manners import ROBOTS_CAP, Manners, Rules, rules_from
from octavo.engine.fetch.policy import Policy, Purpose
from octavo.engine.values import Response

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from types import TracebackType

    from yarl import URL

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_HEADER_CAP = 65_536  # bytes of one header; real security policies pass the usual 8 KB
_ACCEPT = {
    Purpose.FEED: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "application/json;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.3",
    Purpose.PAGE: "text/html, application/xhtml+xml, */*;q=0.5",
    Purpose.SITEMAP: "application/xml, text/xml, application/gzip;q=0.9, */*;q=0.5",
    Purpose.PICTURE: "image/avif, image/webp, image/*;q=0.8",
    Purpose.ROBOTS: "text/plain, */*;q=0.5",
}


@dataclass(slots=True)
class _Way:
    """One request on its way through redirects; cookies live as long as it does."""

    url: URL
    purpose: Purpose
    headers: dict[str, str]
    cookies: aiohttp.CookieJar = field(default_factory=aiohttp.CookieJar)
    seen: set[tuple[str, str]] = field(default_factory=set)
    permanent: bool = True  # so far every hop was

    def step(self) -> None:
        """Note where we are. Raises ``RedirectLoop`` if we were here before with the same cookies."""
        here = (str(self.url), self.cookies.filter_cookies(self.url).output(header="", sep=";"))
        if here in self.seen:
            raise RedirectLoop("the redirects go in a circle")
        self.seen.add(here)

    def follow(self, status: int, location: str) -> None:
        """Go where the answer points. ``ServerError``: it points nowhere; ``Refused``: see ``checked``."""
        if not location:
            raise ServerError(f"status {status} without a Location")
        self.url = checked(location, base=self.url)
        self.permanent = self.permanent and status in _PERMANENT

    def arrived(self, status: int, body: bytes, headers: dict[str, str]) -> Response:
        """The answer at the end of the way."""
        moved = str(self.url) if self.permanent and len(self.seen) > 1 else ""
        return Response(str(self.url), status, body, headers, moved)


class Fetcher:
    """Reads addresses politely. Use as ``async with Fetcher(policy) as fetcher``.

    ``manners`` is the memory of hosts; hand the same one to every fetcher of a process.
    """

    def __init__(self, policy: Policy, manners: Manners | None = None) -> None:
        self.policy = policy
        self.manners = manners or Manners()
        self.room = asyncio.Event()  # cleared by whoever cannot take more results for now
        self.room.set()
        self._slots = asyncio.Semaphore(policy.at_once)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def __aenter__(self) -> Self:
        """Open two pools of connections: for the public internet, and for hosts allowed to be private."""
        self._public = self._session(is_public)
        self._private = self._session(is_reachable_privately)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections."""
        await self._public.close()
        await self._private.close()

    async def get(
        self, url: str, *, etag: str = "", last_modified: str = "", purpose: Purpose = Purpose.PAGE
    ) -> Response:
        """Read ``url``, following redirects; with validators, ask for it only if it has changed.

        Raises an ``OctavoError`` for everything that is not a 2xx or 304 answer within the policy.
        """
        headers = {"Accept": _ACCEPT[purpose], **_validators(etag, last_modified)}
        way = _Way(checked(url), purpose, headers)
        for _ in range(self.policy.max_redirects + 1):
            way.step()
            if purpose.asks_robots and self.policy.respect_robots:
                rules = await self._rules(way.url)
                rules.check(str(way.url), self.policy.product, self.manners.clock())
            status, body, answered = await self._exchange(way)
            if status not in _REDIRECTS:
                return self._accepted(way, status, body, answered)
            way.follow(status, answered.get("location", ""))
        raise RedirectLoop(f"more than {self.policy.max_redirects} redirects")

    def _accepted(self, way: _Way, status: int, body: bytes, headers: dict[str, str]) -> Response:
        problem = refusal(status, headers, datetime.now(UTC))
        if isinstance(problem, Busy):
            problem.retry_after = self.manners.leave_in_peace(_host(way.url), problem.retry_after)
        if problem is not None:
            raise problem
        if status == 304 and not {"If-None-Match", "If-Modified-Since"} & way.headers.keys():
            raise ServerError("304 to a question without conditions")
        if way.purpose in {Purpose.FEED, Purpose.SITEMAP}:
            body = unpacked(body, self.policy.cap(way.purpose))
        return way.arrived(status, body, headers)

    async def _rules(self, url: URL) -> Rules:
        origin = str(url.origin())
        async with self._asking.setdefault(origin, asyncio.Lock()):
            known = self.manners.rules(origin)
            return known or self.manners.remember(origin, await self._ask_robots(url))

    async def _ask_robots(self, url: URL) -> Rules:
        way = _Way(url.origin().with_path("/robots.txt"), Purpose.ROBOTS, {"Accept": _ACCEPT[Purpose.ROBOTS]})
        for _ in range(self.policy.max_redirects):
            status, body, headers = await self._exchange(way)
            if status not in _REDIRECTS:
                problem = refusal(status, headers, datetime.now(UTC))
                if isinstance(problem, Busy):
                    problem.retry_after = self.manners.leave_in_peace(_host(url), problem.retry_after)
                    raise problem
                return rules_from(status, body, self.manners.clock())
            way.follow(status, headers.get("location", ""))
        return rules_from(404, b"", self.manners.clock())  # RFC 9309, section 2.3.1.2: too many redirects

    async def _exchange(self, way: _Way) -> tuple[int, bytes, dict[str, str]]:
        cap = ROBOTS_CAP if way.purpose is Purpose.ROBOTS else self.policy.cap(way.purpose)
        session = self._private if self.policy.may_be_private(way.url.host or "") else self._public
        async with self._turn(way.url):
            try:
                async with session.get(
                    way.url,
                    headers=way.headers,
                    cookies=way.cookies.filter_cookies(way.url),
                    allow_redirects=False,
                ) as answer:
                    way.cookies.update_cookies(answer.cookies, way.url)
                    body = await _body(answer, cap, cut=way.purpose is Purpose.ROBOTS)
                    return answer.status, body, _plain(answer.headers)
            except OctavoError:
                raise
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError, AssertionError) as error:
                raise failure(error) from error

    @asynccontextmanager
    async def _turn(self, url: URL) -> AsyncIterator[None]:
        """Wait for our turn at the host, then for a free connection."""
        host = _host(url)
        async with self._hosts.setdefault(host, asyncio.Semaphore(self.policy.per_host)):
            self.manners.check_peace(host)
            await asyncio.sleep(self.manners.reserve(host, self._gap(url), self.policy.patience))
            await self.room.wait()
            async with self._slots:
                self.manners.check_peace(host)
                yield

    def _gap(self, url: URL) -> float:
        rules = self.manners.rules(str(url.origin()))
        asked = rules.delay(self.policy.product) if rules and self.policy.respect_robots else 0.0
        return max(self.policy.gap_at(url.host or ""), asked)

    def _session(self, allowed: Callable[[str], bool]) -> aiohttp.ClientSession:
        policy = self.policy
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0, socket_factory=guarded_sockets(allowed), resolver=Resolver(), ttl_dns_cache=60
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": policy.user_agent},
            timeout=aiohttp.ClientTimeout(
                total=policy.total_timeout,
                sock_connect=policy.connect_timeout,
                sock_read=policy.read_timeout,
            ),
            max_field_size=_HEADER_CAP,
            max_line_size=_HEADER_CAP,
            trust_env=False,
        )


def _host(url: URL) -> str:
    """What politeness counts by: host and port, without a name and password."""
    return f"{url.host}:{url.port}"


def _validators(etag: str, last_modified: str) -> dict[str, str]:
    """Conditional headers of what the server sent last time, unless that is no header at all."""
    said = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in said.items() if 0 < len(value) < 1000 and value.isprintable()}


async def _body(answer: aiohttp.ClientResponse, cap: int, *, cut: bool) -> bytes:
    """The decompressed body; beyond ``cap`` bytes it is ``cut`` there, or ``TooLarge`` is raised."""
    if answer.status in _REDIRECTS or answer.status >= 400:
        answer.close()
        return b""
    if not cut and (answer.content_length or 0) > cap:
        answer.close()
        raise TooLarge(f"{answer.content_length} bytes announced")
    parts: list[bytes] = []
    size = 0
    async for chunk in answer.content.iter_any():
        parts.append(chunk)
        size += len(chunk)
        if size > cap:
            answer.close()
            if cut:
                break
            raise TooLarge(f"more than {cap} bytes")
    return b"".join(parts)[:cap]


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    """Lower-case names, repeated headers joined; cookies are not handed on."""
    joined: dict[str, str] = {}
    for name, value in headers.items():
        key = name.lower()
        if key != "set-cookie":
            joined[key] = f"{joined[key]}, {value}" if key in joined else value
    return joined
