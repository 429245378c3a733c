from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from octavo.accounts.models import User
from octavo.engine import opml
from octavo.engine.errors import OctavoError
from octavo.news import packs, subscribe
from octavo.news.models import Source
from octavo.news.queries import publishers
from octavo.web.rights import is_operator, operators_only
from octavo.web.wording import trouble

LARGEST_LIST = 5_000_000  # bytes


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """What the paper reads, how each source is, and how to add more."""
    context = {
        "sources": publishers.sources(),
        "packs": packs.available(),
        "operator": is_operator(request),
        "first_account": not User.objects.exists(),
        "messages": messages.get_messages(request),
        "section": "sources",
    }
    return render(request, "pages/sources.html", context, using="jinja2")


@require_POST
@operators_only
def add(request: HttpRequest) -> HttpResponse:
    """Add what a pasted address leads to; where a page names several feeds, the reader chooses."""
    address = request.POST.get("address", "").strip()
    try:
        found = subscribe.discover(address)
        if len(found) > 1 and not request.POST.get("chosen"):
            return render(request, "pages/choose.html", {"found": found, "section": "sources"}, using="jinja2")
        added = subscribe.add(found[0].url, found[0].title)
    except OctavoError as error:
        what, do = trouble(error.code)
        messages.error(request, f"{address}: {what} {do}")
        return redirect("sources")
    text = _("{source} is read from now on.") if added.new else _("{source} was read already.")
    messages.success(request, text.format(source=added.source.publisher.name))
    return redirect("sources")


@require_POST
@operators_only
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a source no more; its articles stay."""
    source = get_object_or_404(Source, pk=pk)
    subscribe.drop(source)
    messages.success(request, _("{source} is not read any more. Its articles stay.").format(source=source))
    return redirect("sources")


@require_POST
@operators_only
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a source now."""
    Source.objects.filter(pk=pk).update(due_at=timezone.now(), attempts=0)
    return redirect("sources")


@require_POST
@operators_only
def read_list(request: HttpRequest) -> HttpResponse:
    """Read an OPML file."""
    upload = request.FILES.get("file")
    if upload is None or (upload.size or 0) > LARGEST_LIST:
        messages.error(request, _("Choose an OPML file of at most 5 MB."))
        return redirect("sources")
    try:
        outlines = opml.read(upload.read())
    except OctavoError as error:
        messages.error(request, _("This is no OPML file that can be read: {detail}").format(detail=error.detail))
        return redirect("sources")
    report(request, *subscribe.add_outlines(outlines))
    return redirect("sources")


@require_POST
@operators_only
def add_pack(request: HttpRequest, key: str) -> HttpResponse:
    """Read a starter pack."""
    try:
        feeds = packs.outlines(key)
    except KeyError:
        raise Http404 from None
    report(request, *subscribe.add_outlines(feeds))
    return redirect("sources")


def report(request: HttpRequest, new: int, known: int, refused: list[tuple[str, str]]) -> None:
    """Say what came of a list."""
    text = ngettext("{n} source is read from now on.", "{n} sources are read from now on.", new)
    messages.success(request, text.format(n=new))
    if known:
        messages.info(request, ngettext("{n} was read already.", "{n} were read already.", known).format(n=known))
    for url, code in refused[:10]:
        messages.warning(request, f"{url}: {trouble(code)[0]}")


@require_safe
def write_list(request: HttpRequest) -> HttpResponse:
    """All sources as an OPML file."""
    body = packs.sources_list(settings.SITE_NAME)
    response = HttpResponse(body, content_type="text/x-opml; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="octavo.opml"'
    return response
