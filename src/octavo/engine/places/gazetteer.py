"""A gazetteer in one file: columns of numbers, and a dictionary from folded name to rows.

The file is read whole with ``marshal``, Python's own fastest reader, and so belongs to one version of
Python and is built where it is used. It must come from this machine: marshal is not made for strangers'
bytes.
"""

from __future__ import annotations

import json
import marshal
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from octavo.engine.errors import Permanent
from octavo.engine.places.folding import fold
from octavo.engine.places.values import Entry, Place

FORMAT = f"octavo-places-1-{sys.implementation.cache_tag}"
_ALIAS = 1 << 30  # added to a row where the name is not the place's own


class Unreadable(Permanent):
    """The gazetteer is of another version, or broken."""

    code = "gazetteer"


class Gazetteer:
    """Names to places. Rows are numbers, so that nothing is built that no text asks for."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._names: dict[str, int | tuple[int, ...]] = content["names"]
        self.common: frozenset[str] = content["common"]
        self.population = _numbers("I", content["population"])
        self._latitude = array("f", content["latitude"])
        self._longitude = array("f", content["longitude"])
        self._codes: tuple[str, ...] = content["codes"]
        self._country = _numbers("H", content["country"])
        self._region = _numbers("H", content["region"])
        self._kind = _numbers("H", content["kind"])
        self._about: bytes = content["about"]
        self._ends = _numbers("I", content["ends"])
        self.longest: int = content["longest"]  # characters of the longest Chinese or Japanese name

    def rows(self, folded: str) -> Sequence[tuple[int, bool]]:
        """The places of a folded name, each with whether the name is only an alias of it."""
        found = self._names.get(folded, ())
        rows = (found,) if isinstance(found, int) else found
        return [(row & (_ALIAS - 1), row >= _ALIAS) for row in rows]

    def __contains__(self, folded: str) -> bool:
        return folded in self._names

    def __len__(self) -> int:
        return len(self.population)

    def kind(self, row: int) -> str:
        """The kind of a row's place."""
        return self._codes[self._kind[row]]

    def country(self, row: int) -> str:
        """The ISO 3166-1 code of a row's place."""
        return self._codes[self._country[row]]

    def region(self, row: int) -> str:
        """The key of the state that a row's place lies in or is; empty if unknown."""
        return self._codes[self._region[row]]

    def place(self, row: int) -> Place:
        """All about a row's place."""
        key, names = json.loads(self._about[self._ends[row - 1] if row else 0 : self._ends[row]])
        at = (round(self._latitude[row], 5), round(self._longitude[row], 5))
        return Place(key, self.kind(row), self.country(row), *at, names=names)


def pack(entries: Iterable[Entry], common: Iterable[str] = ()) -> bytes:
    """The file's bytes. ``common`` are folded words that are no sign of a place although one bears the name."""
    listed = list(entries)
    codes = sorted({""}.union(*((one.place.kind, one.place.country, one.region) for one in listed)))
    number = {code: index for index, code in enumerate(codes)}
    about = [_about(one.place) for one in listed]
    names = _names(listed)
    content = {
        "names": names,
        "common": frozenset(word for word in common if word in names),
        "population": array("I", (one.population for one in listed)).tobytes(),
        "latitude": array("f", (one.place.latitude for one in listed)).tobytes(),
        "longitude": array("f", (one.place.longitude for one in listed)).tobytes(),
        "codes": tuple(codes),
        "country": array("H", (number[one.place.country] for one in listed)).tobytes(),
        "region": array("H", (number[one.region] for one in listed)).tobytes(),
        "kind": array("H", (number[one.place.kind] for one in listed)).tobytes(),
        "about": b"".join(about),
        "ends": _ends(about).tobytes(),
        "longest": max((len(name) for name in names if name[:1] > "\u3000"), default=0),
    }
    return FORMAT.encode() + b"\n" + zlib.compress(marshal.dumps(content), 1)


def unpack(data: bytes) -> Gazetteer:
    """The gazetteer of a file's bytes.

    Raises:
        Unreadable: it was packed by another version, or is broken.
    """
    head, _, body = data.partition(b"\n")
    if head != FORMAT.encode():
        raise Unreadable(f"{head[:40]!r} is not {FORMAT}")
    try:
        return Gazetteer(marshal.loads(zlib.decompress(body)))  # noqa: S302 - our own file, see above
    except (zlib.error, EOFError, ValueError, TypeError, KeyError) as error:
        raise Unreadable(str(error)) from error


@cache
def _loaded(path: Path, _changed: int) -> Gazetteer:
    return unpack(path.read_bytes())


def load(path: Path) -> Gazetteer:
    """The gazetteer of a file, kept in this process until the file changes.

    Raises:
        Unreadable: it is not there, was packed by another version, or is broken.
    """
    try:
        return _loaded(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise Unreadable(str(error)) from error


def _numbers(code: str, data: bytes) -> array[int]:
    numbers: array[int] = array(code)
    numbers.frombytes(data)
    return numbers


def _about(place: Place) -> bytes:
    return json.dumps([place.key, dict(place.names)], ensure_ascii=False, separators=(",", ":")).encode()


def _ends(pieces: Iterable[bytes]) -> array[int]:
    ends: array[int] = array("I")
    total = 0
    for piece in pieces:
        total += len(piece)
        ends.append(total)
    return ends


def _names(entries: Sequence[Entry]) -> dict[str, int | tuple[int, ...]]:
    """Folded name to one row, or to several with the most populous first."""
    rows: dict[str, dict[int, bool]] = {}
    for row, entry in enumerate(entries):
        for name in (*entry.place.names.values(), *entry.also):
            rows.setdefault(fold(name), {})[row] = False
        for alias in entry.aliases:
            rows.setdefault(fold(alias), {}).setdefault(row, True)
    rows.pop("", None)
    found: dict[str, int | tuple[int, ...]] = {}
    for name, owners in rows.items():
        ranked = sorted(owners, key=lambda row: -entries[row].population)[:12]
        marked = tuple(row + _ALIAS * owners[row] for row in ranked)
        found[name] = marked if len(marked) > 1 else marked[0]
    return found
