"""Which entry is which: identities for those without one, and entries that share one told apart."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from octavo.engine.values import Item


def fingerprint(*parts: str) -> str:
    """Return an identity for what came without one: the same texts give the same 32 hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def kept_apart(items: Iterable[Item]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Drop entries that stand twice, and give entries that wrongly share a guid one each.

    The same guid and the same address is the same entry, of which the first is kept. The same guid with other
    addresses is a publisher's mistake: each then goes by its address, or by its texts where it has none.

    Returns:
        The items in their order, and notes on what was mended.
    """
    found = list(items)
    addresses: dict[str, set[str]] = {}
    for item in found:
        addresses.setdefault(item.guid, set()).add(item.url or fingerprint(item.title, item.summary))
    shared = {guid for guid, urls in addresses.items() if len(urls) > 1}
    kept: dict[tuple[str, str], Item] = {}
    for item in found:
        own = item
        if item.guid in shared:
            own = replace(item, guid=item.url or fingerprint(item.guid, item.title, item.summary))
        kept.setdefault((own.guid, own.url), own)
    notes = []
    if shared:
        notes.append(f"{sum(1 for item in found if item.guid in shared)} items share a guid: told apart by address")
    if len(kept) < len(found):
        notes.append(f"{len(found) - len(kept)} items stand twice")
    return tuple(kept.values()), tuple(notes)


def counted(notes: Iterable[str]) -> tuple[str, ...]:
    """Return each note once, with how often it was made."""
    return tuple(f"{note} ({times} times)" if times > 1 else note for note, times in Counter(notes).items())
