"""Every page, for everybody: it answers, asks for nothing elsewhere, and carries its headers."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from octavo.news.models import Article, Source
from tests.web import newsstand

pytestmark = pytest.mark.django_db

OPEN = (
    "/", "/more", "/progress", "/search", "/search?q=dam", "/sources", "/sources/export", "/settings", "/offline",
    "/health", "/manifest.webmanifest", "/service-worker.js", "/account/login/", "/account/signup/",
    "/account/password/reset/", "/account/password/reset/done/",
)  # fmt: skip
CLOSED = ("/saved", "/account", "/account/delete", "/account/email/", "/account/password/change/")
_LINK = re.compile(
    r"""\b(src|href|action|srcset|hx-get|poster|data)=["']?(https?:)?//([^/"'\s>]+)[^"'\s>]*""", re.IGNORECASE
)


def paths() -> list[str]:
    """Pages of a paper with one edited, commented, storied article."""
    article = newsstand.article()
    newsstand.say(article, newsstand.TEXT[:3])
    story = newsstand.story(article, newsstand.article("Second report", by=newsstand.publisher("Northern Post")))
    return [
        *OPEN, f"/article/{article.pk}", f"/article/{article.pk}/changes", f"/story/{story.pk}",
        f"/publisher/{article.publisher.slug}", newsstand.receipt_path(article),
    ]  # fmt: skip


def test_signed_out_readers_may_read_everything_but_what_is_somebodys_own(client: Client) -> None:
    assert [path for path in paths() if client.get(path).status_code != 200] == []
    for path in CLOSED:
        response = client.get(path)
        assert (response.status_code, urlsplit(response["Location"]).path) == (302, "/account/login/")


@pytest.mark.parametrize("who", ["as_reader", "as_operator"])
def test_readers_and_operators_see_every_page(who: str, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue(who)
    wanted = [path for path in [*paths(), *CLOSED] if path not in {"/account/login/", "/account/signup/"}]
    assert [path for path in wanted if client.get(path).status_code != 200] == []


def test_no_page_asks_another_host_for_anything(client: Client, as_operator: Client) -> None:
    article = newsstand.article()
    for path in [*paths(), f"/article/{article.pk}"]:
        for one in (client, as_operator):
            page = body(one, path)
            strangers = {(name.lower(), host) for name, _scheme, host in _LINK.findall(page)}
            assert {name for name, _host in strangers} <= {"href"}, path
            assert {host for _name, host in strangers} <= {"harbour-gazette.example", "northern-post.example"}, path


def test_links_to_a_publisher_do_not_say_where_the_reader_came_from(client: Client) -> None:
    page = body(client, f"/article/{newsstand.article().pk}")
    links = re.findall(r"<a [^>]*href=\"https://[^>]*>", page)
    assert links
    assert all("noreferrer" in link for link in links)


@pytest.mark.parametrize("path", ["/", "/account/login/", "/sources", "/health", "/nowhere", "/admin/login/"])
def test_every_answer_carries_the_headers_that_keep_readers_safe(client: Client, path: str) -> None:
    headers = client.get(path, follow=True).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_no_page_needs_inline_scripts_or_styles(client: Client, as_operator: Client) -> None:
    for path in [*paths(), *CLOSED]:
        page = body(as_operator, path) + body(client, path)
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=\"|javascript:", page), path


def test_what_is_not_there_says_so_in_the_papers_own_frame(client: Client) -> None:
    for path in (
        "/article/999",
        "/story/999",
        "/publisher/none",
        f"/article/{10**30}",
        "/article/1/changes",
        "/nowhere",
    ):
        response = client.get(path)
        assert response.status_code == 404, path
        assert "There is no such page" in response.content.decode()
        assert 'class="masthead"' in response.content.decode()


def test_our_own_fault_is_admitted(client: Client, settings: Settings) -> None:
    settings.PICTURES = None  # so that looking for a picture fails
    client.raise_request_exception = False
    response = client.get(f"/picture/{'0' * 32}-480.webp")
    assert response.status_code == 500
    assert "Something went wrong here" in response.content.decode()


@pytest.mark.parametrize("address", ["2026-02-30T00:00:00Z", "nonsense", "2026-01-01T00:00:00", "", "9" * 400])
def test_a_bad_moment_in_an_address_shows_the_newest_stories(client: Client, address: str) -> None:
    newsstand.front_page(1, 1)
    assert "Event 0" in body(client, f"/more?before={address}")


def test_the_manifest_is_json_that_installs(client: Client) -> None:
    response = client.get("/manifest.webmanifest")
    manifest = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}


def test_the_service_worker_is_a_script_for_the_whole_paper(client: Client) -> None:
    response = client.get("/service-worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert "/offline" in response.content.decode()


def test_the_service_worker_keeps_its_name_when_the_paper_is_restarted(client: Client) -> None:
    name = re.compile(r'"octavo-[0-9a-f]+"').search(body(client, "/service-worker.js"))
    assert name is not None  # made from the files, not from Python's hash, which differs in each process


@pytest.mark.parametrize(
    "name", ["../../octavo.sqlite3", "..%2F..%2Fsecret-key", "a" * 32 + "-960.webp/../x", "0" * 32 + "-99999", "x"]
)
def test_a_picture_name_that_is_a_path_leads_nowhere(client: Client, name: str) -> None:
    assert client.get(f"/picture/{name}.webp").status_code == 404


def test_a_picture_is_kept_for_ever(client: Client, settings: Settings) -> None:
    name = "0123456789abcdef" * 2 + "-480"
    file = settings.PICTURES / name[:2] / f"{name}.webp"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"RIFF")
    response = client.get(f"/picture/{name}.webp")
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert "immutable" in response["Cache-Control"]
    response.close()


def test_pages_answer_to_reading_methods_only(client: Client) -> None:
    assert client.post("/").status_code == 405
    assert client.head("/").status_code == 200
    assert client.get(f"/article/{newsstand.article().pk}/save").status_code == 405


def test_the_queries_of_a_page_do_not_grow_with_the_paper(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    stories = newsstand.front_page(14, 4)
    article = Article.objects.filter(story=stories[0]).first()
    assert article is not None
    for path, most in (("/", 9), (f"/story/{stories[0].pk}", 8), (f"/article/{article.pk}", 8), ("/more", 5)):
        with django_assert_max_num_queries(most):
            client.get(path)
    with django_assert_max_num_queries(5):
        client.get("/sources")


def test_a_source_that_fails_says_what_and_what_to_do(client: Client) -> None:
    newsstand.publisher()
    Source.objects.update(error="forbidden", error_text="403")
    assert "does not show this address to us" in body(client, "/sources")


def body(client: Client, path: str) -> str:
    """A page's text."""
    response = client.get(path)
    return response.content.decode() if not response.streaming else ""
