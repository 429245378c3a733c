"""Bring pictures and logos here, so that a reader's browser asks nobody but us."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from octavo.engine.errors import DiskFull, OctavoError, Temporary
from octavo.engine.executor import Executor
from octavo.engine.fetch import Purpose, Request, fetch_all
from octavo.engine.pictures import Sized, sized
from octavo.engine.values import Response
from octavo.news.ingest.policy import manners, policy
from octavo.news.models import Picture, Publisher

RETRIES = 4


def fetch_pictures(limit: int, now: datetime, executor: Executor) -> int:
    """Fetch, resize and store what is due. Returns how many were tried."""
    pictures = list(Picture.objects.filter(due_at__lte=now).order_by("due_at", "pk")[:limit])
    logos = list(Publisher.objects.filter(logo_due_at__lte=now).exclude(logo_url="")[:limit])
    wanted = {picture.url for picture in pictures} | {publisher.logo_url for publisher in logos}
    results = bodies(sorted(wanted))
    ready = [url for url, result in results.items() if isinstance(result, bytes)]
    made = dict(zip(ready, executor.map(sized, [results[url] for url in ready]), strict=True))  # type: ignore[arg-type]
    outcomes = {url: made.get(url, result) for url, result in results.items()}
    for picture in pictures:
        keep_picture(picture, outcomes[picture.url], now)
    for publisher in logos:
        keep_logo(publisher, outcomes[publisher.logo_url], now)
    return len(wanted)


def bodies(urls: Sequence[str]) -> dict[str, bytes | OctavoError]:
    """What is at these addresses."""
    found: dict[str, bytes | OctavoError] = {}

    def keep(request: Request, result: Response | OctavoError) -> None:
        found[request.url] = result.body if isinstance(result, Response) else result

    if urls:
        fetch_all([Request(url, Purpose.PICTURE) for url in urls], policy(), keep, manners())
    return found


def keep_picture(picture: Picture, outcome: object, now: datetime) -> None:
    """Store the files, then the row: a row never names a file that is not there."""
    outcome = stored(outcome)
    if isinstance(outcome, Sized):
        picture.file, picture.width, picture.height = outcome.stem, outcome.width, outcome.height
        picture.due_at, picture.error = None, ""
    else:
        picture.attempts += not isinstance(outcome, DiskFull)  # no fault of the picture
        picture.error = outcome.code if isinstance(outcome, OctavoError) else "unparsable"
        again = isinstance(outcome, Temporary) and picture.attempts < RETRIES
        picture.due_at = now + timedelta(minutes=5 * 4**picture.attempts) if again else None
    picture.save(update_fields=["file", "width", "height", "due_at", "attempts", "error"])


def keep_logo(publisher: Publisher, outcome: object, now: datetime) -> None:
    """As with pictures; a logo that fails is tried again tomorrow."""
    outcome = stored(outcome)
    if isinstance(outcome, Sized):
        publisher.logo, publisher.logo_due_at = f"{outcome.stem}-{outcome.files[0][0]}", None
    else:
        publisher.logo_due_at = now + timedelta(days=1)
    publisher.save(update_fields=["logo", "logo_due_at"])


def stored(outcome: object) -> object:
    """The outcome, once its files are written; DiskFull when there was no room for them."""
    try:
        if isinstance(outcome, Sized):
            store(outcome)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        return DiskFull(str(error))
    return outcome


def store(picture: Sized) -> None:
    """Write the files whole or not at all. Raises OSError."""
    for width, body in picture.files:
        path = path_of(f"{picture.stem}-{width}")
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        try:
            draft.write_bytes(body)
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)
            raise


def path_of(name: str) -> Path:
    """The file of ``<stem>-<width>``."""
    return Path(settings.PICTURES) / name[:2] / f"{name}.webp"
