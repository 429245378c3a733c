from __future__ import annotations

import gzip
import io
import json
import sqlite3
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from octavo.work.vault import NOTE, Trouble, restore
from tests.work.office import Office, new_office, waits_for

ROWS = "SELECT count(*) FROM django_session"


class Writer(threading.Thread):
    """Somebody who writes rows and pictures all the time."""

    def __init__(self, office: Office) -> None:
        super().__init__(daemon=True)
        self.office = office
        self.stop = threading.Event()
        self.written = 0

    def run(self) -> None:
        while not self.stop.is_set():
            self.office.tell(f"INSERT INTO django_session VALUES ('{self.written:032}', '{'x' * 2000}', '2030-01-01')")
            folder = self.office.data / "pictures" / f"{self.written % 7:02}"
            folder.mkdir(parents=True, exist_ok=True)
            draft = folder / f"{self.written}-480.1234"
            draft.write_bytes(b"picture" * 100)
            draft.replace(draft.with_suffix(".webp"))
            self.written += 1


def test_a_running_paper_is_backed_up_and_comes_back_whole(office: Office, tmp_path: Path) -> None:
    writer = Writer(office)
    writer.start()
    waits_for(lambda: writer.written > 20)
    before = writer.written
    office.does("backup", str(tmp_path / "paper.tar.gz"))
    after = writer.written
    writer.stop.set()
    writer.join()
    assert after > before
    with new_office(tmp_path / "elsewhere", office) as new:
        said = new.does("restore", str(tmp_path / "paper.tar.gz"), "--replace")
        assert "Restored" in said
        rows = new.ask(ROWS)[0][0]
        assert before <= rows <= after + 1
        assert len(list((new.data / "pictures").rglob("*.webp"))) >= rows - 1
        assert (new.data / "secret-key").read_text() == (office.data / "secret-key").read_text()
        assert new.run("check").returncode == 0


def test_what_was_there_is_set_aside_and_never_lost(office: Office, tmp_path: Path) -> None:
    office.does("backup", str(tmp_path / "empty.tar.gz"))
    Writer.run(once := Once(office))
    assert office.ask(ROWS) == [(once.written,)]
    refused = office.run("restore", str(tmp_path / "empty.tar.gz"))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert office.ask(ROWS) == [(once.written,)]
    office.does("restore", str(tmp_path / "empty.tar.gz"), "--replace")
    assert office.ask(ROWS) == [(0,)]
    (aside,) = office.data.glob("before-restore-*")
    assert {path.name for path in aside.iterdir()} >= {"pictures", kept_as(office)}


def kept_as(office: Office) -> str:
    return "octavo.pgdump" if office.database else "octavo.sqlite3"


class Once(Writer):
    """Writes three rows."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.left = 3
        self.stop = self  # type: ignore[assignment]

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.fixture
def good(settings: Settings, tmp_path: Path) -> Path:
    """An archive as a backup makes it, with a database of this kind, and a paper beside it that must stay."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    (settings.DATA / "press.json").write_text("mine")
    with closing(sqlite3.connect(tmp_path / "octavo.sqlite3")) as made:
        made.execute("CREATE TABLE much (text)")
        made.executemany("INSERT INTO much VALUES (?)", [(f"{number}" * 300,) for number in range(900)])
        made.commit()
    kept = "octavo.sqlite3" if connection.vendor == "sqlite" else "octavo.pgdump"
    return archive(
        tmp_path, {NOTE: json.dumps({"octavo": "0.1.0"}).encode(), kept: (tmp_path / "octavo.sqlite3").read_bytes()}
    )


def archive(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "paper.tar.gz"
    with tarfile.open(path, "w:gz") as made:
        for name, body in members.items():
            about = tarfile.TarInfo(name)
            about.size = len(body)
            made.addfile(about, io.BytesIO(body))
    return path


def refused(path: Path, settings: Settings) -> str:
    """Why a restoration did not happen; nothing may have changed."""
    with pytest.raises(Trouble) as trouble:
        restore(path, replace=True)
    assert [(found.name, found.read_text()) for found in Path(settings.DATA).iterdir()] == [("press.json", "mine")]
    return str(trouble.value)


pytestmark = pytest.mark.django_db


def test_half_an_archive_is_refused(good: Path, settings: Settings) -> None:
    good.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    assert "no backup that can be read" in refused(good, settings)


@pytest.mark.parametrize("place", [0.3, 0.6, 0.97])
def test_an_archive_with_a_wrong_byte_is_refused(good: Path, settings: Settings, place: float) -> None:
    body = bytearray(good.read_bytes())
    body[int(len(body) * place)] ^= 0xFF
    good.write_bytes(bytes(body))
    assert refused(good, settings)


def test_a_file_that_is_no_archive_is_refused(good: Path, settings: Settings) -> None:
    for body in (b"", b"no archive", gzip.compress(b"no archive")):
        good.write_bytes(body)
        assert refused(good, settings)


def test_a_file_that_is_not_there_is_refused(good: Path, settings: Settings) -> None:
    assert "No such file" in refused(good.with_name("other.tar.gz"), settings)


def test_somebody_elses_archive_is_refused(good: Path, settings: Settings) -> None:
    archive(good.parent, {"holiday.jpg": b"jpeg"})
    assert "no backup of Octavo" in refused(good, settings)


def test_an_archive_that_would_write_outside_is_refused(good: Path, settings: Settings) -> None:
    archive(good.parent, {NOTE: b"{}", "../../secret-key": b"theirs"})
    assert "no backup that can be read" in refused(good, settings)


def test_a_backup_of_the_other_database_is_refused(good: Path, settings: Settings) -> None:
    other = "octavo.pgdump" if connection.vendor == "sqlite" else "octavo.sqlite3"
    archive(good.parent, {NOTE: b"{}", other: b"rows"})
    assert "the other database" in refused(good, settings)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's own tool looks into its dumps")
def test_a_damaged_database_inside_a_sound_archive_is_refused(good: Path, settings: Settings) -> None:
    with tarfile.open(good) as opened:
        body = bytearray(opened.extractfile("octavo.sqlite3").read())  # type: ignore[union-attr]
    body[40_000:60_000] = bytes(20_000)
    for damaged in (bytes(body), b"no database at all"):
        archive(good.parent, {NOTE: b"{}", "octavo.sqlite3": damaged})
        assert "damaged" in refused(good, settings)


def test_a_backup_without_room_leaves_no_half_file(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    with pytest.raises(CommandError, match="could not be written"):
        call_command("backup", tmp_path / "no" / "such" / "folder" / "paper.tar.gz")
    assert list(tmp_path.iterdir()) == []
