"""The one window of the process that decides."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from octavo.engine.embed.chosen import model_id
from octavo.news.group.window import Window

RENEWED = timedelta(hours=12)  # so that what fell out of the span leaves the memory

_kept: dict[str, tuple[datetime, Window]] = {}


def recent_window(now: datetime) -> Window:
    """The window of the model in use, made anew twice a day."""
    model = model_id(settings.MODELS)
    made, window = _kept.get(model, (None, None))
    if window is None or made is None or now - made > RENEWED:
        window = Window(model, now)
        _kept.clear()
        _kept[model] = (now, window)
    return window


def forget() -> None:
    """Drop the window: after a failure, or in a test, the rows are the truth."""
    _kept.clear()
