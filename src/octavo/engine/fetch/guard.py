"""Keeps the fetcher out of the operator's own network (server-side request forgery).

The check stands where the socket is made: the address that is judged is the address that is connected to,
so neither an IP literal nor a name that changes its answer between two look-ups gets around it.
"""

from __future__ import annotations

import errno
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from octavo.engine.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp.connector import AddrInfoType

LONGEST_URL = 4096  # characters; longer ones are traps or mistakes

_UNICAST6 = IPv6Network("2000::/3")  # all that is handed out so far (RFC 4291, section 2.4)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_TUNNELS6 = tuple(map(IPv6Network, ("2001::/32", "2002::/16")))  # Teredo and 6to4 hide an IPv4 address
_RELAYS4 = ip_network("192.88.99.0/24")  # 6to4 relays, RFC 7526
_METADATA = frozenset(
    map(ip_address, ("169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254"))
)


class PrivateAddressError(PermissionError):
    """The socket was refused before it was made. An ``OSError``, so that the next address is tried."""

    def __init__(self) -> None:
        super().__init__(errno.EACCES, "the address is not on the public internet")


def is_public(address: str) -> bool:
    """Whether ``address`` (IPv4 or IPv6, a scope allowed) is a unicast address of the public internet.

    An IPv4 address inside an IPv6 one (mapped, NAT64) is judged itself. Follows the special-purpose
    registries of RFC 6890 as Python keeps them, and is stricter where those are silent.
    """
    found = _plain(address)
    if found is None or found in _METADATA:
        return False
    if isinstance(found, IPv6Address) and (found not in _UNICAST6 or any(found in tunnel for tunnel in _TUNNELS6)):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved and found not in _RELAYS4


def is_reachable_privately(address: str) -> bool:
    """Whether ``address`` may be connected to once the operator has allowed private addresses.

    Never link-local, multicast, unspecified or the metadata services of cloud machines.
    """
    found = _plain(address)
    if found is None or found in _METADATA:
        return False
    return not (found.is_link_local or found.is_multicast or found.is_unspecified)


def _plain(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return found.ipv4_mapped
        if found in _NAT64:
            return IPv4Address(int(found) & 0xFFFFFFFF)
    return found


def guarded_sockets(allowed: Callable[[str], bool]) -> Callable[[AddrInfoType], socket.socket]:
    """A socket factory for aiohttp that makes no socket for an address that is not ``allowed``."""

    def make(info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        if not allowed(str(address[0])):
            raise PrivateAddressError
        return socket.socket(family, kind, protocol)

    return make


class Resolver(AbstractResolver):
    """The system's look-up, but ``localhost`` and all below it are ourselves (RFC 6761, section 6.3)."""

    def __init__(self) -> None:
        self._system = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Addresses of ``host``. Raises ``OSError`` where there are none."""
        if f".{host.lower().rstrip('.')}".endswith(".localhost"):
            return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0)]
        return await self._system.resolve(host, port, family)

    async def close(self) -> None:
        """Nothing is kept open."""
        await self._system.close()


def checked(address: str, *, base: URL | None = None) -> URL:
    """``address`` as a URL we are ready to ask for, without its fragment; relative to ``base`` if given.

    Raises ``Refused`` for another scheme than http and https, control characters, no host, a length over
    ``LONGEST_URL``, or, in a redirect, a name and password.
    """
    address = address.strip(" ")
    if not address or len(address) > LONGEST_URL or not address.isprintable():
        raise Refused("the address is empty, too long or has control characters in it")
    try:
        url = URL(address)
        url = (base.join(url) if base is not None else url).with_fragment(None)
        host, port = url.host, url.port
    except ValueError as error:
        raise Refused("the address cannot be read") from error
    if url.scheme not in {"http", "https"}:
        raise Refused(f"the scheme {url.scheme[:20]!r} is not for us")
    if not host or port == 0:
        raise Refused("the address has no host")
    if base is not None and (url.user or url.password) and url.origin() != base.origin():
        raise Refused("a redirect brings a name and password along")
    return url
