"""Codes from the rows, put into words for people. All such words stand here, translated."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy, to_locale
from django.utils.translation import gettext as _

from octavo.engine.rank import TERMS
from octavo.news.models import Move, Publisher

# A code of ``engine.related``, and why an article is related.
REASONS = {
    "earlier": gettext_lazy("Earlier in this story"),
    "later": gettext_lazy("Later in this story"),
    "same_time": gettext_lazy("Same story"),
    "other_side": gettext_lazy("What the other side says"),
    "background": gettext_lazy("Background: what came before"),
    "sequel": gettext_lazy("What came of it"),
    "names": gettext_lazy("Both name {names}"),
    "place": gettext_lazy("Same place: {places}"),
    "topic": gettext_lazy("Similar subject"),
    "language": gettext_lazy("another language"),
}


def reason(code: str, words: Sequence[str] = ()) -> str:
    """Why an article is related, with the words that go with it."""
    named = format_list(list(words), locale=to_locale(get_language())) if words else ""
    return str(REASONS.get(code, code)).replace("{names}", named).replace("{places}", named)


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
    "fault": (
        gettext_lazy("Our program failed at this; the log says where."),
        gettext_lazy("It is set aside. Please report it with the address."),
    ),
    "permanent": (
        gettext_lazy("This cannot be read."),
        gettext_lazy("Check the address in a browser."),
    ),
    "no_text": (
        gettext_lazy("No text was found on the page."),
        gettext_lazy("Nothing to do, unless a browser shows an article there."),
    ),
    "not_article": (
        gettext_lazy("This page is no article: a list, a video, a shop."),
        gettext_lazy("Nothing to do: only articles are kept."),
    ),
    "model_unavailable": (
        gettext_lazy("The model that compares texts is not there."),
        gettext_lazy("We try again by ourselves. If it lasts, run “make model” again."),
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


# A term of the front page's formula: its name, and how it is counted.
FORMULA = {
    "newsrooms": (gettext_lazy("newsrooms"), gettext_lazy("3 × log₂(1 + newsrooms with a text of their own)")),
    "countries": (gettext_lazy("countries"), gettext_lazy("1 × log₂(1 + countries they report from)")),
    "pace": (gettext_lazy("reports in 24 hours"), gettext_lazy("2 × log₂(1 + reports in the last 24 hours)")),
    "change": (
        gettext_lazy("change since yesterday"),
        gettext_lazy(
            "1 × log₂((1 + new reports and edits in the last 24 hours) ÷ (1 + those of the 24 hours before)), "
            "from −3 to 3"
        ),
    ),
    "freshness": (gettext_lazy("freshness"), gettext_lazy("9 × ½^(hours since the newest report ÷ 14)")),
    "place": (gettext_lazy("your country"), gettext_lazy("2 if it happens in the country of this edition")),
    "language": (gettext_lazy("your language"), gettext_lazy("1 if somebody reports it in your language")),
    "follow": (gettext_lazy("you follow it"), gettext_lazy("4 if you follow the story, its subject or a publisher")),
    "variety": (
        gettext_lazy("variety"),
        gettext_lazy(
            "−1.5 for each story above it with the same subject but for the first, −1 for each from the same country "
            "but for the first; no two of one storyline"
        ),
    ),
}
TOPICS = {
    "world": pgettext_lazy("section", "World"),
    "local": pgettext_lazy("section", "Local"),
    "politics": pgettext_lazy("section", "Politics"),
    "business": pgettext_lazy("section", "Business"),
    "technology": pgettext_lazy("section", "Technology"),
    "science": pgettext_lazy("section", "Science"),
    "environment": pgettext_lazy("section", "Environment"),
    "health": pgettext_lazy("section", "Health"),
    "culture": pgettext_lazy("section", "Culture"),
    "sport": pgettext_lazy("section", "Sport"),
}
KINDS = {
    "feed": gettext_lazy("feed"),
    "json_feed": gettext_lazy("JSON feed"),
    "sitemap": gettext_lazy("news sitemap"),
}


def formula() -> list[tuple[str, str]]:
    """The front page's formula: each term's name and how it is counted."""
    return [(str(FORMULA[code][0]), str(FORMULA[code][1])) for code in TERMS]


def term_name(code: str) -> str:
    """The name of a term of the formula."""
    return str(FORMULA[code][0])


def topic_name(code: str) -> str:
    """A subject's name, as the heading of its shelf."""
    return str(TOPICS.get(code, code))


def owner_name(code: str) -> str:
    """What kind of owner a newsroom has."""
    return str(Publisher.Ownership(code).label) if code in Publisher.Ownership.values else code


def move_name(code: str) -> str:
    """What happened to a story."""
    return str(Move.Kind(code).label) if code in Move.Kind.values else code


def source_kind(code: str) -> str:
    """What kind of address a source is."""
    return str(KINDS.get(code, code))


# A kind of ``engine.aids.statements``: what somebody does by saying it.
SPOKEN = {
    "says": gettext_lazy("says"),
    "denies": gettext_lazy("denies"),
    "confirms": gettext_lazy("confirms"),
    "warns": gettext_lazy("warns"),
    "promises": gettext_lazy("promises"),
    "asks": gettext_lazy("asks"),
    "accuses": gettext_lazy("accuses"),
}


def kind_name(code: str) -> str:
    """The verb for a kind of statement."""
    return str(SPOKEN.get(code, code))


# A form of ``engine.forms``: what an article is when it is no report of one event.
FORMS = {
    "roundup": gettext_lazy("Round-up"),
    "live": gettext_lazy("Live blog"),
    "routine": gettext_lazy("Regular item"),
    "satire": gettext_lazy("Satire"),
}


def form_name(code: str) -> str:
    """What an article is, where it is no report; empty where it is one."""
    return str(FORMS.get(code, ""))
