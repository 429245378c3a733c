from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What an address is read for. It decides the cap, the Accept header and whether robots.txt is asked."""

    FEED = "feed"
    PAGE = "page"
    SITEMAP = "sitemap"
    PICTURE = "picture"
    ROBOTS = "robots"

    @property
    def asks_robots(self) -> bool:
        """Whether robots.txt has a say.

        A feed is offered for subscription and its address was entered by a person, so like other feed
        readers we read it without asking. Whatever we find by ourselves is asked for.
        """
        return self in {Purpose.PAGE, Purpose.SITEMAP, Purpose.PICTURE}


@dataclass(frozen=True, slots=True)
class Policy:
    """How the fetcher behaves towards strangers. All times in seconds, all sizes in bytes."""

    user_agent: str  # a product name first, then where a publisher can complain
    connect_timeout: float = 10.0
    read_timeout: float = 20.0  # between two arrivals of bytes
    total_timeout: float = 60.0  # of one hop, from the request to the last byte
    max_bytes: int = 20_000_000  # after decompression
    max_feed_bytes: int = 10_000_000
    max_redirects: int = 6
    per_host: int = 2  # connections to one host at once
    gap: float = 1.0  # between the starts of two requests to one host
    private_gap: float = 0.0  # the same at a host that the operator named as private
    patience: float = 60.0  # how long a request may queue for its host before it is put off
    at_once: int = 32  # connections to all hosts together
    respect_robots: bool = True
    allow_private: bool = False  # for a paper about one's own network: every host may be private
    allowed_private_hosts: frozenset[str] = frozenset()  # "intranet.example" or "*.localhost"

    @property
    def product(self) -> str:
        """The name robots.txt knows us by: the first word of the user agent."""
        return self.user_agent.partition("/")[0].split(" ")[0]

    def cap(self, purpose: Purpose) -> int:
        """The largest body accepted for ``purpose``."""
        return self.max_feed_bytes if purpose is Purpose.FEED else self.max_bytes

    def gap_at(self, host: str) -> float:
        """Seconds between two requests to ``host``: none for a machine the operator named as one of their own."""
        return self.private_gap if host_is_among(host, self.allowed_private_hosts) else self.gap

    def may_be_private(self, host: str) -> bool:
        """Whether the operator allows ``host`` to stand at a private address."""
        return self.allow_private or host_is_among(host, self.allowed_private_hosts)


def host_is_among(host: str, allowed: frozenset[str]) -> bool:
    """True when ``host`` is one of the names, or below one that begins with ``*.``."""
    name = host.lower().rstrip(".")
    return any(name == one or (one.startswith("*.") and name.endswith(one[1:])) for one in allowed)


@dataclass(frozen=True, slots=True)
class Request:
    """One address to read. ``key`` comes back untouched with the result, for the caller's own use."""

    url: str
    purpose: Purpose = Purpose.PAGE
    etag: str = ""  # as the server sent it last time
    last_modified: str = ""  # as the server sent it last time
    key: int | str = ""
