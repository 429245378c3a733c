"""Comments: posting and reading them."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from octavo.discussion.models import Comment
from octavo.engine.extract.sanitise import sanitise

LONGEST = 5000  # characters
AT_MOST = 10  # comments
WITHIN = timedelta(minutes=10)

_markdown = MarkdownIt("zero", {"breaks": True}).enable(
    ["emphasis", "link", "autolink", "list", "blockquote", "newline"]
)


class Refusal(Exception):  # noqa: N818 - worded for the reader, not an error of ours
    """Why a comment was not taken, in words for the reader."""


def post(user: AbstractBaseUser | AnonymousUser, article: int, body: str, parent: str = "") -> Comment:
    """Keep a comment. Raises Refusal when it is empty, too long, or one too many."""
    body = body.replace("\0", "").strip()
    if not body:
        raise Refusal(_("The comment is empty."))
    if len(body) > LONGEST:
        raise Refusal(_("The comment is longer than {n} characters.").format(n=LONGEST))
    recent = Comment.objects.filter(user=user.pk, at__gte=timezone.now() - WITHIN)
    if recent.count() >= AT_MOST:
        raise Refusal(_("That is many comments in a short time. Please wait a few minutes."))
    answered = (
        Comment.objects.filter(pk=parent, article=article).first() if parent.isascii() and parent.isdigit() else None
    )
    return Comment.objects.create(user_id=user.pk, article_id=article, body=body, parent=answered)


def on_article(article: int) -> list[Comment]:
    """The comments of an article, oldest first."""
    rows = Comment.objects.filter(article=article)
    if not rows.exists():  # as of most articles; the whole question costs a page several times as much
        return []
    return list(rows.select_related("user", "parent__user").order_by("at"))


def state(article: int) -> tuple[int, int | None, int]:
    """Changes when a comment of the article is added, hidden or shown again: how many, the newest, how many hidden."""
    hidden = Count("pk", filter=~Q(hidden=""))
    found = Comment.objects.filter(article=article).aggregate(all=Count("pk"), newest=Max("pk"), hidden=hidden)
    return found["all"], found["newest"], found["hidden"]


def html(body: str) -> SafeString:
    """A comment's Markdown as safe HTML: emphasis, links, lists, quotations; never images or headings."""
    return mark_safe(sanitise(_markdown.render(body)))  # noqa: S308 - sanitise is the last step


def withdraw_all(instance: AbstractBaseUser, **_signal: object) -> None:
    """Blank what a reader wrote, when the account goes by whatever way. Answers of others stay where they stand."""
    Comment.objects.filter(user=instance.pk).update(body="", hidden=_("removed with its writer's account"))
