from __future__ import annotations

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from octavo.engine.pictures import Sized, sized
from octavo.news.ingest.pictures import path_of
from octavo.news.models import Picture, Publisher
from tests.engine.servers import answer
from tests.news.paper import Paper, Piece, jpeg

HOUR = timedelta(hours=1)


@pytest.fixture
def piece(paper: Paper) -> Piece:
    house = paper.house("Maros")
    source = house.says("dam.jpg", answer(body=jpeg(), content_type="image/jpeg"))
    return paper.publishes("Maros", "Harbour bridge opens after nine years", pictures=[source], day=29.99)


def test_a_picture_is_kept_here_in_our_widths(paper: Paper, piece: Piece) -> None:
    paper.reads()
    picture = paper.article(piece).picture
    assert picture is not None
    assert (picture.width, picture.height, picture.due_at, picture.ready) == (800, 500, None, True)
    assert [size_of(path_of(f"{picture.file}-{width}")) for width in (480, 800)] == [(480, 300), (800, 500)]


def test_a_reader_gets_the_picture_from_us_alone(paper: Paper, piece: Piece, client: Client) -> None:
    paper.reads()
    page = client.get(f"/article/{paper.article(piece).pk}").content.decode()
    picture = paper.article(piece).picture
    assert picture is not None
    assert f"/picture/{picture.file}-480.webp" in page
    assert "dam.jpg" not in page
    with closing(client.get(f"/picture/{picture.file}-480.webp")) as response:
        assert response.headers["Content-Type"] == "image/webp"


def test_a_picture_is_fetched_once_however_often_its_page_is_read(paper: Paper, piece: Piece) -> None:
    paper.reads()
    paper.edits(piece, text=f"{piece.text}\n\nIt is open now, and the ferry has made its last crossing of the harbour.")
    paper.reads(later=HOUR)
    assert paper.article(piece).versions_count == 2
    assert paper.houses["Maros"].asked("dam.jpg") == 1


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (answer(body=b"<svg onload=alert(1)>", content_type="image/jpeg"), "unparsable"),
        (answer("404 Not Found"), "missing"),
        (answer(body=jpeg(40, 40), content_type="image/jpeg"), "unparsable"),
        (answer(body=jpeg()[:900], content_type="image/jpeg"), "unparsable"),
    ],
)
def test_what_is_no_picture_is_left_out(paper: Paper, piece: Piece, said: bytes, error: str) -> None:
    paper.houses["Maros"].says("dam.jpg", said)
    paper.reads()
    picture = Picture.objects.get()
    assert (picture.error, picture.file, picture.due_at) == (error, "", None)


def test_a_picture_that_is_late_is_asked_for_again(paper: Paper, piece: Piece) -> None:
    good = answer(body=jpeg(), content_type="image/jpeg")
    paper.houses["Maros"].says("dam.jpg", answer("500 Internal Server Error"), good)
    paper.reads()
    assert Picture.objects.get().error == "server_error"
    paper.reads(later=HOUR, feeds=False)
    assert paper.article(piece).picture.ready  # type: ignore[union-attr]


def test_a_full_disk_keeps_nobody_from_reading_and_the_picture_comes_when_there_is_room(
    paper: Paper, piece: Piece
) -> None:
    other = paper.publishes("Maros", "Otters return to the upper Tarn")
    fill_disk_for(jpeg())
    paper.reads()
    picture = Picture.objects.get()
    assert (picture.error, picture.file, picture.attempts) == ("disk_full", "", 0)
    assert paper.article(other).version is not None
    paper.reads(later=HOUR, feeds=False)
    assert paper.article(piece).picture.ready  # type: ignore[union-attr]


def test_a_logo_is_kept_here_too(paper: Paper) -> None:
    house = paper.house("Maros")
    logo = house.says("logo.png", answer(body=jpeg(200, 200), content_type="image/jpeg"))
    Publisher.objects.update(logo_url=logo, logo_due_at=paper.now)
    paper.reads()
    assert path_of(Publisher.objects.get().logo).exists()


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as opened:
        return opened.size


def fill_disk_for(body: bytes) -> None:
    """The next file of this picture is written to a device that has no room."""
    made = sized(body)
    assert isinstance(made, Sized)
    path = path_of(f"{made.stem}-{made.files[0][0]}")
    path.parent.mkdir(parents=True)
    path.with_suffix(f".{os.getpid()}").symlink_to(Path("/dev/full"))
