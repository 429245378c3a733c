"""Addresses: one spelling for each, so that one article is one row.

The splitting, IDNA (2008, UTS 46), dot segments, default ports and percent-encoding are yarl's, because yarl
is what the fetcher's aiohttp sends: an address kept here is byte for byte the address that is asked for.
Looked at as well: courlan (its list of trackers lacks the European ones below, it decodes punycode, it drops
whole addresses that it does not like, and cleaning twice does not always give the same as once) and w3lib
(sorts the query, no IDNA 2008, not installed). Only the list of tracking parameters and the limits are our
own.

The order of the query is left alone: some servers read it by position, and signed addresses break when
sorted. AMP and mobile forms are left alone too: only the page itself can say which address it is an
alternative of.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import unquote, urljoin

from yarl import URL

from octavo.engine.errors import Refused

MAX_LENGTH = 2048  # characters; the limit of sitemaps.org, and more than any article needs

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SCHEME = re.compile(r"(?i)https?:/*")
_ABSOLUTE = re.compile(r"(?i)https?://[^/]")
_EDGES = " \t\r\n\f\v\"'<>`\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_JUNK_AT_END = re.compile(r"(?i)(?:%20|%09|%0a|%0d|%22|%3c|%3e|%c2%a0|%e2%80%8b)+$")

_TRACKERS = "utm_ at_ ns_ wt_ pk_ mtm_ piwik_ matomo_ hsa_ ga_ fb_ oly_ guce_ stm_"
_TRACKING_PREFIXES = tuple(_TRACKERS.split())
_CAMPAIGNS = """
    fbclid gclid dclid gbraid wbraid gclsrc msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh
    srsltid epik mc_cid mc_eid _ga _gl _hsenc _hsmi hsctatracking mkt_tok vero_id vero_conv xtor xtref
    xtcr cmpid cmp_id maca ocid ncid cid_source smid smtyp sref icid intcid int_cid s_cid s_kwcid ftag
    ftcamp guccounter tpcc taid ref_src ref_url __twitter_impression trk trkcampaign spm scm wickedid
    rb_clickid ito emc __tn__ __xts__
"""
_TRACKING_NAMES = frozenset(_CAMPAIGNS.split())
_TRACKING_PAIRS = frozenset({("partner", "rss"), ("cmp", "rss"), ("source", "rss"), ("from", "rss"), ("ref", "rss")})

_SERVICE_LABELS = frozenset({"www", "www2", "m", "mobile", "amp", "rss", "feed", "feeds", "news", "xml"})
_SECOND_LEVEL = frozenset(
    {"co", "com", "org", "net", "gov", "gob", "gouv", "ac", "edu", "or", "ne", "go", "mil", "nom"}
)


def canonical(url: str) -> str:
    """Return the one spelling of a web address; applying it twice changes nothing.

    Lower-case scheme and host, IDNA, no default port, no dot segments, no fragment, no tracking parameters,
    percent-encoding as RFC 3986 section 6.2.2 has it, no quotes, brackets or invisible characters at its
    ends.

    Raises:
        Refused: for another scheme, a name or password, a control character, no host, a bad port, over-long
            text.
    """
    text = url.strip(_EDGES)
    if len(text) > MAX_LENGTH:
        raise Refused(f"longer than {MAX_LENGTH} characters")
    if _CONTROL.search(text):
        raise Refused("control character in the address")
    while (tidy := _JUNK_AT_END.sub("", text).rstrip(_EDGES)) != text:
        text = tidy
    parsed = _parsed(text)
    path = parsed.raw_path or "/"
    query = _without_tracking(parsed.raw_query_string)
    spelt = f"{parsed.scheme}://{_authority(parsed)}{path}{'?' + query if query else ''}"
    # Dropping parameters may lay bare junk that stood before them; each round is shorter, so this ends.
    return spelt if spelt == text else canonical(spelt)


def absolute(base: str, href: str) -> str:
    """Resolve ``href`` against ``base`` (RFC 3986 section 5) and return its canonical spelling.

    Raises:
        Refused: as :func:`canonical` does, for instance for ``javascript:`` and ``mailto:``.
    """
    reference = href.strip(_EDGES).replace("\t", "").replace("\n", "").replace("\r", "")
    try:
        return canonical(reference if _ABSOLUTE.match(reference) else urljoin(base, reference))
    except ValueError as error:
        raise Refused(f"not an address: {error}") from error


def is_web(url: str) -> bool:
    """Whether :func:`canonical` would take the address."""
    try:
        canonical(url)
    except Refused:
        return False
    return True


def host_of(url: str) -> str:
    """Return the host in lower case, in its ASCII (IDNA) form, without a port.

    Raises:
        Refused: as :func:`canonical` does.
    """
    return URL(canonical(url), encoded=True).raw_host or ""


def site_of(url: str) -> str:
    """Return a short name of the site to show: ``news.example.co.uk`` gives ``example.co.uk``.

    This is close to the registrable domain and good enough to read, but no border of trust: it knows the
    usual second levels, not the whole Public Suffix List. Unicode names are shown in their own script.

    Raises:
        Refused: as :func:`canonical` does.
    """
    parsed = URL(canonical(url), encoded=True)
    host = parsed.raw_host or ""
    if _is_ip(host):
        return host
    labels = (URL(str(parsed)).host or host).split(".")
    while len(labels) > 2 and labels[0] in _SERVICE_LABELS:
        labels = labels[1:]
    country_code = len(labels) > 2 and len(labels[-1]) == 2
    keep = 3 if country_code and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def _parsed(text: str) -> URL:
    if not _SCHEME.match(text):
        raise Refused("only http and https addresses")
    try:
        parsed = URL(text)
        host = parsed.raw_host
    except ValueError as error:
        raise Refused(f"not an address: {error}") from error
    if parsed.user is not None or parsed.password is not None:
        raise Refused("a name or password in the address")
    if not host or not _is_host(host):
        raise Refused("no host in the address")
    return parsed


@lru_cache(maxsize=4096)
def _is_host(host: str) -> bool:
    if _is_ip(host):
        return True
    labels = host.rstrip(".").split(".")
    return len(host) <= 254 and all(re.fullmatch(r"(?i)[a-z0-9_-]{1,63}", label) for label in labels)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _authority(parsed: URL) -> str:
    host = (parsed.raw_host or "").rstrip(".").lower()
    bracketed = f"[{host}]" if ":" in host else host
    return bracketed if parsed.is_default_port() or parsed.port is None else f"{bracketed}:{parsed.port}"


def _without_tracking(query: str) -> str:
    return "&".join(part for part in query.split("&") if part and not _is_tracking(part))


def _is_tracking(part: str) -> bool:
    name, _, value = part.partition("=")
    name = unquote(name).lower()
    return (
        name.startswith(_TRACKING_PREFIXES)
        or name in _TRACKING_NAMES
        or (name, unquote(value).lower()) in _TRACKING_PAIRS
    )
