"""Questions to an endpoint of the operator's own choosing: a language model, a translator.

Such an endpoint may stand at a private address, for the operator has named it; nothing that it answers leads
anywhere else: redirects are not followed, cookies are not kept.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp

from octavo.engine.errors import OctavoError, Refused
from octavo.engine.fetch.answers import failure, refusal
from octavo.engine.fetch.guard import Resolver, checked, guarded_sockets, is_reachable_privately

if TYPE_CHECKING:
    from collections.abc import Mapping

CAP = 1_000_000  # bytes of an answer; the rest is cut off
_CONNECT = 10.0  # seconds
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "application/json, text/event-stream"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask, and as whom."""

    url: str
    user_agent: str
    timeout: float = 60.0  # seconds, from the question to the last byte of the answer
    key: str = ""  # sent as a bearer's token

    def post(self, body: Mapping[str, object]) -> bytes:
        """Send a JSON body; the answer's bytes, at most ``CAP`` of them.

        Not to be called from a running event loop. Raises an ``OctavoError`` for everything that is no 2xx answer.
        """
        return asyncio.run(self._post(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")))

    async def _post(self, body: bytes) -> bytes:
        url = checked(self.url)
        headers = {"Accept": _ACCEPT, "Content-Type": "application/json", "User-Agent": self.user_agent}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            async with (
                self._session() as session,
                session.post(url, data=body, headers=headers, allow_redirects=False) as answer,
            ):
                if answer.status in _REDIRECTS:
                    raise Refused("the endpoint leads elsewhere, where we do not follow")
                said = {name.lower(): value for name, value in answer.headers.items()}
                problem = refusal(answer.status, said, datetime.now(UTC))
                if problem is not None:
                    raise problem
                return await _read(answer)
        except OctavoError:
            raise
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, AssertionError) as error:
            raise failure(error) from error

    def _session(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                socket_factory=guarded_sockets(is_reachable_privately), resolver=Resolver(), force_close=True
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=self.timeout, sock_connect=min(_CONNECT, self.timeout)),
            trust_env=False,
        )


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    """The decompressed body, cut at the cap."""
    parts: list[bytes] = []
    size = 0
    async for chunk in answer.content.iter_any():
        parts.append(chunk)
        size += len(chunk)
        if size >= CAP:
            answer.close()
            break
    return b"".join(parts)[:CAP]
