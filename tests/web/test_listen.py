"""Listen: what is read, by whom, and to whom; recordings in pieces; the edition, its feed and its chapters."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pytest_django import Settings

from octavo.assist import edition, recordings, speak
from octavo.assist.models_speaking import Recording
from octavo.news.models import Publisher
from octavo.web.ranges import asked
from octavo.web.views.listen import units
from tests.engine.voices import ENCODES, program
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
NUMBER = st.integers(0, 20_000).map(str) | st.text(max_size=5)
PODCAST = "{https://podcastindex.org/namespace/1.0}"


@pytest.fixture
def voice(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper with a voice."""
    settings.VOICE = "espeak-ng"
    program(tmp_path / "bin", "opusenc", ENCODES)
    program(tmp_path / "bin", "espeak-ng")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def about(client: Client, pk: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(body(client, f"/article/{pk}/listen"))
    return found


def record_edition(language: str = "en") -> Recording:
    """Today's edition."""
    row = edition.ask(timezone.now(), language, "espeak-ng")
    assert row is not None
    speak.speak_pending(1, timezone.now())
    row.refresh_from_db()
    assert row.state == Recording.State.DONE
    return row


# Articles ---------------------------------------------------------------------------------------
def test_the_player_is_told_the_sentences_where_the_page_has_them(client: Client) -> None:
    article = newsstand.article(text=("One came. Two went.", "𠮷田 said so. Then she left."), lead="")
    found = about(client, article.pk)
    assert found["sentences"] == [
        ["title", 0, 20],
        ["publisher", 0, 15],
        ["p1", 0, 9],
        ["p1", 10, 19],
        ["p2", 0, 12],
        ["p2", 13, 27],
    ]
    assert (found["language"], found["recording"]) == ("en", None)
    page = body(client, f"/article/{article.pk}")
    assert f'data-about="/article/{article.pk}/listen"' in page
    assert "data-player hidden" in page


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_spans_are_counted_as_browsers_count(text: str, start: int, length: int) -> None:
    span = (min(start, len(text)), min(start + length, len(text)))
    first, last = units(text, span)
    cut = text.encode("utf-16-le", "surrogatepass")[2 * first : 2 * last]
    assert cut.decode("utf-16-le", "surrogatepass") == text[slice(*span)]


@pytest.mark.usefixtures("voice")
def test_a_reader_asks_for_a_recording_and_gets_it_when_it_is_made(client: Client) -> None:
    article = newsstand.article()
    assert about(client, article.pk)["recording"]["state"] == "none"
    assert client.post(f"/article/{article.pk}/listen").json()["recording"]["state"] == "pending"
    speak.speak_pending(1, timezone.now())
    found = about(client, article.pk)
    assert found["recording"]["state"] == "done"
    assert found["recording"]["whole"] is True
    assert [number for _, number in found["recording"]["marks"]] == list(range(len(found["sentences"])))
    sound = client.get(found["recording"]["url"])
    assert sound.headers["Content-Type"] == "audio/ogg; codecs=opus"
    assert b"".join(sound).startswith(b"OggS")


@pytest.mark.usefixtures("voice")
def test_a_publishers_terms_hold_for_its_sound_too(client: Client, as_reader: Client) -> None:
    article = newsstand.article(by=newsstand.publisher(full_text="members"))
    assert client.post(f"/article/{article.pk}/listen").json()["recording"] is None
    assert {place for place, _, _ in about(client, article.pk)["sentences"]} == {"title", "publisher", "lead"}
    as_reader.post(f"/article/{article.pk}/listen")
    speak.speak_pending(1, timezone.now())
    address = about(as_reader, article.pk)["recording"]["url"]
    assert as_reader.get(address).status_code == 200
    assert "private" in as_reader.get(address).headers["Cache-Control"]
    assert client.get(address).status_code == 404
    Publisher.objects.update(full_text="nobody")
    assert as_reader.get(address).status_code == 404


def test_what_is_not_there_is_said_to_be_so(client: Client) -> None:
    for path in ("/article/9/listen", "/recording/9.opus", f"/recording/{10**30}.opus"):
        assert client.get(path).status_code == 404


# The sound --------------------------------------------------------------------------------------
@pytest.fixture
def sound(voice: None) -> str:
    """The address of a recording, of which the bytes are 0 to 99."""
    row = speak.ask(newsstand.article(), timezone.now())
    speak.speak_pending(1, timezone.now())
    assert row is not None
    row.refresh_from_db()
    recordings.path_of(row.file).write_bytes(bytes(range(100)))
    return f"/recording/{row.pk}.opus"


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", range(100)),
        ("bytes=10-19", range(10, 20)),
        ("bytes=90-500", range(90, 100)),
        ("bytes=-5", range(95, 100)),
        ("bytes=-500", range(100)),
    ],
)
def test_a_part_of_a_recording_can_be_asked_for(client: Client, sound: str, header: str, part: range) -> None:
    response = client.get(sound, headers={"Range": header, "Accept-Encoding": "gzip"})
    assert response.status_code == 206
    assert b"".join(response) == bytes(part)
    assert response.headers["Content-Length"] == str(len(part))
    assert response.headers["Content-Range"] == f"bytes {part.start}-{part.stop - 1}/100"


def test_what_is_no_part_that_we_know_is_the_whole(client: Client, sound: str) -> None:
    for header in ("", "bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=-", "bytes=" + "9" * 30 + "-"):
        response = client.get(sound, headers={"Range": header, "Accept-Encoding": "gzip"})
        assert response.status_code == 200
        assert b"".join(response) == bytes(range(100))
        assert "Content-Range" not in response.headers


def test_a_part_beyond_the_end_is_refused(client: Client, sound: str) -> None:
    for header in ("bytes=100-", "bytes=500-600", "bytes=-0"):
        response = client.get(sound, headers={"Range": header})
        assert response.status_code == 416
        assert response.headers["Content-Range"] == "bytes */100"


@given(st.builds("{}={}-{}".format, st.just("bytes") | st.text(), NUMBER, NUMBER), st.integers(0, 10_000))
def test_any_range_lies_within_the_file(header: str, size: int) -> None:
    span = asked(header, size)
    assert span is None or (span[1] <= size and (span[0] >= span[1] or span[0] >= 0))


# The edition ------------------------------------------------------------------------------------
def test_the_edition_is_a_page_of_chapters_that_name_their_publishers(client: Client) -> None:
    newsstand.front_page(stories=8, reports=2)
    page = body(client, "/listen")
    assert page.count("data-chapter") == 8
    assert page.count(" reports:</p>") == 16  # two newsrooms a story
    assert "That is today&#39;s eight." in page
    assert 'action="/listen" method="post"' not in page
    assert "Podcast" not in page
    for text in re.findall(r"data-cited[^>]*><span[^>]*>([^<]*)<", page):
        assert any(text in paragraph for paragraph in newsstand.TEXT)


def test_an_empty_paper_says_that_there_is_nothing_to_hear(client: Client) -> None:
    page = body(client, "/listen")
    assert "nothing to read out yet" in page
    assert "data-player" not in page


@pytest.mark.usefixtures("voice")
def test_the_edition_is_recorded_when_a_reader_asks(client: Client) -> None:
    newsstand.front_page(stories=2)
    assert 'action="/listen" method="post"' in body(client, "/listen?once")
    assert client.post("/listen").status_code == 302
    assert "Being recorded" in body(client, "/listen?twice")
    speak.speak_pending(1, timezone.now())
    page = body(client, "/listen")
    assert "Recorded on" in page
    told = json.loads(re.findall(r"data-recording='([^']*)'", page)[0])
    numbers = {int(number) for number in re.findall(r'data-line="(\d+)"', page)}
    assert numbers == {number for _, number in told["marks"]}
    assert "data-recording='" not in body(client, "/listen?now=1")


@pytest.mark.usefixtures("voice")
def test_the_podcast_has_an_episode_a_day_with_its_chapters(client: Client) -> None:
    newsstand.story(newsstand.article('Dam & "gates" <hold>\x08'))
    row = record_edition()
    answer = client.get("/listen.xml")
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    [channel] = etree.fromstring(answer.content)
    [item] = channel.findall("item")
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert enclosure.get("url") == f"http://testserver/recording/{row.pk}.opus"
    assert (enclosure.get("length"), enclosure.get("type")) == (str(row.size), "audio/ogg; codecs=opus")
    assert int(item.findtext(f"{ITUNES}duration") or 0) == round(row.seconds)
    assert "<hold>" in (item.findtext("description") or "")
    reference = item.find(f"{PODCAST}chapters")
    assert reference is not None
    told = client.get(str(reference.get("url")).removeprefix("http://testserver"))
    assert told.headers["Content-Type"] == "application/json+chapters"
    [chapter] = told.json()["chapters"]
    assert told.json()["version"] == "1.2.0"
    assert (chapter["startTime"], chapter["title"]) == (row.chapters[0]["start"], row.chapters[0]["title"])
    assert client.get(chapter["url"].removeprefix("http://testserver")).status_code == 200
    Publisher.objects.update(full_text="nobody")
    assert b"<item>" not in client.get("/listen.xml").content
    assert client.get(f"/recording/{row.pk}.opus").status_code == 404


def test_without_a_voice_of_the_server_there_is_no_podcast(client: Client) -> None:
    for path in ("/listen.xml", "/listen.xml?language=xx"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert "This paper has no podcast" in answer.content.decode()
    for path in ("/listen/2026-02-30/chapters.json", "/listen/2026-11-23/chapters.json"):
        assert client.get(path).status_code == 404


def test_the_service_worker_serves_what_was_kept_and_lets_it_go_with_the_reader(client: Client) -> None:
    script = body(client, "/service-worker.js")
    assert "name !== RECORDINGS" in script
    assert "caches.delete(RECORDINGS)" in script
    assert "content-range" in script
