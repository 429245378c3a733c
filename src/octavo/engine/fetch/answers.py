"""Reads what a server says about itself: statuses, Retry-After, freshness, compressed bodies."""

from __future__ import annotations

import re
import zlib
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import aiohttp

from octavo.engine.errors import (
    Busy,
    Forbidden,
    Gone,
    Missing,
    OctavoError,
    Permanent,
    Refused,
    ServerError,
    Timeout,
    TooLarge,
    Unparsable,
    Unreachable,
)
from octavo.engine.fetch.guard import PrivateAddressError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LONGEST_REST = 7 * 24 * 3600.0  # seconds; nobody is left alone for longer than a week without a new question

_PLAIN = {401: Forbidden, 402: Forbidden, 403: Forbidden, 451: Forbidden, 404: Missing, 410: Gone}
_FAILURES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[OctavoError], str], ...] = (
    (TimeoutError, Timeout, "no answer in time"),
    ((aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError), Refused, "the address cannot be asked for"),
    (aiohttp.ClientConnectorDNSError, Unreachable, "the host has no address"),
    (aiohttp.ClientSSLError, Unreachable, "the certificate or the TLS handshake is wrong"),
    (aiohttp.ClientResponseError, ServerError, "the answer breaks the rules of HTTP"),
)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait as a Retry-After header says (RFC 9110, section 10.2.3), or None if it says nothing.

    Both forms are read, seconds and a date; ``now`` (with zone) is what a date is compared with.
    """
    value = value.strip()
    if re.fullmatch(r"[0-9]{1,18}(\.[0-9]{1,9})?", value):
        return min(float(value), LONGEST_REST)
    try:
        when = parsedate_to_datetime(value)
        wait = (when if when.tzinfo else when.replace(tzinfo=now.tzinfo)) - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(0.0, wait.total_seconds()), LONGEST_REST)


def fresh_for(headers: Mapping[str, str]) -> int | None:
    """Seconds that a body stays fresh: max-age less Age (RFC 9111, section 4.2). None if untold."""
    directives = headers.get("cache-control", "").lower()
    found = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,9})", directives)
    if found is None or re.search(r"(?:^|[\s,])no-(?:cache|store)", directives):
        return None
    age = headers.get("age", "").strip()
    passed = int(age) if re.fullmatch(r"[0-9]{1,9}", age) else 0
    return max(0, int(found[1]) - passed)


def refusal(status: int, headers: Mapping[str, str], now: datetime) -> OctavoError | None:
    """The error an answer stands for; None if it can be read."""
    if 200 <= status < 300 or status == 304:
        return None
    rest = retry_after(headers.get("retry-after", ""), now)
    if status == 429 or (status == 503 and rest is not None):
        return Busy(f"status {status}", retry_after=rest)
    if status in _PLAIN:
        return _PLAIN[status](f"status {status}")
    if status in {408, 425}:
        return Timeout(f"status {status}", retry_after=rest)
    if status >= 500 or status < 400:
        return ServerError(f"status {status}", retry_after=rest)
    return Permanent(f"status {status}")


def failure(error: Exception) -> OctavoError:
    """The error of ours that a failed exchange stands for. No address is put into the detail."""
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, PrivateAddressError):
        return Refused("the host is at a private address")
    for kinds, meaning, detail in _FAILURES:
        if isinstance(error, kinds):
            return meaning(detail)
    return Unreachable(f"the connection failed: {type(error).__name__}")


def unpacked(body: bytes, cap: int) -> bytes:
    """The content of a body that is itself a gzip file, as sitemaps are; other bodies as they are.

    Raises ``TooLarge`` beyond ``cap`` bytes and ``Unparsable`` for a broken file.
    """
    parts: list[bytes] = []
    room = cap
    while body.startswith(b"\x1f\x8b\x08"):
        reader = zlib.decompressobj(wbits=31)
        try:
            part = reader.decompress(body, room + 1)
        except zlib.error as error:
            raise Unparsable("a broken gzip file") from error
        room -= len(part)
        if room < 0:
            raise TooLarge(f"more than {cap} bytes after unpacking")
        if not reader.eof:
            raise Unparsable("a gzip file that ends too early")
        parts.append(part)
        body = reader.unused_data
    return b"".join(parts) if parts else body
