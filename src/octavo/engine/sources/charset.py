"""Bytes to text: which encoding a body is in, when the server, the document and the bytes disagree.

Order of trust: a byte order mark (Unicode Standard 23.8), text that can only be UTF-8, the charset of the
server (RFC 7303 section 3), the XML declaration (XML 1.0 appendix F), UTF-8, a guess from the bytes where
nothing was declared, and Windows-1252 last, which fits anything. Names mean what browsers take them for
(WHATWG Encoding Standard): ``iso-8859-1`` is Windows-1252, ``gb2312`` GB 18030.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MARKS = (
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xff\xfe", "utf-16-le"),
)
_WIDE_STARTS = (  # "<?" or "<r" in the wide encodings, without a mark
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
}
_KNOWN = re.compile(
    r"utf-(8|16|32)(-[bl]e)?|iso8859-\d+|cp(037|125\d|874|866|437|850|852|855|932|949|950|1140)|koi8-[rut]"
    r"|mac-(roman|cyrillic|greek|turkish|latin2)|gb18030|big5hkscs|euc_j\w+|iso2022_\w+|johab|hz|ptcp154|viscii"
)
# A guess is taken for other scripts only: for Latin letters it confuses Windows-1250 with the far more usual
# 1252.
_OTHER_SCRIPT = re.compile(
    r"cp(932|949|950|125[13568]|874|866)|euc_.*|gb18030|big5hkscs|koi8-.|iso8859-[5-8]|iso2022.*"
)
_SINGLE_BYTE = re.compile(r"cp(125\d|874|866|437|850|852|855)|iso8859-\d+|koi8-.|mac-.*")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9_.:-]{1,40})""")
_CHARSET = re.compile(r"""(?i)charset\s*=\s*["']?\s*([a-z0-9_.:-]{1,40})""")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body as text, the Python name of its encoding, and what was wrong with the declaration."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decoded(body: bytes, headers: Mapping[str, str]) -> Decoded:
    """Decode ``body``; never fails. Characters that cannot be read become U+FFFD, with a note.

    Args:
        body: what came, decompressed.
        headers: of the answer, with lower-case names; ``content-type`` is looked at.
    """
    marked = next((name for mark, name in _MARKS if body.startswith(mark)), "")
    declared = list(_declared(body, headers))
    for name in [marked] if marked else candidates(body, declared):
        try:
            text = body.decode(name)
        except (UnicodeError, ValueError):
            continue
        expected = declared[0] if declared else "utf-8"
        notes = () if marked or name == expected else (f"declared as {expected}, read as {name}",)
        return Decoded(text.removeprefix("\ufeff"), name, notes)
    name = marked or next(iter(declared), "utf-8")
    text = body.decode(name, errors="replace").removeprefix("\ufeff")
    return Decoded(text, name, (f"bytes that are not {name} were replaced",))


def candidates(body: bytes, declared: list[str]) -> Iterator[str]:
    """Yield the encodings worth trying, in the order of trust."""
    yield from (name for start, name in _WIDE_STARTS if body.lstrip(b"\r\n\t ").startswith(start))
    if not declared or _SINGLE_BYTE.fullmatch(declared[0]):
        # Non-ASCII bytes that happen to be valid UTF-8 are UTF-8, whatever a single-byte label says.
        if declared and body.isascii():
            yield declared[0]
        yield "utf-8"
    yield from declared
    yield "utf-8"
    if _is_legacy(body):
        yield from _detected(body)
        yield "cp1252"


def codec_named(label: str) -> str:
    """Return the Python codec a label stands for on the web, or an empty text for one we do not take.

    Only text encodings are taken: Python's registry also has compressors and ciphers under such names.
    """
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    meant = _MEANT.get(name, name)
    return meant if _KNOWN.fullmatch(meant) else ""


def _declared(body: bytes, headers: Mapping[str, str]) -> Iterator[str]:
    labels = [found.group(1) for found in _CHARSET.finditer(headers.get("content-type", ""))]
    head = body[:1024].replace(b"\x00", b"")
    labels += [found.group(1).decode("ascii") for found in _DECLARED.finditer(head)]
    wide = b"\x00" in body[:8]
    for label in labels:
        name = codec_named(label)
        if name and (wide or not name.startswith(("utf-16", "utf-32"))):
            yield name


def _is_legacy(body: bytes) -> bool:
    """Whether a text that failed as UTF-8 is in another encoding, not UTF-8 with broken bytes."""
    strange = body[:65536].decode("utf-8", errors="replace").count("\ufffd")
    whole = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", body[:65536]))
    return strange > whole


def _detected(body: bytes) -> Iterator[str]:
    """Yield what charset_normalizer, by way of trafilatura, takes an undeclared encoding for."""
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", body[:65536])]
    if sum(runs) < 12 or sum(runs) < 2 * len(runs):
        return  # lone accents among Latin letters
    from trafilatura.utils import detect_encoding  # noqa: PLC0415 - slow to load, and hardly ever needed

    for label in detect_encoding(body[:200_000]):
        name = codec_named(str(label))
        if _OTHER_SCRIPT.fullmatch(name):
            yield name
