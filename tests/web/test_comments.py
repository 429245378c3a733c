"""Saving and commenting: whose turn it is, what is refused, and what Markdown becomes."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from octavo.accounts.models import User
from octavo.discussion import comments
from octavo.discussion.comments import html
from octavo.discussion.models import Comment
from octavo.news.models import Article
from octavo.reading.models import Saved
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db: None) -> Article:
    return newsstand.article()


def post(client: Client, article: Article, text: str, parent: str = "") -> int:
    """Post a comment; the answer's status."""
    return client.post(f"/article/{article.pk}/comment", {"body": text, "parent": parent}).status_code


def test_a_comment_stands_below_the_article_with_its_writers_name(as_reader: Client, article: Article) -> None:
    assert post(as_reader, article, "The gates were *stuck* in March.") == 302
    page = body(as_reader, f"/article/{article.pk}")
    assert "The gates were <em>stuck</em> in March." in page
    assert "Rena" in page


def test_an_answer_names_whom_it_answers(as_reader: Client, as_operator: Client, article: Article) -> None:
    post(as_reader, article, "First")
    first = Comment.objects.get()
    post(as_operator, article, "Second", str(first.pk))
    assert Comment.objects.get(body="Second").parent == first
    assert "to Rena" in body(as_reader, f"/article/{article.pk}")


@pytest.mark.parametrize("parent", ["²", "-1", "x", "9" * 40, "\0", "1e3"])
def test_an_answer_to_nothing_is_a_comment(as_reader: Client, article: Article, parent: str) -> None:
    assert post(as_reader, article, "Hello", parent) == 302
    assert Comment.objects.get().parent is None


def test_an_answer_stays_with_its_article(as_reader: Client, article: Article) -> None:
    elsewhere = Comment.objects.create(article=newsstand.article("Other"), body="Elsewhere")
    post(as_reader, article, "Hello", str(elsewhere.pk))
    assert Comment.objects.get(body="Hello").parent is None


@pytest.mark.parametrize("text", ["", "   \n", "\0", "x" * 5001])
def test_an_empty_or_endless_comment_is_refused_in_words(as_reader: Client, article: Article, text: str) -> None:
    assert post(as_reader, article, text) == 400
    assert not Comment.objects.exists()


def test_a_nul_is_left_out_for_no_database_keeps_it(as_reader: Client, article: Article) -> None:
    assert post(as_reader, article, "a\0b") == 302
    assert Comment.objects.get().body == "ab"


def test_many_comments_in_a_short_time_are_refused(as_reader: Client, article: Article) -> None:
    answers = [post(as_reader, article, f"Number {n}") for n in range(comments.AT_MOST + 1)]
    assert answers == [302] * comments.AT_MOST + [400]


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt&colon;alert(1))",
        "[a](data:text/html,<script>alert(1)</script>)",
        "![a](https://tracker.example/pixel.gif)",
        "<img src=x onerror=alert(1)>",
        "<iframe src='https://x.example'></iframe>",
        '<https://x.example/"onmouseover=alert(1)>',
        "<a href='https://x.example' style='position:fixed'>a</a>",
        "[a]: javascript:alert(1)\n[a]",
        "<svg onload=alert(1)>",
    ],
)
def test_markdown_comes_out_safe(nasty: str) -> None:
    made = html(nasty)
    tags = re.findall(r"<(\w+)((?:\s[^>]*)?)>", made)
    assert {name for name, _rest in tags} <= {"p", "br", "a", "em", "strong", "ul", "li", "blockquote"}
    assert not [rest for _name, rest in tags if re.search(r"\bon\w+=|style=|script:|data:", rest.lower())]


def test_markdown_keeps_what_it_promises() -> None:
    made = html("*so* **very** [here](https://x.example/a)\n\n- one\n- two\n\n> quoted\n\n# no heading")
    assert "<em>so</em> <strong>very</strong>" in made
    assert 'href="https://x.example/a"' in made
    assert "nofollow" in made
    assert "noreferrer" in made
    assert "<li>one</li>" in made
    assert "<blockquote>" in made
    assert "<h1" not in made


def test_a_hidden_comment_stays_with_the_reason(as_reader: Client, article: Article) -> None:
    Comment.objects.create(article=article, body="Bad words", hidden="insults")
    page = body(as_reader, f"/article/{article.pk}")
    assert "Bad words" not in page
    assert "insults" in page


def test_signing_in_leads_back_to_the_article(client: Client, article: Article) -> None:
    for action in ("save", "comment"):
        response = client.post(f"/article/{article.pk}/{action}", {"body": "Hello"})
        assert response["Location"] == f"/account/login/?next=/article/{article.pk}"
    assert not Comment.objects.exists()


def test_saving_is_a_switch_and_the_shelf_is_ones_own(as_reader: Client, as_operator: Client, article: Article) -> None:
    as_reader.post(f"/article/{article.pk}/save")
    assert article.title in body(as_reader, "/saved")
    assert article.title not in body(as_operator, "/saved")
    as_reader.post(f"/article/{article.pk}/save")
    assert not Saved.objects.exists()


def test_what_is_not_there_can_be_neither_saved_nor_commented(as_reader: Client) -> None:
    assert as_reader.post("/article/999/save").status_code == 404
    assert as_reader.post("/article/999/comment", {"body": "Hello"}).status_code == 404


@pytest.mark.parametrize("path", ["save", "comment"])
def test_forms_without_their_token_are_refused_in_words(reader: User, article: Article, path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    response = strict.post(f"/article/{article.pk}/{path}", {"body": "Hello"})
    assert response.status_code == 403
    assert "masthead" in response.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/settings",
        "/sources/add",
        "/sources/import",
        "/sources/1/drop",
        "/account/delete",
        "/account/login/",
        "/account/signup/",
    ],
)
def test_every_form_wants_its_token(operator: User, path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(path).status_code == 403
