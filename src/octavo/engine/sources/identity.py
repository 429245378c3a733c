"""Which entry is which: identities for those without one, and entries that share one told apart."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.engine.values import Item


def fingerprint(*parts: str) -> str:
    """Return an identity for what came without one: the same texts give the same 32 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def kept_apart(items: Iterable[Item]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Drop entries that stand twice, and give entries that wrongly share a guid one each.

    The same guid, address and title is the same entry, of which the first is kept. The same guid with another
    address or title is a publisher's mistake: each then goes by its address, or by its title where that is
    shared too.

    Returns:
        The items in their order, and notes on what was mended.
    """
    entries: dict[tuple[str, str, str], Item] = {}
    total = 0
    for item in items:
        total += 1
        entries.setdefault((item.guid, item.url, item.title or item.summary), item)
    guids = Counter(item.guid for item in entries.values())
    addresses = Counter((item.guid, item.url) for item in entries.values())
    kept = []
    for item in entries.values():
        own = item.guid
        if guids[own] > 1:
            alone = item.url and addresses[own, item.url] == 1
            own = item.url if alone else fingerprint(item.guid, item.url, item.title or item.summary)
        kept.append(item if own == item.guid else replace(item, guid=own))
    shared = sum(times for times in guids.values() if times > 1)
    notes = [f"{shared} items share a guid with another: told apart by address or title"] if shared else []
    if total > len(kept):
        notes.append(f"{total - len(kept)} items stand twice")
    return tuple(kept), tuple(notes)


def counted(notes: Iterable[str]) -> tuple[str, ...]:
    """Return each note once, with how often it was made."""
    return tuple(f"{note} ({times} times)" if times > 1 else note for note, times in Counter(notes).items())
