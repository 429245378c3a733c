from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import Context, Engine
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

# No template of ours, no database, no static file: whatever failed must not fail twice.
PAGE = Engine().from_string(
    '<!doctype html><html lang="{{ language }}" dir="{{ direction }}"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
    "<title>{{ title }}</title><h1>{{ title }}</h1><p>{{ text }}</p><p><a href='/'>{{ front }}</a></p></html>"
)


def server_error(_request: HttpRequest) -> HttpResponse:
    """The page for our own faults."""
    words = {
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
        "title": _("Something went wrong here"),
        "text": _("The fault is ours, and it stands in the log. Nothing you did is lost."),
        "front": _("To the front page"),
    }
    return HttpResponseServerError(PAGE.render(Context(words)))
