"""Vectors by key, and those nearest to another: exact while they are few, by a graph when they are many.

A scan costs what there is; a graph of small worlds (Malkov and Yashunin, "Efficient and robust approximate nearest
neighbor search", 2018) costs about the logarithm. What came last is always scanned: a story's reports come close
together. Whatever proposes a neighbour, its cosine is computed from the same small integers in the same way, to the
last bit, so an answer does not depend on where a vector lies in memory. Measured in
``docs/decisions/0017-neighbours.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

EXACT = 20_000  # vectors up to which all are looked at
TAIL = 5_000  # latest ones that are looked at beside the graph
STEP = 4  # vectors taken into the graph for each that comes, while it is behind
AT_ONCE = 1024  # rows turned into floats at a time: they stay in the processor's cache
LINKS = 24  # of a vector in the graph
EFFORT_ADD = 64  # candidates looked at to place a vector
EFFORT = 512  # candidates looked at to answer

Cells = NDArray[np.int8]
Floats = NDArray[np.float32]
Keys = NDArray[np.int64]
COLUMNS = ("_keys", "_moments", "_cells", "_scales", "_valid")


@dataclass(frozen=True, slots=True)
class Rows:
    """Some vectors with their keys: arrays of one length."""

    keys: Keys
    moments: Keys  # whole seconds since 1970
    cells: Cells  # (n, d)
    scales: Floats  # of a cell's unit


class Fade(NamedTuple):
    """What time takes off a cosine, and what must be left of it."""

    moment: int  # from which time is counted, in seconds since 1970
    a_day: float
    most_days: float  # what is further away is as if it were so far
    least: float

    def taken(self, moments: Keys) -> Floats:
        """What is taken off at each moment: ``(n,) float32``."""
        days = np.abs(moments - self.moment) / 86_400
        return (self.a_day * np.minimum(days, self.most_days)).astype(np.float32)


def packed(vector: Floats) -> tuple[float, Cells]:
    """The vector as int8 with a scale of its own: a fixed scale would cost recall."""
    scale = float(np.abs(vector).max()) / 127 or 1.0
    return scale, np.rint(vector / scale).astype(np.int8)


class Nearest:
    """Vectors of one length, at most 1,040 long: products of their cells then add up exactly in float32."""

    def __init__(self, dimensions: int, exact: int | None = None, tail: int | None = None) -> None:
        self._exact = EXACT if exact is None else exact
        self._tail = TAIL if tail is None else tail
        self._used = 0
        self._keys = np.empty(0, np.int64)
        self._moments = np.empty(0, np.int64)
        self._cells = np.empty((0, dimensions), np.int8)
        self._scales = np.empty(0, np.float32)
        self._valid = np.empty(0, np.bool_)  # false: dropped, or there is a newer row of the key
        self._row: dict[int, int] = {}
        self._graph: Any = None  # of the library, which has no types
        self._graphed = 0  # rows that the graph has, from the first

    def __len__(self) -> int:
        return len(self._row)

    def __contains__(self, key: int) -> bool:
        return key in self._row

    @property
    def behind(self) -> int:
        """Vectors that a graph should have and has not."""
        return max(0, self._used - self._tail - self._graphed) if self._used > self._exact else 0

    def extend(self, rows: Rows) -> None:
        """Take in many vectors whose keys are new."""
        start, end = self._used, self._used + len(rows.keys)
        self._reserve(end)
        self._keys[start:end], self._moments[start:end] = rows.keys, rows.moments
        self._cells[start:end], self._scales[start:end] = rows.cells, rows.scales
        self._valid[start:end] = True
        self._row.update(zip(rows.keys.tolist(), range(start, end), strict=True))
        self._used = end

    def put(self, key: int, moment: int, vector: Floats) -> None:
        """Take in a vector, in place of an older one of the key."""
        self.drop(key)
        scale, cells = packed(vector)
        one = Rows(np.array([key]), np.array([moment]), cells[None], np.array([scale], np.float32))
        self.extend(one)
        self.catch_up(STEP)

    def drop(self, key: int) -> None:
        """Forget a vector. The graph keeps it, and is not believed."""
        row = self._row.pop(key, None)
        if row is not None:
            self._valid[row] = False

    def search(self, vector: Floats, most: int, span: tuple[int, int], fade: Fade | None = None) -> tuple[Keys, Floats]:
        """The keys of the nearest within a span of moments, both ends included, and their cosines, best first.

        Of equals the earlier comes first, then the lower key. With ``fade`` the best are those whose cosine has most
        left after it, and those with too little are left out.
        """
        scale, cells = packed(vector)
        query = cells.astype(np.float32)
        latest = slice(self._graphed, self._used)
        within = self._valid[latest] & (self._moments[latest] >= span[0]) & (self._moments[latest] <= span[1])
        marks = self._scan(query) * self._scales[latest] * np.float32(scale)
        marks = np.where(within, marks - fade.taken(self._moments[latest]) if fade else marks, -np.inf)
        best = np.partition(marks, -most)[-most] if len(marks) > most else -np.inf
        tail = self._graphed + np.flatnonzero(marks >= best)  # all of equals: the order below decides
        rows = np.concatenate([self._proposed(vector, most), tail])
        rows = rows[self._valid[rows] & (self._moments[rows] >= span[0]) & (self._moments[rows] <= span[1])]
        cosines = (self._cells[rows].astype(np.float32) @ query) * self._scales[rows] * np.float32(scale)
        marks = cosines - fade.taken(self._moments[rows]) if fade else cosines
        order = np.lexsort((self._keys[rows], self._moments[rows], -marks))[:most]
        order = order[marks[order] >= fade.least] if fade else order
        return self._keys[rows[order]], cosines[order]

    def cells_of(self, keys: Sequence[int]) -> Rows:
        """What is kept of these keys, as far as they are here."""
        rows = np.array([self._row[key] for key in keys if key in self._row], np.int64)
        return Rows(self._keys[rows], self._moments[rows], self._cells[rows], self._scales[rows])

    def catch_up(self, most: int | None = None) -> int:
        """Take what is behind into the graph, or so many of it. Returns how many were added: about 0.3 ms each."""
        rows = np.arange(self._graphed, self._graphed + min(self.behind, most or self.behind))
        self._graphed += len(rows)
        rows = rows[self._valid[rows]]
        if len(rows):
            self._graph = self._graph if self._graph is not None else self._begun()
            for start in range(0, len(rows), AT_ONCE):
                some = rows[start : start + AT_ONCE]
                self._graph.add_with_ids(self._floats(some), self._keys[some])
        return len(rows)

    def save(self, path: Path) -> None:
        """Keep the graph in a file, whole or not at all. Without a graph nothing is written."""
        if self._graph is not None:
            draft = path.with_suffix(".draft")
            path.parent.mkdir(parents=True, exist_ok=True)
            library().write_index(self._graph, str(draft))
            draft.replace(path)

    def load(self, path: Path) -> bool:
        """Begin with the graph of a file, if it is one of such vectors and most of it is still wanted.

        What it has is put first, and the latest last, so only what it has not is behind.
        """
        if not self.behind or not path.is_file():
            return False
        try:
            graph = library().read_index(str(path))
            keys = library().vector_to_array(graph.id_map)
        except (AttributeError, MemoryError, RuntimeError):
            return False
        if graph.d != self._cells.shape[1] or len(keys) > 2 * len(self):
            return False
        self._graph = graph
        there = np.isin(self._keys[: self._used], keys)
        self._arrange(np.concatenate([np.flatnonzero(there), np.flatnonzero(~there)]))
        self._graphed = int(there.sum())
        return True

    def _begun(self) -> Any:
        """A new graph. It learns the range of the cells from vectors that are here."""
        return new_graph(self._floats(np.arange(min(self._used, EXACT))))

    def _arrange(self, order: Keys) -> None:
        """Put the rows in another order."""
        for name in COLUMNS:
            column = getattr(self, name)
            column[: self._used] = column[order]
        self._row = {key: row for row, key in enumerate(self._keys[: self._used].tolist()) if self._valid[row]}

    def _floats(self, rows: Keys) -> Floats:
        """Some rows as vectors: ``(n, d) float32``."""
        vectors: Floats = self._cells[rows].astype(np.float32) * self._scales[rows][:, None]
        return vectors

    def _proposed(self, vector: Floats, most: int) -> Keys:
        """Rows that the graph holds for near. More are asked for than are wanted: some are gone, or of other days."""
        if self._graph is None:
            return np.empty(0, np.int64)
        _, keys = self._graph.search(vector[None], most + most // 2, params=effort(EFFORT))
        rows = {self._row.get(key, self._used) for key in keys[0].tolist()}
        return np.array([row for row in rows if row < self._graphed], np.int64)

    def _scan(self, query: Floats) -> Floats:
        """The products of all rows that the graph does not have."""
        found = np.empty(self._used - self._graphed, np.float32)
        some = np.empty((AT_ONCE, self._cells.shape[1]), np.float32)
        for start in range(self._graphed, self._used, AT_ONCE):
            count = min(AT_ONCE, self._used - start)
            some[:count] = self._cells[start : start + count]
            np.dot(some[:count], query, out=found[start - self._graphed : start - self._graphed + count])
        return found

    def _reserve(self, rows: int) -> None:
        """Room for so many rows, and some more when there must be more."""
        if rows <= len(self._keys):
            return
        room = max(rows, 1024, self._used + self._used // 4)
        for name in COLUMNS:
            old = getattr(self, name)
            new = np.empty((room, *old.shape[1:]), old.dtype)
            new[: self._used] = old[: self._used]
            setattr(self, name, new)


def new_graph(vectors: Floats) -> Any:
    """An empty graph for vectors like these."""
    faiss = library()
    graph = faiss.IndexHNSWSQ(vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, LINKS, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = EFFORT_ADD
    graph.train(vectors)
    return faiss.IndexIDMap(graph)


@cache
def effort(candidates: int) -> Any:
    """How hard the graph looks, as the library takes it."""
    return library().SearchParametersHNSW(efSearch=candidates)


@cache
def library() -> Any:
    """Faiss, which only a paper that is large enough loads.

    It works in one thread, so that the same vectors make the same graph.
    """
    faiss = import_module("faiss")
    faiss.omp_set_num_threads(1)
    return faiss
