"""From the bytes of a page to a tree, once, with everything that could make a parser sweat refused first."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from lxml import etree, html
from trafilatura.utils import detect_encoding

from octavo.engine.errors import NoText, TooLarge, Unparsable

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES = 10_000_000
MAX_TAGS = 250_000
MAX_ATTRIBUTES = 1_000  # of one tag: the parser compares each with each

# The names of the WHATWG Encoding Standard that Python reads otherwise, or not at all.
_LABELS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "x-mac-roman": "mac_roman",
    "windows-874": "cp874",
    "unicode": "utf-8",
    "utf8": "utf-8",
}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_ESCAPES = re.compile(rb"\x1b[$(][@BJ]")  # ISO-2022-JP, which is valid ASCII too
_CONTROL = bytes(range(0x09)) + b"\x0b\x0e\x0f" + bytes(range(0x10, 0x20)) + b"\x7f"
_LONG_TAG = re.compile(rb"""<[A-Za-z](?>[^>"'=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|[="'])*+""")
_QUOTED = re.compile(rb"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_LIMIT = etree.ErrorTypes.ERR_RESOURCE_LIMIT if hasattr(etree.ErrorTypes, "ERR_RESOURCE_LIMIT") else 114
_NESTING = re.compile(
    rb"(?:</?(?:b|i|u|a|em|strong|font|span|center|small|big|nobr|tt|ins|del|p|div|section|ul|ol|li|table|tbody|tr|td|dl)"
    rb"\b[^<>]*>\s*)+",
    re.IGNORECASE,
)


def charset(page: bytes, content_type: str = "") -> str:
    """Name the codec that reads the page: mark, valid UTF-8, header, meta element, then statistics.

    Valid UTF-8 goes before what header and page say, because it is hardly ever valid by accident and they
    are often wrong. Follows the order of the WHATWG HTML standard, section 13.2.3, otherwise.
    """
    for mark, codec in _BOMS:
        if page.startswith(mark):
            return codec
    declared = [_CHARSET.search(content_type.encode("ascii", "ignore")), _CHARSET.search(page[:4096])]
    names = [known for found in declared if found and (known := _codec(found[1].decode("ascii")))]
    if _ESCAPES.search(page) and any(name.startswith("iso2022") for name in names):
        return "iso2022_jp"
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    for name in names:
        if name != "utf-8" and _reads(page, name):
            return name
    if "utf-8" in names:  # declared, with a few broken bytes
        return "utf-8"
    return next(
        (known for guess in detect_encoding(page) if (known := _codec(guess))),
        names[0] if names else "cp1252",
    )


def tree_of(page: bytes, content_type: str = "") -> html.HtmlElement:
    """Parse a page.

    Args:
        page: the body, decompressed.
        content_type: the header of that name, for its charset.

    Raises:
        TooLarge: over 10 MB, or over 250,000 tags.
        NoText: nothing in it.
        Unparsable: no HTML (an image, a PDF), or made to exhaust a parser.
    """
    if len(page) > MAX_BYTES or page.count(b"<") > MAX_TAGS:
        raise TooLarge(f"{len(page)} bytes, {page.count(b'<')} tags")
    body = _as_utf8(page, content_type)
    if not body.strip():
        raise NoText("empty page")
    _refuse_attribute_bombs(body)
    return _parsed(body)


def _as_utf8(page: bytes, content_type: str) -> bytes:
    codec = charset(page, content_type)
    if codec in {"utf-8", "utf-8-sig"}:
        body = page.removeprefix(codecs.BOM_UTF8)
    else:
        body = page.decode(codec, "replace").encode("utf-8", "replace")
    binary = body[:2000].count(0) + body[:2000].count(b"\xef\xbf\xbd")
    if page[:5] in {b"%PDF-", b"\x89PNG\r"} or binary > 200:
        raise Unparsable("not text")
    return body.translate(None, _CONTROL)


def _parsed(body: bytes) -> html.HtmlElement:
    tree, whole = _attempted(body)
    if not whole:  # deeper than the parser goes, as unclosed font and div elements are on old pages
        tree, _ = _attempted(_NESTING.sub(b"<p>", body))
    if tree is None:
        raise Unparsable("no tree could be made of it")
    return tree


def _attempted(body: bytes) -> tuple[html.HtmlElement | None, bool]:
    """A tree, and whether all of the page got into it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError, ValueError):
        return None, False
    return tree, all(entry.type != _LIMIT for entry in parser.error_log)


def _refuse_attribute_bombs(body: bytes) -> None:
    for found in _LONG_TAG.finditer(body):
        tag = found[0]
        if len(tag) > 2 * MAX_ATTRIBUTES and len(_QUOTED.sub(b"=", tag).split()) > MAX_ATTRIBUTES:
            raise Unparsable(f"a tag of {len(tag)} bytes")


def _codec(label: str) -> str:
    label = label.strip().lower().removeprefix("charset=")
    label = _LABELS.get(label, label)
    try:
        name = codecs.lookup(label).name
        b"".decode(name)
    except (LookupError, ValueError):
        return ""
    return "" if name in {"utf-7", "utf-16", "utf-32"} else name


def _reads(page: bytes, codec: str) -> bool:
    """Whether the codec makes sense of nearly all of the page."""
    return page.decode(codec, "replace").count("\ufffd") <= len(page) // 1000


def header(headers: Mapping[str, str], name: str) -> str:
    """A header's value whatever the case of its name; empty where it is not there."""
    return next((value for key, value in headers.items() if key.lower() == name), "")
