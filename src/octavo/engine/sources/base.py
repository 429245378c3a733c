"""What every kind of source is to the rest: tell whether a body is of the kind, and list its items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from octavo.engine.values import Listing

MAX_ITEMS = 5_000  # of one listing; a sitemap may have 50,000, of which the newest matter


@dataclass(frozen=True, slots=True)
class Arrival:
    """A body as it came, with what is needed to read it."""

    body: bytes  # decompressed
    url: str  # the address that answered
    headers: Mapping[str, str]  # lower-case names
    now: datetime  # with zone; dates are believed up to two days after it


class Source(Protocol):
    """A kind of source. Adding one is a module with these three and a line in ``KINDS``."""

    @property
    def kind(self) -> str:
        """The key in ``KINDS``."""

    def looks_like(self, body: bytes, content_type: str) -> bool:
        """Tell from the first kilobytes whether the body is of this kind; may be wrong, must be cheap."""

    def items(self, arrival: Arrival) -> Listing:
        """Read the body.

        Raises:
            NotAFeed: the body is of this kind by its looks only.
            Unparsable: it is, but cannot be read.
            TooLarge: it is over the limits.
        """
