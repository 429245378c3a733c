from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from octavo.accounts.models import User
from octavo.engine.opml import read
from octavo.news import subscribe
from octavo.news.models import Article, Source
from octavo.work import translations
from octavo.work.fonts import build_font
from tests.engine.servers import answer
from tests.news.paper import Paper

HOME = b"""<html><head><link rel=alternate type=application/rss+xml title=News href=feed.xml>
<link rel=alternate type=application/rss+xml title=Sport href=sport.xml></head><body>Maros today</body></html>"""


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def press(paper: Paper) -> Paper:
    """A publisher whose home page names two feeds, neither read yet."""
    paper.publishes("Maros", "Harbour bridge opens after nine years")
    house = paper.houses["Maros"]
    house.says("", answer(body=HOME, content_type="text/html"))
    house.says("sport.xml", house.site.answers["/maros/feed.xml"][0])  # type: ignore[arg-type]
    Source.objects.all().delete()
    return paper


def test_an_address_of_a_feed_is_added(press: Paper) -> None:
    url = press.houses["Maros"].url("feed.xml")
    assert said("add", url).startswith(f"Added: {url}")
    assert said("add", url).startswith(f"Known: {url}")
    assert Source.objects.count() == 1


def test_a_page_leads_to_its_feeds(press: Paper) -> None:
    home, feed, sport = (press.houses["Maros"].url(path) for path in ("", "feed.xml", "sport.xml"))
    shown = said("add", home)
    assert f"Added: {feed}" in shown
    assert f"Also there: {sport}" in shown
    said("add", home, "--all")
    assert set(Source.objects.values_list("url", flat=True)) == {feed, sport}


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("{}nowhere.xml", "missing"),
        ("ftp://maros.example/feed", "refused"),
        ("http://10.1.2.3/feed.xml", "refused"),
        ("javascript:alert(1)", "refused"),
        ("", "refused"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_with_a_reason(press: Paper, address: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        said("add", address.format(press.houses["Maros"].url("")))
    assert not Source.objects.exists()


def test_a_page_without_feeds_is_refused(press: Paper) -> None:
    press.houses["Maros"].says("", answer(body=b"<html><body>Hello", content_type="text/html"))
    with pytest.raises(CommandError, match="names no feed"):
        said("add", press.houses["Maros"].url(""))


def test_a_list_goes_out_and_comes_back_in(press: Paper, tmp_path: Path) -> None:
    for path in ("feed.xml", "sport.xml"):
        subscribe.add(press.houses["Maros"].url(path), f"Maros & {path}")
    before = set(Source.objects.values_list("url", "title"))
    said("export", str(tmp_path / "list.opml"))
    assert {(outline.url, outline.title) for outline in read((tmp_path / "list.opml").read_bytes())} == before
    Source.objects.all().delete()
    assert "2 new, 0 known, 0 refused" in said("import", str(tmp_path / "list.opml"))
    assert "0 new, 2 known, 0 refused" in said("import", str(tmp_path / "list.opml"))
    assert set(Source.objects.values_list("url", "title")) == before


def test_a_damaged_list_does_not_stop_the_others(press: Paper, tmp_path: Path) -> None:
    subscribe.add(press.houses["Maros"].url("feed.xml"))
    (tmp_path / "good.opml").write_text(said("export"))
    (tmp_path / "bad.opml").write_bytes(b"\x89PNG")
    Source.objects.all().delete()
    with pytest.raises(CommandError, match="1 files could not be read"):
        said("import", str(tmp_path / "bad.opml"), str(tmp_path / "good.opml"))
    assert Source.objects.count() == 1


def test_a_source_that_was_dropped_is_taken_up_again_where_it_was(press: Paper) -> None:
    url = press.houses["Maros"].url("feed.xml")
    source = subscribe.add(url).source
    subscribe.drop(source)
    assert said("export").count("outline") == 0
    assert subscribe.add(url).source == source
    source.refresh_from_db()
    assert source.active
    assert source.due_at is not None


def test_refresh_makes_sources_due_by_a_word_of_their_address(paper: Paper) -> None:
    paper.house("Maros")
    paper.house("Ilves")
    Source.objects.update(due_at=None)
    assert "1 sources are due" in said("refresh", "ilves")
    assert Source.objects.get(due_at__lte=timezone.now()).publisher.name == "Ilves"
    assert "2 sources are due" in said("refresh")


def test_the_worker_can_be_asked_to_stop_when_nothing_is_due(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years")
    said("worker", "--once")
    assert paper.article(piece).stage == Article.Stage.READY


def test_an_operator_is_made_and_unmade(db: None) -> None:
    del db
    user = User.objects.create_user(email="ana@maros.example", password="bridge over the Tarn")
    other = User.objects.create_user(email="bo@maros.example", password="bridge over the Tarn")
    User.objects.update(is_staff=False, is_superuser=False)
    for arguments, right in ((["ANA@maros.example"], True), (["ana@maros.example", "--no"], False)):
        said("operator", *arguments)
        user.refresh_from_db()
        other.refresh_from_db()
        assert (user.is_staff, user.is_superuser, other.is_staff) == (right, right, False)
    with pytest.raises(CommandError, match="no reader has the address"):
        said("operator", "nobody@maros.example")


def test_the_doctor_finds_nothing_wrong_with_a_well_paper(paper: Paper) -> None:
    paper.publishes("Maros", "Harbour bridge opens after nine years")
    paper.reads()
    report = said("doctor")
    assert "BAD" not in report
    for part in ("settings", "disk", "database", "migrations: 0 waiting", "sources: 1", "pipeline: 0", "model"):
        assert part in report


def test_the_doctor_names_sources_that_keep_failing_and_rows_that_wait(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years")
    paper.reads()
    Source.objects.update(attempts=6, error="missing", error_text="status 404")
    Article.objects.update(stage=Article.Stage.FOLDED, due_at=timezone.now() - 2 * (paper.now - piece.published))
    report = io.StringIO()
    with pytest.raises(CommandError, match="2 to mend"):
        call_command("doctor", stdout=report)
    assert f"BAD  {paper.source('Maros').url}: missing status 404" in report.getvalue()
    assert "BAD  pipeline: 1 articles wait" in report.getvalue()
    assert "octavo up starts it" in report.getvalue()


@pytest.mark.django_db
def test_the_doctor_sees_a_broken_model(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    settings.MODELS = tmp_path
    report = io.StringIO()
    with pytest.raises(CommandError, match="to mend"):
        call_command("doctor", stdout=report)
    assert "BAD  the embedding model" in report.getvalue()


def test_a_font_is_cut_to_its_letters(tmp_path: Path) -> None:
    from importlib.resources import files  # noqa: PLC0415

    source = files("fontpkg_inter").joinpath("files", "Inter[opsz,wght].ttf")
    build_font(str(source), {"wght": 400, "opsz": 14}, "0041-0043", tmp_path / "abc.woff2")
    assert (tmp_path / "abc.woff2").read_bytes()[:4] == b"wOF2"
    assert (tmp_path / "abc.woff2").stat().st_size < 20_000


def test_a_translation_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Today"\nmsgstr "Heute"\n'
    )
    translations.compile_translations(tmp_path)
    made = (folder / "django.mo").stat().st_mtime_ns
    translations.compile_translations(tmp_path)
    assert (folder / "django.mo").stat().st_mtime_ns == made
    assert b"Heute" in (folder / "django.mo").read_bytes()


def test_what_the_commands_did_is_on_the_sources_page(press: Paper, client: Client) -> None:
    said("add", press.houses["Maros"].url("feed.xml"))
    said("worker", "--once")
    page = client.get("/sources").content.decode()
    assert press.houses["Maros"].url("feed.xml") in page
