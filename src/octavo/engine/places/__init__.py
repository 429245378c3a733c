"""Which places a text names: a gazetteer in memory, and a reader that holds text against it."""

from octavo.engine.places.find import Found, find, spans
from octavo.engine.places.gazetteer import Gazetteer, Unreadable, load, pack
from octavo.engine.places.values import Entry, Place, PlaceMention

__all__ = ["Entry", "Found", "Gazetteer", "Place", "PlaceMention", "Unreadable", "find", "load", "pack", "spans"]
