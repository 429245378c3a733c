"""The synchronous door: many addresses at once, each result handed over as soon as it is there."""

from __future__ import annotations

import asyncio
import queue
import threading
from typing import TYPE_CHECKING

from octavo.engine.errors import OctavoError, Temporary
from octavo.engine.fetch.client import Fetcher
from octavo.engine.fetch.manners import Manners

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from octavo.engine.fetch.policy import Policy, Request
    from octavo.engine.values import Response

BACKLOG = 64  # results that may wait for the caller before new downloads wait too


def fetch_all(
    requests: Sequence[Request],
    policy: Policy,
    on_result: Callable[[Request, Response | OctavoError], None],
    manners: Manners | None = None,
) -> None:
    """Read all ``requests``; call ``on_result`` once for each, in the order they come back.

    ``on_result`` runs in the calling thread, outside of any event loop, so it may write to the database
    while the others download. What it raises stops the batch and comes out of here. ``manners`` is the
    memory of hosts to use and to add to.
    """
    batch = _Batch(requests, policy, manners or Manners())
    batch.start()
    try:
        for _ in requests:
            on_result(*batch.take())
    finally:
        batch.stop()


class _Batch(threading.Thread):
    """A thread with an event loop that lives as long as the batch."""

    def __init__(self, requests: Sequence[Request], policy: Policy, manners: Manners) -> None:
        super().__init__(name="octavo-fetch", daemon=True)
        self._requests = requests
        self._policy = policy
        self._manners = manners
        self._done: queue.SimpleQueue[tuple[Request, Response | OctavoError] | BaseException] = queue.SimpleQueue()
        self._loop = asyncio.new_event_loop()
        self._all: asyncio.Task[None] | None = None
        self._fetcher: Fetcher | None = None
        self._stopped = False

    def run(self) -> None:
        """Run the loop until every request has its result, or the batch is stopped."""
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._read_all())
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # noqa: BLE001 (raised in the thread that waits)
            self._done.put(error)

    def take(self) -> tuple[Request, Response | OctavoError]:
        """Wait for the next result."""
        result = self._done.get()
        if isinstance(result, BaseException):
            raise result
        if self._done.qsize() < BACKLOG and self._fetcher is not None:
            self._tell(self._fetcher.room.set)
        return result

    def stop(self) -> None:
        """Cancel what is left and wait for the thread."""
        self._stopped = True
        self._tell(self._cancel)
        self.join()

    def _cancel(self) -> None:
        if self._all is not None:
            self._all.cancel()

    def _tell(self, what: Callable[[], object]) -> None:
        try:
            self._loop.call_soon_threadsafe(what)
        except RuntimeError:
            return  # the loop has ended, so there is nobody to tell

    async def _read_all(self) -> None:
        async with Fetcher(self._policy, self._manners) as self._fetcher:
            if self._stopped:
                return
            self._all = asyncio.current_task()
            try:
                async with asyncio.TaskGroup() as tasks:
                    for request in self._requests:
                        tasks.create_task(self._read(self._fetcher, request))
            finally:
                self._all = None  # from here on nothing is cancelled: connections are being closed

    async def _read(self, fetcher: Fetcher, request: Request) -> None:
        result: Response | OctavoError
        try:
            result = await fetcher.get(
                request.url,
                etag=request.etag,
                last_modified=request.last_modified,
                purpose=request.purpose,
            )
        except OctavoError as error:
            result = error
        except Exception as error:  # noqa: BLE001 (one stranger must not end the batch)
            result = Temporary(f"unexpected {type(error).__name__}: {error}")
        self._done.put((request, result))
        if self._done.qsize() >= BACKLOG:
            fetcher.room.clear()
