"""What we remember of each host: what its robots.txt says, when it may be asked again.

Holds no locks and no event loop, so that one memory outlives many batches.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from protego import Protego

from octavo.engine.errors import Busy, Disallowed, ServerError

if TYPE_CHECKING:
    from collections.abc import Callable

ROBOTS_CAP = 512_000  # bytes; RFC 9309, section 2.5 asks for at least 500 KiB
ROBOTS_FRESH = 24 * 3600.0  # seconds; RFC 9309, section 2.4: no longer than a day
ROBOTS_RETRY = 600.0  # seconds until an unreachable robots.txt is asked for again
UNTOLD_REST = 60.0  # seconds of peace after a 429 that names no time
REMEMBERED_HOSTS = 20_000

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says, until ``expires`` on the memory's clock."""

    expires: float
    parsed: Protego | None = None  # None: everything is allowed, or nothing while ``shut``
    shut: bool = False  # the file could not be read because of an error on their side

    def check(self, url: str, product: str, now: float) -> None:
        """Return if ``product`` may read ``url``.

        Raises ``Disallowed`` if the rules say no, ``ServerError`` while the rules cannot be known.
        """
        if self.shut:
            raise ServerError("robots.txt cannot be read", retry_after=max(0.0, self.expires - now))
        if self.parsed is not None and not self.parsed.can_fetch(url, product):
            raise Disallowed("robots.txt asks us not to read this")

    def delay(self, product: str) -> float:
        """The crawl delay asked of ``product``, in seconds; 0 where none is named."""
        return float(self.parsed.crawl_delay(product) or 0.0) if self.parsed is not None else 0.0


def rules_from(status: int, body: bytes, now: float) -> Rules:
    """Read the answer to a request for robots.txt as RFC 9309, section 2.3.1 says.

    Found: its rules hold for a day. 4xx: there are none. Anything else: nothing is allowed for a while.
    """
    if 200 <= status < 300:
        text = body[:ROBOTS_CAP].decode("utf-8-sig", "replace").replace("\x00", "")
        return Rules(now + ROBOTS_FRESH, Protego.parse(text))
    if 400 <= status < 500:
        return Rules(now + ROBOTS_FRESH)
    return Rules(now + ROBOTS_RETRY, shut=True)


class Manners:
    """The memory. ``clock`` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._rules: dict[str, Rules] = {}
        self._quiet_until: dict[str, float] = {}
        self._next_start: dict[str, float] = {}

    def rules(self, origin: str) -> Rules | None:
        """The rules of ``origin`` if they are known and fresh."""
        known = self._rules.get(origin)
        return known if known is not None and self.clock() < known.expires else None

    def remember(self, origin: str, rules: Rules) -> Rules:
        """Keep ``rules``; while a host is in trouble its last good ones hold a little longer."""
        before = self._rules.get(origin)
        if rules.shut and before is not None and not before.shut:
            rules = Rules(rules.expires, before.parsed)
        _put(self._rules, origin, rules)
        return rules

    def leave_in_peace(self, host: str, seconds: float | None) -> float:
        """Ask nothing of ``host`` for so long. Returns the seconds decided on."""
        rest = UNTOLD_REST if seconds is None else seconds
        until = max(self.clock() + rest, self._quiet_until.get(host, 0.0))
        _put(self._quiet_until, host, until)
        return until - self.clock()

    def check_peace(self, host: str) -> None:
        """Raise ``Busy`` while ``host`` is to be left in peace."""
        left = self._quiet_until.get(host, 0.0) - self.clock()
        if left > 0:
            raise Busy("the host asked for patience earlier", retry_after=left)

    def reserve(self, host: str, gap: float, patience: float) -> float:
        """Take the next start at ``host``, at least ``gap`` seconds after the one before.

        Returns the seconds to wait. Raises ``Busy`` and takes nothing if that is more than ``patience``.
        """
        now = self.clock()
        start = max(now, self._next_start.get(host, 0.0))
        if start - now > patience:
            raise Busy("too many requests wait for this host", retry_after=start - now)
        _put(self._next_start, host, start + gap)
        return start - now


def _put(memory: dict[str, _T], key: str, value: _T) -> None:
    memory.pop(key, None)
    memory[key] = value
    if len(memory) > REMEMBERED_HOSTS:
        del memory[next(iter(memory))]  # the one not touched for the longest time
