"""The sample press as this paper uses it: which day it is there, and its publishers as sources.

A new paper meets the press as it stood some hours ago; when all of that is read, time there jumps to
the present, so that the last stories arrive, and edits are seen, while the reader watches.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from octavo.news import subscribe
from octavo.news.models import Article, Publisher, Source
from octavo.press.newsroom import Press, default_anchor, load
from octavo.press.sites import habits
from octavo.work import gazetteer

BEHIND = timedelta(hours=20)
GIVE_UP = timedelta(minutes=3)


def state_file() -> Path:
    """Where the press remembers its calendar."""
    return Path(settings.DATA) / "press.json"


def read_state() -> dict[str, str]:
    """The press's calendar; begun when there is none."""
    path = state_file()
    if not path.exists():
        now = timezone.now()
        write_state({"anchor": default_anchor(now).isoformat(), "began": now.isoformat()})
    state: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return state


def write_state(state: dict[str, str]) -> None:
    """Keep the calendar, whole or not at all."""
    path = state_file()
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(state), encoding="utf-8")
    draft.replace(path)


def press() -> Press:
    """The press with its calendar set to this paper's first day."""
    return load(date.fromisoformat(read_state()["anchor"]))


def clock() -> Callable[[], datetime]:
    """The press's time: some hours behind until the paper has caught up."""

    def now() -> datetime:
        state = read_state()
        if "caught_up" in state:
            return timezone.now()
        return datetime.fromisoformat(state["began"]) - BEHIND

    return now


def subscribe_all(port: int) -> int:
    """Make the press's publishers publishers of this paper. Returns how many are new."""
    new = 0
    for house in press().world.publishers.values():
        address = f"http://{house.id}.localhost:{port}"
        added = subscribe.add(
            f"{address}{habits()[house.id].feed}",
            title=house.name,
            slug=house.id,
            short=house.short,
            country=house.country,
            language=house.language,
            ownership=house.ownership,
            agency=house.agency,
            site=f"{address}/",
            logo_url=f"{address}/logo.png",
        )
        new += added.new
    Publisher.objects.filter(host__endswith=".localhost", logo="").update(logo_due_at=timezone.now())
    gazetteer.ensure(Path(settings.GAZETTEER), sample=True)
    return new


def catch_up() -> bool:
    """Let the press's time jump to the present once the paper has read what there was. True when it did."""
    state = read_state()
    if "caught_up" in state:
        return False
    now = timezone.now()
    patient = now - datetime.fromisoformat(state["began"]) < GIVE_UP
    unread = Source.objects.filter(active=True, checked_at=None).exists()
    waiting = Article.objects.exclude(stage__in=[Article.Stage.READY, Article.Stage.PARKED]).exists()
    if patient and (unread or waiting or not Article.objects.exists()):
        return False
    write_state(state | {"caught_up": now.isoformat()})
    Source.objects.filter(active=True, url__contains=".localhost:").update(due_at=now)
    return True


def in_use() -> bool:
    """True when this paper reads the sample press."""
    return ours().filter(active=True).exists()


def known() -> bool:
    """True when this paper reads the sample press, or did."""
    return ours().exists()


def ours() -> QuerySet[Source]:
    """The sample press's sources."""
    return Source.objects.filter(url__contains=".localhost:")
