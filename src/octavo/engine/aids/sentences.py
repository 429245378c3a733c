"""The sentences of a text, each with what tells whether it may be shown on its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from octavo.engine.aids.gate.tokens import everyday
from octavo.engine.aids.statements.interviews import labelled
from octavo.engine.language import primary
from octavo.engine.text import folded_words, is_spaceless, sentences

Span = tuple[int, int]

READ = 16_000  # characters of a text that are looked at
LENGTHS, DENSE, SPACELESS = (40, 420), (28, 360), (12, 160)  # characters of a sentence worth showing
STEM = 7  # letters of a word by which its forms meet
_UNENDED = frozenset({"th", "lo"})  # languages that end no sentence with a mark
_ENDS = ".!?…。．！？؟۔।॥։።។။"
_CLOSES = "”’\"'»«“‘」』）)]】›‹〉》"
_ENDED = re.compile(rf"[{re.escape(_ENDS)}][{re.escape(_CLOSES)}\s]*$")
_PARTED = re.compile(r"(?<!\w)(?:\d{1,2}|M|MM|Mr|Mrs|Ms|Dr|Prof|St|Nr|No|Sr|Sra)\.$")
_ASKS = re.compile(rf"[?？؟;][{re.escape(_CLOSES)}\s]*$")
_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|『[^『』]*』|\"[^\"]*\"")
_MARK = re.compile('[“„«「『"]')
_HIRAGANA = re.compile("^[\u3040-\u309f]+$")
_INNER = re.compile(r'(?<=\w)"(?=\w)')  # the mark inside Hebrew abbreviations
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|©|^\W*(?:[-*•|#]|\.{3}|…)")
_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("„", "“"), ("(", ")"), ("（", "）"))
# Where a text was filed, and when a line of a live blog was written, are no part of what it says.
_DATELINE = re.compile(
    r"^(?:[^\W\d_][\w .,،'’/-]{1,60}\([^()]{2,40}\)\s*(?:[.:]\s*)?[—–-]+\s*"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}(?:,\s[\w .]{2,30})?\s+[—–-]{1,2}\s+"
    r"|（[^（）\n]{1,20}[讯訊电電]）\s*|【[^【】\n]{2,40}】\s*"
    r"|\W{0,3}(?:[01]?\d|2[0-3])\s?[:.h]\s?[0-5]\d(?:\s?(?:Uhr|h|a\.?m\.?|p\.?m\.?|GMT|UTC)\b)?\s*[—–:|-]+\s*)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text."""

    span: Span  # characters of the joined paragraphs
    text: str
    words: frozenset[str]  # telling ones, folded, cut to where their forms meet
    place: int  # among the sentences, from 0
    paragraph: int
    whole: bool  # it may be shown: long enough, complete, no notice
    leans: bool  # it cannot be understood without the sentence before
    asks: bool
    quoted: float  # share of it in quotation marks


@dataclass(frozen=True, slots=True)
class _Cues:
    leaning: re.Pattern[str]
    spoken: re.Pattern[str]
    notices: re.Pattern[str]


def without_dateline(text: str, span: Span) -> Span:
    """The span without the place and agency at its head, where it begins with them."""
    filed = _DATELINE.match(text[slice(*span)])
    return (span[0] + filed.end(), span[1]) if filed and filed.end() < span[1] - span[0] else span


def sentences_of(paragraphs: Sequence[str], language: str, most: int = READ) -> list[Sentence]:
    """The sentences of a text in its order; none crosses a paragraph.

    Args:
        paragraphs: plain texts.
        language: BCP 47.
        most: characters that are looked at.
    """
    shortest, longest = _lengths("\n".join(paragraphs[:3])[:300], language)
    labels = labelled(paragraphs) if len(paragraphs) < 400 else {}
    name = primary(language)
    found: list[Sentence] = []
    for number, at, paragraph, cut in _pieces(paragraphs, most):
        filed = _DATELINE.match(paragraph)
        skipped = filed.end() if filed else 0
        spans = _joined(paragraph[skipped:], sentences(paragraph[skipped:], language))
        for order, (first, last) in enumerate(spans[:-1] if cut else spans):
            text = paragraph[skipped + first : skipped + last]
            quoted = _quoted(text)
            found.append(
                Sentence(
                    span=(at + skipped + first, at + skipped + last),
                    text=text,
                    words=telling(text, language),
                    place=len(found),
                    paragraph=number,
                    whole=shortest <= len(text) <= longest and _is_whole(text, name),
                    leans=_leans(text, quoted, name) or (number in labels and _is_turn(labels[number], order)),
                    asks=bool(_ASKS.search(text, max(0, len(text) - 8))),
                    quoted=quoted,
                )
            )
    return found


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences, those made one that were parted behind an ordinal or a title: "der 83. Minute", "M. Brun"."""
    found: list[Span] = []
    for span in spans:
        if found and _PARTED.search(text, *found[-1]) and span[0] - found[-1][1] == 1:
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
    return found


def _lengths(text: str, language: str) -> Span:
    """The fewest and most characters of a sentence worth showing; scripts without vowels or spaces say it in fewer."""
    if is_spaceless(text):
        return SPACELESS
    return DENSE if primary(language) in {"ar", "he", "fa", "ur"} else LENGTHS


def telling(text: str, language: str) -> frozenset[str]:
    """The folded words of a text without everyday ones, cut to where their forms meet."""
    name = primary(language)
    common = everyday(name)
    words = {word[:STEM] for word in folded_words(text) if word not in common and len(word) > 1}
    return frozenset(word for word in words if not _HIRAGANA.match(word)) if name == "ja" else frozenset(words)


def _pieces(paragraphs: Sequence[str], most: int) -> Iterator[tuple[int, int, str, bool]]:
    """Paragraphs with their number, place, text, and whether it was cut off."""
    at = 0
    for number, paragraph in enumerate(paragraphs):
        left = most - at
        if left <= 0:
            return
        yield number, at, paragraph[:left], len(paragraph) > left
        at += len(paragraph) + 2


def _is_turn(label: re.Match[str], order: int) -> bool:
    """Whether the sentence of an interview has no name before it: a later one of an answer, or one marked A."""
    return order > 0 or len(label["label"].strip()) < 3


def _quoted(text: str) -> float:
    """The share of a text that stands in quotation marks."""
    return min(1.0, sum(map(len, _QUOTED.findall(_INNER.sub("", text)))) / len(text)) if _MARK.search(text) else 0.0


def _is_whole(text: str, language: str) -> bool:
    """Ends as sentences end, has no half of a quotation, and is no notice of the publisher."""
    if language not in _UNENDED and not _ENDED.search(text, max(0, len(text) - 8)):
        return False
    if _ADDRESS.search(text) or _cues(language).notices.search(text.lower()):
        return False
    return len(_DIGIT.findall(text)) * 4 < len(text) and _is_closed(text)


def _is_closed(text: str) -> bool:
    """False for an unclosed quotation: half a quote must not be shown."""
    if _INNER.sub("", text).count('"') % 2:
        return False
    german = "„" in text
    return all(
        _closes(text, opening, closing)
        for opening, closing in _PAIRS
        if (opening in text or closing in text)
        and not (german and opening == "“")
        and not (not german and opening == "„")
    )


def _closes(text: str, opening: str, closing: str) -> bool:
    """True when every closing mark has its opening one before it, and none stays open."""
    depth = 0
    for char in text:
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return False
    return depth == 0


def _leans(text: str, quoted: float, language: str) -> bool:
    """Whether it begins with a word for what came before, or quotes somebody it does not name."""
    if quoted > 0.9:
        return True
    cues = _cues(language)
    if text[:1].islower() or cues.leaning.match(text.lower()):
        return True
    outside = _QUOTED.sub("", _INNER.sub("", text)).lower() if quoted > 0.3 else ""
    return bool(outside) and bool(cues.spoken.search(outside))


@cache
def _cues(language: str) -> _Cues:
    """The cues of ``sentences.toml``; those that nothing meets for a language it does not have."""
    table = tomllib.loads(files("octavo.engine.aids").joinpath("sentences.toml").read_text(encoding="utf-8"))
    words = table.get(language, {})
    before, edge = ("", "") if language in {"ja", "zh"} else (r"\b", r"(?!\w)")
    spoken = _either(words.get("spoken", ""))
    return _Cues(
        re.compile(rf"[\W_]{{0,3}}(?:{_either(words.get('leaning', ''))}){edge}"),
        re.compile(rf"(?:{spoken})\W*$" if language in {"es", "ja"} else spoken),
        re.compile(rf"{before}(?:{_either(words.get('notices', ''))})"),
    )


def _either(listed: str) -> str:
    forms = sorted({one.strip() for one in listed.split(",") if one.strip()}, key=lambda one: (-len(one), one))
    return "|".join(re.escape(form).replace(r"\ ", r"\s") for form in forms) or "x^"
