"""The folder of recordings: files named by their content, whole or not at all, and not more than there is room for."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from octavo.assist.models_speaking import Recording
from octavo.engine.errors import DiskFull

log = logging.getLogger("octavo.assist")

MEGABYTE = 1_000_000
WEEK = timedelta(days=7)
STRAY = timedelta(hours=1)  # a file that no row names may be one that is being kept this moment
OFTEN = timedelta(hours=1)  # how exactly it is known when something was last used


def path_of(name: str) -> Path:
    """The file of a recording."""
    return Path(settings.DATA) / "recordings" / name[:2] / f"{name}.opus"


def store(audio: bytes) -> str:
    """Write the sound and return its name. Raises DiskFull."""
    name = sha256(audio).hexdigest()[:32]
    path = path_of(name)
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(audio)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise DiskFull(str(error)) from error
    return name


def used(row: Recording, now: datetime) -> None:
    """Somebody wants it: it is not the next to go."""
    Recording.objects.filter(pk=row.pk, used__lt=now - OFTEN).update(used=now)


def make_room(now: datetime) -> int:
    """Delete what was unused for longest until the rest fits; editions of the last week go last.

    A reader who asks again gets it recorded again. Returns how many were deleted.
    """
    drop_strays(now)
    rows = list(Recording.objects.exclude(file="").values_list("pk", "file", "size", "day", "used"))
    over = sum(size for _, _, size, _, _ in rows) - settings.VOICE_ROOM * MEGABYTE
    recent = timezone.localdate(now) - WEEK
    gone = 0
    for pk, name, size, day, _ in sorted(rows, key=lambda row: (bool(row[3] and row[3] > recent), row[4])):
        if over <= 0 or gone == len(rows) - 1:  # one may be larger than all the room: it stays until the next
            break
        Recording.objects.filter(pk=pk).delete()
        if not Recording.objects.filter(file=name).exists():
            path_of(name).unlink(missing_ok=True)
        over, gone = over - size, gone + 1
        log.info("no room for recording %s of %s: deleted", pk, day or "an article")
    return gone


def drop_strays(now: datetime) -> None:
    """Delete files whose rows went, as with an article."""
    named = set(Recording.objects.exclude(file="").values_list("file", flat=True))
    for path in files():
        if path.stem not in named and now.timestamp() - path.stat().st_mtime > STRAY.total_seconds():
            path.unlink(missing_ok=True)


def files() -> Iterator[Path]:
    """All files of recordings."""
    yield from (Path(settings.DATA) / "recordings").glob("??/*.*")
