from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from octavo.assist import reads, since, write
from octavo.news.models import Article, Publisher, Story
from octavo.news.queries import stories
from octavo.reading import visits
from octavo.web.caching import clock, kept_for
from octavo.web.labels import by_publisher
from octavo.web.rights import is_operator
from octavo.web.views.today import moment
from octavo.web.wording import language_code


def stamp(pk: int) -> Hashable:
    """What a story's page depends on: its row, which every report, edit and move changes, and what may be quoted."""
    names = ("updated", "reports", "copies", "headline", "storyline", "storyline__updated", "telling__made")
    row = Story.objects.filter(pk=pk, headline__isnull=False).values_list(*names).first()
    rules = Publisher.objects.exclude(full_text="").order_by("pk").values_list("pk", "full_text")
    return (*row, *rules, clock(row[0])) if row else None


@require_safe
@kept_for(15, stamp)
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """One story: counts, reports with copies folded, who covers it and who does not. A merged one redirects."""
    try:
        page = stories.story_page(pk, language_code())
    except Story.DoesNotExist:
        return signpost(pk)
    operator = is_operator(request)
    user = request.user if request.user.is_authenticated else None
    last = visits.visit(user, page.story, timezone.now()) if user else None
    new = since.since(pk, last) if last else None
    known = [report.article for report in page.reports]
    context: dict[str, Any] = {
        "page": page,
        **aids_of(pk, known, new.articles if new else (), signed_in=user is not None),
        "since": new,
        "shown": page.reports if operator or "all" in request.GET else page.reports[: stories.SHOWN],
        "desk": stories.desk(page) if operator else None,
        "messages": messages.get_messages(request) if operator else (),
        "section": "today",
    }
    return render(request, "pages/story.html", context, using="jinja2")


def aids_of(pk: int, known: Sequence[Article] = (), cited: Iterable[int] = (), *, signed_in: bool) -> dict[str, object]:
    """What the reading aids of a story need to be rendered.

    ``known``: its reports, where they were read already. ``cited``: articles that the page cites beside its aids.
    """
    aids = reads.of_story(pk, language_code())
    labels = by_publisher({*cited, *(aids.articles if aids else ())}, known, signed_in=signed_in)
    if aids is None:
        return {"pk": pk, "aids": None, "labels": labels}
    newsrooms = {article.publisher_id: article.publisher.name for article in known}
    if missing := {one["publisher"] for one in aids.comparison} - newsrooms.keys():
        newsrooms |= dict(Publisher.objects.filter(pk__in=missing).values_list("pk", "name"))
    return {
        "pk": pk,
        "aids": aids.permitted(labels.cover),
        "labels": labels,
        "wording": write.of_story(pk, aids.brief),
        "newsrooms": newsrooms,
    }


@require_safe
def aids(request: HttpRequest, pk: int) -> HttpResponse:
    """The reading aids of a story as a part of its page, when they are ready."""
    get_object_or_404(Story, pk=pk)
    context = aids_of(pk, signed_in=request.user.is_authenticated)
    return render(request, "parts/aids/told.html", context, using="jinja2")


@require_safe
def changed(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed since ``?since=``: for signed-out readers, whose own device knows when they last read the story."""
    get_object_or_404(Story, pk=pk)
    last = moment(request.GET.get("since", ""), zoned=True)
    if last is None:
        return HttpResponseBadRequest()
    found = since.since(pk, last)
    context = {"since": found, "labels": by_publisher(found.articles, signed_in=request.user.is_authenticated)}
    return render(request, "parts/aids/changed.html", context, using="jinja2")


def signpost(pk: int) -> HttpResponse:
    """Lead from a story that was merged to the one it went into. Not for ever: a merge can be undone."""
    into = Story.objects.filter(pk=pk).values_list("merged_into", flat=True).first()
    if into is None:
        raise Http404
    return redirect("story", pk=into)
