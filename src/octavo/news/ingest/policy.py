"""How this paper behaves towards publishers, from its settings."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from octavo import __version__
from octavo.engine.fetch import Manners, Policy


@cache
def policy() -> Policy:
    """The fetcher's policy. Hosts on private addresses are read only where the operator named them."""
    about = f"; +{settings.CONTACT}" if settings.CONTACT else ""
    return Policy(
        user_agent=f"Octavo/{__version__} (news reader{about})",
        allowed_private_hosts=frozenset(settings.PRIVATE_HOSTS),
    )


@cache
def manners() -> Manners:
    """What we remember of hosts (robots.txt, Retry-After) for as long as the process lives."""
    return Manners()
