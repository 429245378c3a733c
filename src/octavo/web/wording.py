"""Codes from the rows, put into words for people. All such words stand here, translated."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from octavo.engine.rank import TERMS


def reason(code: str, words: Sequence[str] = ()) -> str:
    """Why an article is related, from a code of ``engine.related`` and the words that go with it."""
    named = ", ".join(words)
    return {
        "earlier": _("Earlier in this story"),
        "later": _("Later in this story"),
        "same_time": _("Same story"),
        "names": _("same names: {names}").format(names=named),
        "place": _("same place: {places}").format(places=named),
        "topic": _("Similar subject"),
        "language": _("another language"),
    }.get(code, code)


TROUBLE = {
    "timeout": (
        gettext_lazy("The server did not answer in time."),
        gettext_lazy("We try again by ourselves."),
    ),
    "unreachable": (
        gettext_lazy("The server could not be reached."),
        gettext_lazy("We try again by ourselves. If it lasts, check the address."),
    ),
    "busy": (
        gettext_lazy("The publisher asks us to come back later."),
        gettext_lazy("Nothing to do: we wait as long as they ask."),
    ),
    "server_error": (
        gettext_lazy("The publisher's server reports a fault of its own."),
        gettext_lazy("We try again by ourselves."),
    ),
    "forbidden": (
        gettext_lazy("The publisher does not show this address to us."),
        gettext_lazy("Ask the publisher, or remove the source."),
    ),
    "missing": (
        gettext_lazy("There is nothing at this address any more."),
        gettext_lazy("Look for the new address on the publisher's site and add that one."),
    ),
    "gone": (
        gettext_lazy("The publisher says this feed has ended."),
        gettext_lazy("Remove the source; its articles stay."),
    ),
    "refused": (
        gettext_lazy("We do not go to this address: it is private, or not on the web."),
        gettext_lazy("If it is yours, name its host in OCTAVO_PRIVATE_HOSTS."),
    ),
    "robots": (
        gettext_lazy("The publisher's robots.txt asks programs not to read this."),
        gettext_lazy("We respect that. Ask the publisher for another address."),
    ),
    "redirects": (
        gettext_lazy("The address leads in a circle."),
        gettext_lazy("Open it in a browser and add the address you end at."),
    ),
    "too_large": (
        gettext_lazy("The answer is larger than we accept."),
        gettext_lazy("Look for a shorter feed of the same publisher."),
    ),
    "html_instead": (
        gettext_lazy("This is a web page, not a feed."),
        gettext_lazy("Paste the page's address into the box above: we look for its feeds."),
    ),
    "not_a_feed": (
        gettext_lazy("What came back is no feed that we know."),
        gettext_lazy("Check the address in a browser."),
    ),
    "unparsable": (
        gettext_lazy("What came back is damaged and cannot be read."),
        gettext_lazy("We try again by ourselves. Tell the publisher if it lasts."),
    ),
    "disk_full": (
        gettext_lazy("The disk of this paper is full."),
        gettext_lazy("Make room; nothing that was stored is lost."),
    ),
    "crashed": (
        gettext_lazy("Reading this ended our helper process."),
        gettext_lazy("It is set aside. Please report it with the address."),
    ),
}


def trouble(code: str) -> tuple[str, str]:
    """What is wrong and what to do, for an error code of the rows."""
    what, do = TROUBLE.get(code, (_("Something went wrong."), _("We try again by ourselves.")))
    return str(what), str(do)


def language_code() -> str:
    """The reader's language as a primary BCP 47 tag, as the articles carry it."""
    return get_language().split("-")[0]


FORMULA = {
    "newsrooms": gettext_lazy("3 × log₂(1 + newsrooms with a text of their own)"),
    "countries": gettext_lazy("1 × log₂(1 + countries they report from)"),
    "languages": gettext_lazy("1 × log₂(1 + languages)"),
    "pace": gettext_lazy("2 × log₂(1 + reports in the last 24 hours)"),
    "freshness": gettext_lazy("9 × ½^(hours since the newest report ÷ 14)"),
}
KINDS = {
    "feed": gettext_lazy("feed"),
    "json_feed": gettext_lazy("JSON feed"),
    "sitemap": gettext_lazy("news sitemap"),
}


def formula() -> list[tuple[str, str]]:
    """The front page's formula, a term a line."""
    return [(code, str(FORMULA[code])) for code in TERMS]


def source_kind(code: str) -> str:
    """What kind of address a source is."""
    return str(KINDS.get(code, code))
