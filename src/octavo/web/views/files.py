from __future__ import annotations

from hashlib import sha256

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from octavo.news.ingest.pictures import path_of


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture of ours. Its name comes from its content, so it may be kept for ever."""
    try:
        response = FileResponse(path_of(name).open("rb"), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to install the paper."""
    return render(request, "parts/manifest.webmanifest", {}, using="jinja2", content_type="application/manifest+json")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: pages that were read stay readable without a network."""
    files = [
        static(name)
        for name in (
            "css/tokens.css",
            "css/page.css",
            "css/parts.css",
            "js/octavo.js",
            "django_htmx/htmx-2.min.js",
        )
    ]
    context = {"files": files, "version": sha256(" ".join(files).encode()).hexdigest()[:16]}
    response = render(request, "parts/service-worker.js", context, using="jinja2", content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown when neither the network nor a kept copy has the page."""
    return render(request, "pages/offline.html", {"section": ""}, using="jinja2")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answers 200 when the web process answers at all: for supervisors."""
    return HttpResponse("ok", content_type="text/plain")
