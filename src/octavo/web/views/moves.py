"""What an operator does to stories and copies: split, join, undo, unfold. Each answers with the story's page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from octavo.engine.errors import OctavoError
from octavo.news.group import hand, unfold
from octavo.news.models import Article, Move, Story
from octavo.web.rights import operator, operators_only
from octavo.web.templating import url

T = TypeVar("T")
_STORY = re.compile(r"(?:^|/story/)(\d{1,18})/?(?:[?#].*)?$", re.ASCII)


@require_POST
@operators_only
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a story of its own from the chosen reports."""
    story = get_object_or_404(Story, pk=pk)
    chosen = [int(key) for key in request.POST.getlist("article") if key.isascii() and key.isdigit() and len(key) < 19]
    done = attempted(request, lambda: hand.split_off(story, chosen, operator(request).pk, timezone.now()))
    if done:
        messages.success(request, _("They are a story of their own now:") + f" {url('story', done.pk)}")
    return redirect("story", pk=pk)


@require_POST
@operators_only
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Make this story and another one."""
    story = get_object_or_404(Story, pk=pk)
    found = _STORY.search(request.POST.get("into", "").strip())
    into = Story.objects.filter(pk=int(found[1])).first() if found else None
    if into is None:
        messages.error(request, _("This is not the address of a story of this paper."))
        return redirect("story", pk=pk)

    def act() -> bool:
        hand.join(story, into, operator(request).pk, timezone.now())
        return True

    if attempted(request, act):
        messages.success(request, _("The two stories are one now."))
        return redirect("story", pk=into.pk)
    return redirect("story", pk=pk)


@require_POST
@operators_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge or a split back."""
    move = get_object_or_404(Move, pk=pk)

    def act() -> bool:
        hand.undo(move, operator(request).pk, timezone.now())
        return True

    if attempted(request, act):
        messages.success(request, _("Undone."))
    return redirect("story", pk=move.source_id)


@require_POST
@operators_only
def apart(request: HttpRequest, pk: int) -> HttpResponse:
    """This article is no copy."""
    article = get_object_or_404(Article, pk=pk)
    unfold.unfold(article, operator(request), timezone.now())
    messages.success(request, _("It stands by itself from now on."))
    return to_story(article)


@require_POST
@operators_only
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the machine decide again whether the article is a copy."""
    article = get_object_or_404(Article, pk=pk)
    unfold.refold(article, timezone.now())
    messages.success(request, _("It is compared with the others again."))
    return to_story(article)


def attempted(request: HttpRequest, act: Callable[[], T]) -> T | None:
    """Do it, or say why it could not be done."""
    try:
        return act()
    except OctavoError:
        messages.error(request, _("This cannot be done: a story keeps at least one report, and a move is undone once."))
        return None


def to_story(article: Article) -> HttpResponse:
    """Back to the page of the article's story, or to the article where it has none."""
    return redirect("story", pk=article.story_id) if article.story_id else redirect("article", pk=article.pk)
