"""A feed's entry as JSON on the row, and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from hashlib import blake2b
from typing import Any

from octavo.engine.values import Item, Picture


def entry_of(item: Item) -> dict[str, Any]:
    """The item as JSON values; empty fields are left out."""
    values = {name: value for name, value in asdict(item).items() if value}
    for name in ("published", "updated"):
        if name in values:
            values[name] = values[name].isoformat()
    return values


def item_of(entry: dict[str, Any]) -> Item:
    """The item that ``entry_of`` wrote."""
    values = dict(entry)
    for name in ("published", "updated"):
        if name in values:
            values[name] = datetime.fromisoformat(values[name])
    for name in ("authors", "categories"):
        values[name] = tuple(values.get(name, ()))
    values["pictures"] = tuple(Picture(**picture) for picture in values.get("pictures", ()))
    values.setdefault("url", "")
    return Item(**values)


def listing_digest(item: Item) -> str:
    """Changes when the publisher changes what the feed says of an article."""
    said = (item.title, item.summary, item.content, str(item.updated or ""))
    return blake2b("\0".join(said).encode("utf-8", "replace"), digest_size=16).hexdigest()
