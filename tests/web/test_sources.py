"""The sources page: who may change it, and what is done with lists that are none."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from octavo.news import packs
from octavo.news.models import Source
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db

OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="One" xmlUrl="https://one.example/feed"/>
<outline text="Folder"><outline text="Two" xmlUrl="https://two.example/feed"/></outline>
<outline text="Bad" xmlUrl="file:///etc/passwd"/></body></opml>"""
CHANGES = (
    "/sources/add",
    "/sources/import",
    f"/sources/pack/{packs.available()[0].key}",
    "/sources/1/drop",
    "/sources/1/retry",
)


@pytest.mark.parametrize("path", CHANGES)
def test_only_operators_change_the_sources(client: Client, as_reader: Client, path: str) -> None:
    newsstand.publisher()
    Source.objects.update(attempts=3)
    assert client.post(path, {"address": "https://one.example"})["Location"] == "/account/login/?next=/sources"
    refused = as_reader.post(path, {"address": "https://one.example"})
    assert (refused.status_code, "Only operators" in refused.content.decode()) == (403, True)
    assert list(Source.objects.values_list("active", "attempts")) == [(True, 3)]


def test_readers_see_no_forms_they_may_not_use(as_reader: Client, as_operator: Client) -> None:
    newsstand.publisher()
    assert "/sources/add" not in body(as_reader, "/sources")
    assert "/sources/add" in body(as_operator, "/sources")


def test_a_list_is_read_once_and_what_is_no_address_is_left_out(as_operator: Client) -> None:
    page = upload(as_operator, OPML)
    assert "2 sources are read from now on." in page
    assert Source.objects.count() == 2
    assert "2 were read already." in upload(as_operator, OPML)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\x00",
        b"not xml",
        b"<html><body>hello</body></html>",
        b'<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><opml><body>&b;</body></opml>',
        b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="&x;"/></body></opml>',
        b"<opml><body>" + b"<outline>" * 3000,
    ],
)
def test_a_file_that_is_no_list_changes_nothing(as_operator: Client, content: bytes) -> None:
    page = upload(as_operator, content)
    assert 'class="message' in page
    assert "root:" not in page
    assert not Source.objects.exists()


def test_a_list_that_is_too_large_is_not_read(as_operator: Client) -> None:
    assert "at most 5 MB" in upload(as_operator, OPML + b" " * 5_000_001)
    assert not Source.objects.exists()


def test_no_file_at_all_is_answered_in_words(as_operator: Client) -> None:
    assert "at most 5 MB" in as_operator.post("/sources/import", follow=True).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://169.254.169.254/latest",
        "\0",
        "http://10.0.0.1/",
        "x" * 3000,
    ],
)
def test_an_address_that_is_not_on_the_web_is_refused_in_words(as_operator: Client, address: str) -> None:
    response = as_operator.post("/sources/add", {"address": address}, follow=True)
    assert response.status_code == 200
    assert 'class="message error"' in response.content.decode()
    assert not Source.objects.exists()


def test_a_source_is_dropped_and_its_articles_stay(as_operator: Client) -> None:
    article = newsstand.article()
    source = Source.objects.get()
    as_operator.post(f"/sources/{source.pk}/drop")
    assert not Source.objects.get().active
    assert article.title in body(as_operator, f"/article/{article.pk}")


def test_a_source_is_looked_at_now(as_operator: Client) -> None:
    newsstand.publisher()
    Source.objects.update(due_at=None, attempts=9)
    as_operator.post(f"/sources/{Source.objects.get().pk}/retry")
    assert Source.objects.get().due_at is not None


def test_a_pack_nobody_made_is_not_there(as_operator: Client) -> None:
    assert as_operator.post("/sources/pack/none").status_code == 404
    assert as_operator.post("/sources/999/drop").status_code == 404


def test_the_list_that_is_written_can_be_read_again(client: Client, as_operator: Client) -> None:
    upload(as_operator, OPML)
    written = client.get("/sources/export")
    assert "attachment" in written["Content-Disposition"]
    Source.objects.all().delete()
    upload(as_operator, written.content)
    assert sorted(Source.objects.values_list("url", flat=True)) == [
        "https://one.example/feed",
        "https://two.example/feed",
    ]


def upload(client: Client, content: bytes) -> str:
    """Send a file; the page that answers."""
    file = SimpleUploadedFile("list.opml", content, "text/x-opml")
    return client.post("/sources/import", {"file": file}, follow=True).content.decode()
