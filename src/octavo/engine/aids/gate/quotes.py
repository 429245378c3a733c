"""Words in quotation marks: every habit of nine languages, and whether they stand in a passage exactly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_PAIRS = (
    ("“", "”"),
    ("„", "“"),
    ("„", "”"),
    ("«", "»"),
    ("»", "«"),
    ("「", "」"),
    ("『", "』"),
    ("‹", "›"),
    ("‚", "‘"),
    ("״", "״"),
)
_OPENERS = {"“", "„", "«", "「", "『", "‹", "‚"}
_CLOSERS = {"”", "»", "」", "』", "›"}
_SINGLE = re.compile(r"(?<![\w])[‘'](?=\w)(.+?)(?<=[\w.,!?…])[’'](?![\w])")
_STRAIGHT = re.compile(r'(?<![\w\d])"([^"]+)"|"([^"]+)"')
_EDGES = " \t\n.,;:!?…。、，！？؟،-–—\"'“”„«»‘’「」『』‹›"
_GAP = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\)|…|\.\.\.)\s*")


def quoted(sentence: str) -> tuple[str, ...]:
    """The strings in quotation marks, outermost only; an opening mark without its end quotes to the end."""
    found: list[str] = []
    at = 0
    while at < len(sentence):
        char = sentence[at]
        end = _closing(sentence, at) if char in _OPENERS or char == "»" else None
        if end is None and char in _OPENERS:
            end = len(sentence)
        if end is not None:
            found.append(sentence[at + 1 : end])
            at = end
        at += 1
    rest = sentence
    for one in found:
        rest = rest.replace(one, " ")
    found += [a or b for a, b in _STRAIGHT.findall(_without_inches(rest))]
    if rest.count('"') % 2 and '"' in _without_inches(rest):
        found.append(rest.rpartition('"')[2])
    found += _SINGLE.findall(rest)
    return tuple(one for one in found if one.strip(_EDGES))


def _without_inches(text: str) -> str:
    """Hebrew abbreviations (צה"ל) and inches are no quotation marks."""
    return re.sub(r'(?<=[\u0590-\u05ff])"(?=[\u0590-\u05ff](?![\u0590-\u05ff]))|(?<=\d)"', "″", text)


def _closing(sentence: str, at: int) -> int | None:
    """Where the mark at a place is closed, counting those nested of its kind."""
    opening = sentence[at]
    ends = {closing for first, closing in _PAIRS if first == opening}
    if opening == "»" and not re.match(r"»\w", sentence[at : at + 2]):
        return None
    depth = 0
    for place in range(at, len(sentence)):
        char = sentence[place]
        if char in ends and place > at:
            depth -= 1
            if depth == 0:
                return place
        elif char == opening:
            depth += 1
    return None


def unfound(sentence: str, passages: Iterable[str]) -> tuple[str, ...]:
    """The quoted strings that stand in no passage. Spaces, marks at the edges and kinds of marks do not count."""
    texts = [even(passage) for passage in passages]
    return tuple(one for one in quoted(sentence) if not any(_stands(one, text) for text in texts))


def _stands(quote: str, text: str) -> bool:
    """Whether every part of a quotation (parted by an ellipsis) stands in a text, in order, as whole words."""
    at = 0
    for part in _GAP.split(quote):
        wanted = even(part).strip(_EDGES)
        if not wanted:
            continue
        match = re.compile(_whole(wanted)).search(text, at)
        if not match:
            return False
        at = match.end()
    return True


def _whole(wanted: str) -> str:
    head = r"(?<!\w)" if wanted[0].isascii() and wanted[0].isalnum() else ""
    tail = r"(?!\w)" if wanted[-1].isascii() and wanted[-1].isalnum() else ""
    return head + re.escape(wanted) + tail


def even(text: str) -> str:
    """Text with one kind of space, of apostrophe and of inner quotation mark; case is kept."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[“”„«»‹›״″「」『』]", '"', text).translate(str.maketrans("’‘‚", "'''"))
    return " ".join(text.split())
