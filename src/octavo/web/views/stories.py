from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from octavo.news.models import Story
from octavo.news.queries import stories
from octavo.web.caching import kept_for
from octavo.web.wording import language_code


@require_safe
@kept_for(15)
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """One story: counts, reports with copies folded, who reported when. A merged one redirects."""
    found = Story.objects.filter(pk=pk).only("merged_into").first()
    if found is None:
        raise Http404
    if found.merged_into_id:
        return redirect("story", pk=found.merged_into_id, permanent=True)
    try:
        page = stories.story_page(pk, language_code())
    except Story.DoesNotExist:
        raise Http404 from None
    return render(request, "pages/story.html", {"page": page, "section": "today"}, using="jinja2")
