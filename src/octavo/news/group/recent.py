"""The windows of the process that decides: one of the last days, and one of an older month while such articles come.

A window is a memory of rows, nothing more: what was decided must not depend on when the process was last started.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from octavo.engine.embed.chosen import model_id
from octavo.news.group.window import SPAN, Window

RENEWED = timedelta(hours=12)  # so that what fell out of the span leaves the memory
MONTH = timedelta(days=31)
LAST = "last days"

_kept: dict[tuple[str, str], tuple[datetime, Window]] = {}


def window_at(published: datetime, now: datetime) -> Window:
    """The window an article of that moment is compared in, of the model in use; made anew twice a day."""
    if published >= now - SPAN:
        return _window(LAST, now - SPAN, None, now)
    first = published.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return _window(f"{first:%Y-%m}", first - SPAN, first + MONTH + SPAN, now)


def _window(name: str, since: datetime, until: datetime | None, now: datetime) -> Window:
    """The window of that name, from memory or from the rows. At most one of an older month is kept."""
    model = model_id(settings.MODELS)
    made, window = _kept.get((model, name), (None, None))
    if window is None or made is None or now - made > RENEWED:
        for key in [key for key in _kept if key[0] != model or key[1] == name or LAST not in {name, key[1]}]:
            del _kept[key]
        window = Window(model, since, until, graph_of(model) if name == LAST else None)
        _kept[model, name] = (now, window)
    return window


def graph_of(model: str) -> Path:
    """Where the arrangement of a large paper's recent vectors is kept. It can be made anew, so no backup has it."""
    return Path(settings.DATA) / "neighbours" / f"{model}.graph"


def take_in(article: int, published: datetime, vector: NDArray[np.float32]) -> None:
    """Put an article, or its newer vector, into every window that is in memory and spans its day."""
    for _, window in _kept.values():
        if window.spans(published):
            window.add(article, published, vector)


def leave_out(article: int) -> None:
    """Take an article that has become a copy out of every window that is in memory."""
    for _, window in _kept.values():
        window.leave_out(article)


def forget() -> None:
    """Drop the windows: after a failure, or in a test, the rows are the truth."""
    _kept.clear()
