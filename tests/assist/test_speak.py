"""Recordings: made once for all readers, given up when the voice fails, kept while there is room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from octavo.assist import edition, recordings, speak
from octavo.assist.models_speaking import Recording
from octavo.news.models import Article, Publisher
from tests.engine.voices import ENCODES, FAILS, SPEAKS, Program, program
from tests.web import newsstand

pytestmark = pytest.mark.django_db
State = Recording.State


@pytest.fixture
def booth(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A paper with a voice."""
    settings.VOICE = "espeak-ng"
    program(tmp_path / "bin", "opusenc", ENCODES)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return program(tmp_path / "bin", "espeak-ng")


def asked(article: Article) -> Recording:
    row = speak.ask(Article.objects.select_related("publisher", "version").get(pk=article.pk), timezone.now())
    assert row is not None
    return row


def test_an_article_is_read_with_headline_and_publisher_first(booth: Program) -> None:
    row = asked(newsstand.article(lead=newsstand.TEXT[0]))
    assert speak.speak_pending(1, timezone.now()) == 1
    row.refresh_from_db()
    said = [text.strip() for _, text in booth.heard()]
    assert said == ["Dam above Varn holds", "Harbour Gazette", *newsstand.TEXT]
    assert (row.state, row.lines, row.whole) == (State.DONE, 6, True)
    assert row.marks[:3] == [[0.0, 0], [1.6, 1], [3.4, 2]]
    assert recordings.path_of(row.file).stat().st_size == row.size


def test_a_text_is_recorded_once_whoever_asks(booth: Program) -> None:
    article = newsstand.article()
    assert asked(article).pk == asked(article).pk
    speak.speak_pending(5, timezone.now())
    assert asked(article).state == State.DONE
    assert speak.speak_pending(5, timezone.now()) == 0


def test_an_edited_text_is_recorded_anew(booth: Program) -> None:
    article = newsstand.article()
    first = asked(article)
    newsstand.say(article, (*newsstand.TEXT, "The gates were opened at noon."))
    assert asked(article).pk != first.pk
    speak.speak_pending(5, timezone.now())
    assert sorted(Recording.objects.values_list("lines", flat=True)) == [7, 8]


def test_nothing_is_recorded_without_a_voice(settings: Settings, booth: Program) -> None:
    settings.VOICE = ""
    article = newsstand.article()
    assert speak.ask(article, timezone.now()) is None
    assert speak.label_for("en") == ""
    settings.VOICE = "espeak-ng"
    assert speak.ask(newsstand.article(language="ja"), timezone.now()) is None
    assert not Recording.objects.exists()


def test_a_voice_that_was_taken_away_is_said_on_the_rows_that_wait(booth: Program) -> None:
    row = asked(newsstand.article())
    booth.path.unlink()
    assert speak.speak_pending(5, timezone.now()) == 0
    row.refresh_from_db()
    assert (row.state, row.error, row.due_at) == (State.FAILED, "no_voice", None)
    assert "espeak-ng is not installed" in row.error_text


def test_a_voice_that_fails_is_tried_again_and_then_given_up(booth: Program) -> None:
    row = asked(newsstand.article())
    program(booth.path.parent, "espeak-ng", FAILS)
    now = timezone.now()
    for _ in range(speak.RETRIES + 1):
        assert speak.speak_pending(5, now) == 1
        assert speak.speak_pending(5, now) == 0  # it waits a while
        now += timedelta(hours=1)
    row.refresh_from_db()
    assert (row.state, row.error) == (State.FAILED, "speech_failed")
    program(booth.path.parent, "espeak-ng", SPEAKS)
    Recording.objects.update(asked=now - timedelta(days=1))
    assert asked(row.version.article).state == State.PENDING  # type: ignore[union-attr]
    speak.speak_pending(5, now)
    row.refresh_from_db()
    assert row.state == State.DONE


def test_an_empty_article_is_read_as_far_as_it_goes(booth: Program) -> None:
    row = asked(newsstand.article("* * *", text=(), lead=""))
    speak.speak_pending(5, timezone.now())
    row.refresh_from_db()
    assert (row.state, row.marks) == (State.DONE, [[0.0, 1]])  # the publisher's name


def test_readers_who_ask_for_too_many_are_told_to_come_back(booth: Program) -> None:
    now, article = timezone.now(), newsstand.article()
    times = {"asked": now, "used": now, "due_at": now}
    for number in range(speak.QUEUE):
        Recording.objects.create(day=now.date() - timedelta(days=number), language="en", voice="espeak-ng", **times)
    assert speak.ask(article, now) is None
    assert Recording.objects.count() == speak.QUEUE


def test_what_was_unused_for_longest_makes_room(booth: Program, settings: Settings) -> None:
    rows = [asked(newsstand.article(f"Story {number}")) for number in range(3)]
    speak.speak_pending(5, timezone.now())
    for days, row in enumerate(rows):
        Recording.objects.filter(pk=row.pk).update(used=timezone.now() - timedelta(days=days))
    settings.VOICE_ROOM = 2 * Recording.objects.first().size / recordings.MEGABYTE  # type: ignore[union-attr]
    recordings.used(rows[2], timezone.now())
    assert recordings.make_room(timezone.now()) == 1
    assert set(Recording.objects.values_list("pk", flat=True)) == {rows[0].pk, rows[2].pk}
    assert recordings.path_of(asked(rows[2].version.article).file).exists()  # type: ignore[union-attr]


def test_the_sound_of_an_article_that_went_goes_with_it(booth: Program) -> None:
    row = asked(newsstand.article())
    speak.speak_pending(5, timezone.now())
    row.delete()
    recordings.make_room(timezone.now())
    assert len(list(recordings.files())) == 1  # it may be one that is being kept this moment
    recordings.make_room(timezone.now() + timedelta(hours=2))
    assert not list(recordings.files())


# The edition ------------------------------------------------------------------------------------
def morning(hour: int = 7) -> datetime:
    return (timezone.now() + timedelta(days=1)).replace(hour=hour, minute=0)


def test_the_edition_is_recorded_each_morning_with_its_chapters(booth: Program) -> None:
    newsstand.front_page(stories=8, reports=2)
    assert speak.speak_pending(5, morning(5)) == 0
    assert speak.speak_pending(5, morning()) == 1
    row = Recording.objects.get()
    assert (row.state, len(row.chapters)) == (State.DONE, 8)
    said = [text.strip() for _, text in booth.heard()]
    assert said[0].startswith("Octavo, the edition of ")
    assert said[-1] == "That is today's eight."
    for chapter in row.chapters:
        assert said[chapter["line"]] == chapter["title"]
        assert [second for second, number in row.marks if number == chapter["line"]] == [chapter["start"]]
        assert said[chapter["lines"][0]["frame"]].endswith(" reports:")
        assert said[chapter["lines"][0]["line"]] == chapter["lines"][0]["cited"]["text"]
    assert speak.speak_pending(5, morning(9)) == 0


def test_a_thin_day_is_recorded_a_little_later(booth: Program) -> None:
    assert speak.speak_pending(5, morning(12)) == 0
    newsstand.front_page(stories=2)
    assert speak.speak_pending(5, morning(7)) == 0
    assert speak.speak_pending(5, morning(8)) == 1
    assert "eight" not in booth.heard()[-1][1]


def test_words_that_the_voice_does_not_speak_are_said_to_be_left_out(booth: Program) -> None:
    newsstand.story(newsstand.article("ダムは持ちこたえた", language="ja", lead="", text=("ダムは持ちこたえた。",)))
    row = edition.ask(timezone.now(), "en", "espeak-ng")
    speak.speak_pending(5, timezone.now())
    said = [text.strip() for _, text in booth.heard()]
    assert said[1:] == ["Harbour Gazette reports in Japanese, which this voice does not speak."]
    assert row is not None


def test_words_in_the_listeners_language_go_before_those_of_another(booth: Program) -> None:
    german = ("Der alte Damm oberhalb von Varn hat die Nacht überstanden, sagten Ingenieure am Sonntag.",) * 2
    foreign = newsstand.article("Damm hält", by=newsstand.publisher("Talbote"), language="de", text=german)
    newsstand.story(foreign, newsstand.article())
    [chapter] = edition.chapters(timezone.now(), "en")
    assert (chapter["title"], chapter["publisher"]) == ("Dam above Varn holds", "Harbour Gazette")
    assert {line["cited"]["language"] for line in chapter["lines"]} == {"en"}


def test_an_edition_holds_only_what_everyone_may_read(booth: Program) -> None:
    newsstand.story(newsstand.article(by=newsstand.publisher("Closed Post", full_text="members")))
    newsstand.story(newsstand.article())
    [*chapters] = edition.chapters(timezone.now(), "en")
    assert {one["publisher"]: bool(one["lines"]) for one in chapters} == {"Closed Post": False, "Harbour Gazette": True}
    row = edition.ask(timezone.now(), "en", "espeak-ng")
    assert row is not None
    speak.speak_pending(5, timezone.now())
    day = timezone.localdate()
    assert edition.of_day(day, "en") is not None
    assert len(edition.recent(timezone.now(), "en")) == 1
    Publisher.objects.update(full_text="nobody")
    assert edition.of_day(day, "en") is None
    assert edition.recent(timezone.now(), "en") == []


def test_editions_of_the_week_stay_when_room_is_made(booth: Program, settings: Settings) -> None:
    newsstand.front_page(stories=1, reports=1)
    edition.ask(timezone.now(), "en", "espeak-ng")
    asked(newsstand.article())
    speak.speak_pending(5, timezone.now())
    assert Recording.objects.filter(state=State.DONE).count() == 2
    Recording.objects.filter(day__isnull=False).update(used=datetime(2020, 1, 1, tzinfo=UTC))
    settings.VOICE_ROOM = 0
    recordings.make_room(timezone.now())
    assert Recording.objects.get().day is not None
