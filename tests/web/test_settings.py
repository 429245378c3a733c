"""Language and theme, and pages that are kept: nobody is served what was made for another."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from octavo.discussion.models import Comment
from octavo.news.models import Publisher
from octavo.web.caching import kept_for
from octavo.web.views import articles, stories
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db


def test_language_and_theme_are_kept_in_cookies(client: Client) -> None:
    response = client.post("/settings", {"language": "ar", "theme": "dark", "back": "/sources"})
    assert response["Location"] == "/sources"
    page = body(client, "/")
    assert 'lang="ar" dir="rtl"' in page
    assert 'data-theme="dark"' in page


def test_what_is_no_language_or_theme_is_left_out(client: Client) -> None:
    client.post("/settings", {"language": "xx", "theme": '"><script>', "back": "/"})
    assert "django_language" not in client.cookies
    assert "theme" not in client.cookies


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
        "https:evil.example",
        "///evil.example",
    ],
)
def test_the_way_back_never_leads_elsewhere(client: Client, back: str) -> None:
    assert client.post("/settings", {"language": "de", "back": back})["Location"] == "/"
    assert client.post("/account/login/", {"next": back}).status_code == 200
    assert "<script" not in body(client, f"/settings?back={back}").split("<main", 1)[1]


def test_a_cookie_that_was_tampered_with_is_shown_as_text(client: Client) -> None:
    client.cookies["theme"] = "x'><b>"
    assert "<b>" not in body(client, "/settings").split("<body", 1)[0]


def test_pages_of_two_languages_and_themes_are_kept_apart(client: Client) -> None:
    english = body(client, "/")
    german = client.get("/", headers={"Accept-Language": "de"}).content.decode()
    client.cookies["theme"] = "dark"
    dark = body(client, "/")
    assert 'lang="en"' in english
    assert 'lang="de"' in german
    assert "data-theme" not in english
    assert 'data-theme="dark"' in dark


def test_two_long_questions_with_one_beginning_are_two_pages(client: Client) -> None:
    start = "w" * 150
    assert f"{start}one" in body(client, f"/search?q={start}one")
    assert f"{start}two" in body(client, f"/search?q={start}two")


def test_a_kept_page_is_the_same_and_quick(client: Client, django_assert_num_queries: object) -> None:
    newsstand.front_page(9, 1)
    first = body(client, "/")
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert body(client, "/") == first


def test_a_page_is_made_again_only_when_its_stamp_changes(rf: RequestFactory) -> None:
    stamps: list[object] = ["first"]
    made: list[int] = []

    @kept_for(0, lambda: stamps[0])
    def view(_request: HttpRequest) -> HttpResponse:
        made.append(1)
        return HttpResponse(str(len(made)))

    shown = [view(rf.get("/x")).content, view(rf.get("/x")).content]
    stamps[0] = "second"
    shown += [view(rf.get("/x")).content, view(rf.get("/x")).content]
    stamps[0] = None
    assert [*shown, view(rf.get("/x")).content] == [b"1", b"1", b"2", b"2", b"3"]


def test_the_stamps_of_pages_tell_what_changed() -> None:
    article = newsstand.article()
    story = newsstand.story(article)
    seen = [(articles.stamp(article.pk), stories.stamp(story.pk))]
    Comment.objects.create(article=article, body="Mine")
    seen.append((articles.stamp(article.pk), stories.stamp(story.pk)))
    Publisher.objects.update(full_text="nobody")
    seen.append((articles.stamp(article.pk), stories.stamp(story.pk)))
    assert seen[0][0] != seen[1][0] != seen[2][0]
    assert seen[0][1] == seen[1][1] != seen[2][1]
    assert articles.stamp(0) is stories.stamp(0) is None


def test_a_signed_in_page_is_never_shown_to_others(client: Client, as_reader: Client, as_operator: Client) -> None:
    article = newsstand.article()
    path = f"/article/{article.pk}"
    as_reader.post(f"{path}/save")
    assert 'aria-pressed="true"' in body(as_reader, path)
    assert 'aria-pressed="false"' in body(as_operator, path)
    for _ in range(2):
        page = body(client, path)
        assert "aria-pressed" not in page
        assert "csrfmiddlewaretoken" not in page
    assert "private" in as_reader.get(path)["Cache-Control"]


def test_a_text_for_members_does_not_stay_behind_in_a_kept_page(client: Client, as_reader: Client) -> None:
    article = newsstand.article(by=newsstand.publisher(full_text="members"))
    path = f"/article/{article.pk}"
    assert newsstand.TEXT[1] in body(as_reader, path)
    assert newsstand.TEXT[1] not in body(client, path)
    assert newsstand.TEXT[1] in body(as_reader, path)


def test_a_piece_for_htmx_is_not_kept_as_a_page(client: Client) -> None:
    path = newsstand.receipt_path(newsstand.article())
    piece = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "masthead" not in piece
    assert "masthead" in body(client, path)


def test_a_page_that_is_not_there_is_not_kept(client: Client) -> None:
    assert client.get("/publisher/harbour-gazette").status_code == 404
    newsstand.publisher()
    assert client.get("/publisher/harbour-gazette").status_code == 200


def test_a_paper_that_fills_is_not_kept(client: Client) -> None:
    newsstand.publisher().sources.update(checked_at=None)
    assert "no-store" in client.get("/")["Cache-Control"]


def test_answers_say_that_cookies_matter(client: Client) -> None:
    for _ in range(2):
        vary = client.get("/more")["Vary"]
        assert "Cookie" in vary
        assert "Accept-Language" in vary
