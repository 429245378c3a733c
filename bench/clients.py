"""Readers: clients that keep their connections and ask for one page after another."""

from __future__ import annotations

import http.client
import itertools
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from threading import Thread

HEADERS = {"Accept-Encoding": "gzip", "Accept-Language": "en", "Accept": "text/html"}


@dataclass(frozen=True, slots=True)
class Load:
    """What the clients do."""

    port: int
    paths: tuple[str, ...]
    clients: int
    seconds: float
    rate: float = 0.0  # pages a second of all clients together; 0: as fast as they are answered


def fetched(load: Load) -> list[float]:
    """Seconds of each answer. The clients have a process of their own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(ask, load).result()


def ask(load: Load) -> list[float]:
    """Let the clients ask; each goes on from where the one before it is."""
    waits: list[float] = []
    paths = itertools.cycle(load.paths)
    begun = time.monotonic()
    pace = load.clients / load.rate if load.rate else 0.0
    threads = [
        Thread(target=client, args=(load, paths, begun + number * pace / load.clients, waits))
        for number in range(load.clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


def client(load: Load, paths: Iterator[str], first: float, waits: list[float]) -> None:
    """One reader with one connection. Raises OSError for an answer that is no page."""
    pace = load.clients / load.rate if load.rate else 0.0
    http_client = http.client.HTTPConnection("127.0.0.1", load.port, timeout=30)
    due, end = first, first + load.seconds
    while due < end:
        time.sleep(max(0.0, due - time.monotonic()))
        begun = time.perf_counter()
        http_client.request("GET", next(paths), headers=HEADERS)
        answer = http_client.getresponse()
        answer.read()
        waits.append(time.perf_counter() - begun)
        if answer.status != 200:
            message = f"answered with {answer.status}"
            raise OSError(message)
        due = due + pace if pace else time.monotonic()
    http_client.close()
