"""Back up a running paper into one file, and bring it back."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from octavo import __version__

MEMBERS = ("octavo.sqlite3", "octavo.pgdump", "secret-key", "press.json", "pictures")
NOTE = "octavo-backup.json"


class Trouble(Exception):  # noqa: N818 - worded for the operator
    """Why a backup or a restoration did not happen, in words for the operator."""


def backup(target: Path) -> int:
    """Write database, pictures and key into one .tar.gz; safe while the paper runs. Returns its bytes.

    Raises Trouble when there is no room, or the database's own tool is missing.
    """
    target = target.absolute()
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    data = Path(settings.DATA)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            kept = [copy_database(Path(folder))]
            with tarfile.open(draft, "w:gz", compresslevel=4) as archive:
                archive.add(note(Path(folder)), NOTE)
                archive.add(kept[0], kept[0].name)
                for path in files_of(data):
                    archive.add(path, path.relative_to(data))
        draft.chmod(0o600)  # it holds the key and the readers' addresses
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        message = f"the backup could not be written: {error}"
        raise Trouble(message) from error
    return target.stat().st_size


def files_of(data: Path) -> Iterator[Path]:
    """What is kept beside the database. A picture is there whole or not at all, so the paper may run."""
    yield from (data / name for name in ("secret-key", "press.json") if (data / name).exists())
    yield from sorted((data / "pictures").rglob("*.webp"))


def note(folder: Path) -> Path:
    """What the archive is, for whoever finds it."""
    path = folder / NOTE
    about = {"octavo": __version__, "made": datetime.now(UTC).isoformat(), "database": connection.vendor}
    path.write_text(json.dumps(about), encoding="utf-8")
    return path


def copy_database(folder: Path) -> Path:
    """A consistent copy of the database as it is at this moment."""
    if connection.vendor == "sqlite":
        target = folder / "octavo.sqlite3"
        with (
            closing(sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=20)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy, pages=2000)
        return target
    target = folder / "octavo.pgdump"
    run_postgres("pg_dump", "--format=custom", f"--file={target}")
    return target


def run_postgres(tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own tools. Raises Trouble with what it said."""
    found = shutil.which(tool)
    if not found:
        message = f"{tool} is not installed: it comes with PostgreSQL's client package"
        raise Trouble(message)
    about = connections["default"].settings_dict
    environ = os.environ | {
        "PGHOST": str(about["HOST"]), "PGPORT": str(about["PORT"] or 5432), "PGUSER": str(about["USER"]),
        "PGPASSWORD": str(about["PASSWORD"]), "PGDATABASE": str(about["NAME"]),
    }  # fmt: skip
    done = subprocess.run([found, *arguments], env=environ, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        message = f"{tool} failed: {done.stderr.strip()[-500:]}"
        raise Trouble(message)


def restore(source: Path, *, replace: bool) -> None:
    """Bring a paper back. What is in the data folder is set aside, never deleted.

    Raises Trouble when the file is no backup, is damaged, or the data folder holds a paper and
    ``replace`` was not asked for.
    """
    data = Path(settings.DATA)
    present = [name for name in MEMBERS if (data / name).exists() and name != "secret-key"]
    if connection.vendor == "postgresql" and "news_source" in connection.introspection.table_names():
        present.append("the database")
    if present and not replace:
        message = f"{data} holds a paper already ({', '.join(present)}); --replace sets it aside first"
        raise Trouble(message)
    with tempfile.TemporaryDirectory(dir=data) as folder:
        unpacked = unpack(source, Path(folder))
        check(unpacked)
        connections.close_all()
        aside = data / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        if connection.vendor == "postgresql":
            restore_postgres(unpacked / "octavo.pgdump", aside)
        set_aside(data, aside)
        for name in MEMBERS:
            if (unpacked / name).exists():
                (unpacked / name).replace(data / name)


def restore_postgres(dump: Path, aside: Path) -> None:
    """Put the dump in the database's place, all of it or nothing; what was there is dumped first. Raises Trouble."""
    before = dump.with_name("before.pgdump")
    run_postgres("pg_dump", "--format=custom", f"--file={before}")
    name = f"--dbname={connection.settings_dict['NAME']}"
    run_postgres("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", name, str(dump))
    dump.unlink()
    aside.mkdir()
    before.replace(aside / "octavo.pgdump")


def unpack(source: Path, folder: Path) -> Path:
    """The archive's members. Raises Trouble for anything that is not one of our backups, whole."""
    try:
        with gzip.open(source) as whole:
            while whole.read(1 << 20):
                pass  # its checksum stands at the very end, where unpacking need not look
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
    except (OSError, tarfile.TarError, EOFError, zlib.error) as error:
        message = f"{source} is no backup that can be read: {error}"
        raise Trouble(message) from error
    if not (folder / NOTE).exists():
        message = f"{source} is an archive, but no backup of Octavo"
        raise Trouble(message)
    return folder


def check(folder: Path) -> None:
    """Raises Trouble when the database of the backup is damaged, missing, or of the other kind."""
    kept = {"sqlite": "octavo.sqlite3", "postgresql": "octavo.pgdump"}[connection.vendor]
    path = folder / kept
    if not path.exists():
        message = f"the backup has no {kept}: it is of a paper on the other database; see OCTAVO_DATABASE"
        raise Trouble(message)
    if connection.vendor == "sqlite":
        check_sqlite(path)


def check_sqlite(path: Path) -> None:
    """Raises Trouble when the file is damaged or no database."""
    try:
        with closing(sqlite3.connect(path)) as copy:
            found = copy.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        message = f"the database in the backup is damaged: {found}"
        raise Trouble(message)


def set_aside(data: Path, aside: Path) -> None:
    """Move what is there into a folder of its own."""
    for name in (*MEMBERS, "octavo.sqlite3-wal", "octavo.sqlite3-shm"):
        if (data / name).exists():
            aside.mkdir(exist_ok=True)
            (data / name).replace(aside / name)
