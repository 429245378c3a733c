"""The model and the vectors that questions need, lent to them: taken up with the first, given back when nobody asks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from octavo.engine.errors import ModelUnavailable
from octavo.news.search.nearest import Memory

if TYPE_CHECKING:
    from octavo.engine.ask.reader import PieceReader

log = logging.getLogger("octavo.assist")

IDLE = 600.0  # seconds without a question after which all is given back


@dataclass(frozen=True, slots=True)
class Lent:
    """A model, and the vectors it made."""

    reader: PieceReader
    memory: Memory


class Desk:
    """Lends the model of a process. A paper without one answers by words alone."""

    def __init__(self, idle: float = IDLE) -> None:
        self._idle = idle
        self._lock = threading.Lock()
        self._lent: Lent | None = None
        self._timer: threading.Timer | None = None
        self._users = 0

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._lent is not None

    @contextmanager
    def used(self) -> Iterator[Lent | None]:
        """The model for as long as the block runs; nothing where none was built or it cannot be loaded."""
        with self._lock:
            self._users += 1
            if self._timer is not None:
                self._timer.cancel()
            if self._lent is None:
                self._lent = self._taken_up()
            lent = self._lent
        try:
            yield lent
        finally:
            with self._lock:
                self._users -= 1
                if self._lent is not None and not self._users:
                    self._timer = threading.Timer(self._idle, self.give_back)
                    self._timer.daemon = True
                    self._timer.start()

    def give_back(self) -> None:
        """Let model and vectors go, unless a question is being answered."""
        with self._lock:
            if not self._users:
                self._lent = None
            if self._timer is not None:
                self._timer.cancel()

    def _taken_up(self) -> Lent | None:
        # Imported late: every process that knows the addresses would pay for the runtime, and most never ask.
        from octavo.engine.ask.reader import PieceReader  # noqa: PLC0415

        try:
            reader = PieceReader(settings.MODELS)
        except ModelUnavailable as reason:
            log.debug("questions are answered by their words alone: %s", reason)
            return None
        return Lent(reader, Memory(reader.model_id))


MODEL = Desk()
