"""The back office: operators only, nothing deleted, rows set going again."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from octavo.accounts.models import User
from octavo.assist.models import Brief
from octavo.discussion.models import Comment
from octavo.news.models import Article, Source, Story, Version
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db

Stage = Article.Stage
LISTS = (
    "news/publisher", "news/source", "news/article", "news/version", "news/story", "news/place",
    "discussion/comment", "accounts/user", "assist/brief",
)  # fmt: skip


@pytest.fixture
def admin(db: None) -> Client:
    client = Client()
    operator = User.objects.create_superuser("operator@news.example", "correct horse battery", name="Olga")
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    return client


def act(client: Client, where: str, action: str, rows: Iterable[int], **more: str) -> str:
    """Choose rows and an action; the page that answers."""
    form = {"action": action, "_selected_action": [str(row) for row in rows], **more}
    return client.post(f"/admin/{where}/", form, follow=True).content.decode()


def key(where: str) -> int:
    """The key of a row of that list."""
    rows = apps.get_model(where.replace("/", ".")).objects
    if where == "news/place":
        rows.create(key="varn", names={"en": "Varn"}, kind="city", country="DE", latitude=50, longitude=9)
    return int(rows.values_list("pk", flat=True)[0])


@pytest.mark.parametrize("where", LISTS)
def test_operators_see_lists_and_rows(admin: Client, where: str) -> None:
    article = newsstand.article()
    newsstand.story(article)
    Comment.objects.create(article=article, body="Hello")
    assert admin.get(f"/admin/{where}/").status_code == 200
    assert admin.get(f"/admin/{where}/?q=dam").status_code == 200
    assert admin.get(f"/admin/{where}/{key(where)}/change/").status_code == 200


@pytest.mark.parametrize("where", LISTS)
def test_readers_see_none_of_it(client: Client, where: str) -> None:
    client.force_login(
        User.objects.create_user("r@news.example", "x", name="R"), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert client.get(f"/admin/{where}/").status_code in {302, 403}


@pytest.mark.parametrize("where", [where for where in LISTS if where != "accounts/user"])
def test_nothing_is_deleted_or_added_by_hand(admin: Client, where: str) -> None:
    article = newsstand.article()
    newsstand.story(article)
    Comment.objects.create(article=article, body="Hello")
    assert admin.get(f"/admin/{where}/add/").status_code == 403
    assert admin.post(f"/admin/{where}/{key(where)}/delete/", {"post": "yes"}).status_code == 403
    assert "delete_selected" not in body(admin, f"/admin/{where}/")
    assert (Article.objects.count(), Version.objects.count(), Story.objects.count(), Comment.objects.count()) == (
        1,
        1,
        1,
        1,
    )


def test_versions_are_never_changed(admin: Client) -> None:
    page = f"/admin/news/version/{newsstand.article().version_id}/change/"
    assert admin.post(page, {"title": "Forged"}).status_code == 403
    assert newsstand.TEXT[0] in body(admin, page)


def test_a_parked_article_is_fetched_again(admin: Client) -> None:
    article = newsstand.article(stage=Stage.PARKED, error="no_text", attempts=9)
    assert "1 article is on its way again." in act(admin, "news/article", "again_listed", [article.pk])
    article.refresh_from_db()
    assert (article.stage, article.error, article.attempts) == (Stage.LISTED, "", 0)
    assert article.due_at is not None


def test_what_has_no_text_can_only_be_fetched(admin: Client) -> None:
    article = newsstand.article()
    Article.objects.update(version=None, stage=Stage.PARKED)
    assert "0 articles are on their way" in act(admin, "news/article", "again_folded", [article.pk])
    assert Article.objects.get().stage == Stage.PARKED


@pytest.mark.parametrize("stage", ["extracted", "folded", "embedded", "grouped", "related"])
def test_every_later_stage_can_be_run_again(admin: Client, stage: str) -> None:
    article = newsstand.article()
    act(admin, "news/article", f"again_{stage}", [article.pk])
    assert Article.objects.get().stage == Article.Stage[stage.upper()]


def test_a_copy_is_unfolded_and_its_story_counts_it(admin: Client) -> None:
    original = newsstand.article()
    copy = newsstand.article("The same", by=newsstand.publisher("Northern Post"), original=original)
    story = newsstand.story(original, copy)
    assert "1 copy stands for itself." in act(admin, "news/article", "unfold", [copy.pk, original.pk])
    copy.refresh_from_db()
    story.refresh_from_db()
    assert (copy.original, copy.stage, copy.story_id) == (None, Stage.FOLDED, story.pk)
    assert (story.newsrooms, story.copies) == (2, 0)


def test_sources_are_read_now_paused_and_taken_up(admin: Client) -> None:
    newsstand.publisher()
    Source.objects.update(due_at=None)
    source = Source.objects.get()
    act(admin, "news/source", "read_now", [source.pk])
    assert Source.objects.get().due_at is not None
    act(admin, "news/source", "pause", [source.pk])
    assert (Source.objects.get().active, Source.objects.get().due_at) == (False, None)
    act(admin, "news/source", "take_up", [source.pk])
    assert Source.objects.get().active


def test_aids_are_prepared_again(admin: Client) -> None:
    newsstand.article()
    act(admin, "assist/brief", "make_again", [Brief.objects.get().pk])
    assert not Brief.objects.exists()
    assert Article.objects.get().stage == Stage.RELATED


def test_a_story_is_counted_again(admin: Client) -> None:
    story = newsstand.story(newsstand.article())
    Story.objects.update(reports=99)
    act(admin, "news/story", "count_again", [story.pk])
    assert Story.objects.get().reports == 1


def test_a_comment_is_hidden_with_a_reason_or_not_at_all(admin: Client, client: Client) -> None:
    comment = Comment.objects.create(article=newsstand.article(), body="Bad words")
    assert "readers see it" in act(admin, "discussion/comment", "hide", [comment.pk], reason=" ")
    assert Comment.objects.get().hidden == ""
    act(admin, "discussion/comment", "hide", [comment.pk], reason="insults")
    assert "Bad words" not in body(client, f"/article/{comment.article_id}")
    assert "insults" in body(admin, f"/admin/discussion/comment/{comment.pk}/history/")
    act(admin, "discussion/comment", "show", [comment.pk])
    assert Comment.objects.get().hidden == ""


def test_what_its_writer_removed_stays_removed(admin: Client) -> None:
    comment = Comment.objects.create(article=newsstand.article(), body="", hidden="removed")
    act(admin, "discussion/comment", "show", [comment.pk])
    assert Comment.objects.get().hidden == "removed"


@pytest.mark.parametrize(
    ("question", "hits"),
    [
        ("?q=https://harbour-gazette.example/1", 1),
        ("?q=https://harbour-gazette.example/1%23top", 1),
        ("?q=https://[", 0),
        ("?q=number+2", 1),
        ("?error=any", 1),
        ("?error=none", 2),
        ("?error=no_text", 1),
        ("?stage__exact=90", 1),
        ("?error=x", 0),
    ],
)
def test_articles_are_found_by_address_words_stage_and_error(admin: Client, question: str, hits: int) -> None:
    for number in range(2):
        newsstand.article(f"Article number {number}")
    newsstand.article("Article number 2", stage=Stage.PARKED, error="no_text")
    assert body(admin, f"/admin/news/article/{question}").count('class="action-checkbox"') == hits


def test_a_list_of_articles_takes_few_queries(
    admin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    newsstand.front_page(8, 3)
    with django_assert_max_num_queries(7):
        admin.get("/admin/news/article/")


def test_operators_make_accounts_with_small_letters(admin: Client) -> None:
    password = "correct horse battery"
    form = {
        "email": "Bob@News.example",
        "name": "Bob",
        "usable_password": "true",
        "password1": password,
        "password2": password,
    }
    assert admin.post("/admin/accounts/user/add/", form).status_code == 302
    assert User.objects.filter(email="bob@news.example").exists()
    assert Client().post("/account/login/", {"login": "bob@news.example", "password": password}).status_code == 302


def test_what_readers_save_is_not_shown_to_operators(admin: Client) -> None:
    assert "saved" not in body(admin, "/admin/").lower()
