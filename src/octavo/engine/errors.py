"""One tree of errors: a temporary one is tried again, a permanent one waits for a person.

``code`` is a stable word kept on the row; the pages word it for people.
"""

from __future__ import annotations


class OctavoError(Exception):
    """Anything the engine refuses or fails at. ``detail`` is for the operator's log, never secret."""

    code = "error"

    def __init__(self, detail: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.retry_after = retry_after  # seconds the other side asked us to wait


class Temporary(OctavoError):
    """May go away by itself: try again later."""

    code = "temporary"


class Permanent(OctavoError):
    """Will not go away by itself."""

    code = "permanent"


class Timeout(Temporary):
    """The server did not answer in time."""

    code = "timeout"


class Unreachable(Temporary):
    """No connection: unknown host, refused, reset, bad certificate."""

    code = "unreachable"


class Busy(Temporary):
    """429, or 503 with Retry-After: the publisher asks for patience."""

    code = "busy"


class ServerError(Temporary):
    """A 5xx answer."""

    code = "server_error"


class Forbidden(Permanent):
    """401, 402, 403, 451: the publisher does not want to show this to us."""

    code = "forbidden"


class Missing(Permanent):
    """404."""

    code = "missing"


class Gone(Permanent):
    """410: the publisher says it will not come back."""

    code = "gone"


class Refused(Permanent):
    """We will not go there: a private address, a foreign scheme, a malformed URL."""

    code = "refused"


class Disallowed(Permanent):
    """robots.txt asks us not to read this."""

    code = "robots"


class RedirectLoop(Permanent):
    """Too many redirects, or a circle."""

    code = "redirects"


class TooLarge(Permanent):
    """The body, decompressed, is over the cap."""

    code = "too_large"


class NotAFeed(Permanent):
    """The body is no feed we know. ``detail`` says what it looks like."""

    code = "not_a_feed"


class HtmlInstead(NotAFeed):
    """A web page where a feed should be."""

    code = "html_instead"


class Unparsable(Permanent):
    """The body claims to be what we look for but cannot be read."""

    code = "unparsable"


class NoText(Permanent):
    """No article text was found on the page."""

    code = "no_text"


class NotAnArticle(Permanent):
    """The page is a listing, a forum or something else that is not an article."""

    code = "not_article"


class DiskFull(Temporary):
    """There is no room to store what was read."""

    code = "disk_full"


class Fault(Permanent):
    """A fault of ours: something nobody thought of. The row waits for a person, the others go on."""

    code = "fault"


class ModelUnavailable(Temporary):
    """The embedding model is not there, or does not answer."""

    code = "model_unavailable"
