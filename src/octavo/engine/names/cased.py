"""Names in scripts that have capitals: Latin, Cyrillic, Greek."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.engine.names.lexicon import Lexicon

LONGEST = 5  # words of a name: more is a headline
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|\d[\d.,]*|&|[^\s\w]", re.UNICODE)
_ENDS = frozenset(".!?…:;\u00b7•|*«“„‟‹([{–—-¡¿")  # what comes before the first word of a sentence or a quotation
_ABBREVIATIONS = frozenset({
    "mrs.", "ms.", "dr.", "prof.", "sen.", "rep.", "gov.", "gen.", "col.", "capt.", "sgt.", "lt.", "sr.",
})  # fmt: skip
_OWNS = re.compile(r"['’]s$")
_GENITIVE = re.compile(r"['’]s?$")


@dataclass(slots=True)
class Word:
    """A word where it stands."""

    text: str
    first: bool  # of a sentence or a quotation
    line: int  # it stands in: no name runs over two paragraphs

    @property
    def capital(self) -> bool:
        """True when it is written like a name."""
        return self.text[0].isupper()


def found(text: str, words: Lexicon) -> Counter[str]:
    """The names in a text as written in full, and how often; a surname counts for the one it is short for."""
    tokens = list(_tokens(text))
    lower = {word.text for word in tokens if word.text[0].islower()}
    full: Counter[str] = Counter()
    single: Counter[str] = Counter()
    sure: set[str] = set()
    for run in _runs(tokens, words):
        start, stop = _trimmed(tokens, run, words, lower)
        name = _GENITIVE.sub("", " ".join(word.text for word in tokens[start:stop]))
        if stop - start > 1 and not name.isupper():  # a dateline
            full[name] += 1
        elif stop > start:
            single[name] += 1
        if _pointed_at(tokens, start, stop, words):
            sure.add(name)
    return _gathered(full, single, sure, words)


def _tokens(text: str) -> Iterator[Word]:
    first, line, at = True, 0, 0
    for match in _WORD.finditer(text):
        if "\n" in text[at : match.start()]:
            first, line = True, line + 1
        at = match.end()
        piece = match.group()
        if not piece[0].isalpha():
            first = (first or piece in _ENDS) and piece != ","
            yield Word(piece, first=False, line=line)
            continue
        ends = piece.endswith(".") and piece.lower() not in _ABBREVIATIONS and len(piece) > 2
        yield Word(piece[:-1] if ends else piece, first, line)
        first = ends


def _runs(tokens: Sequence[Word], words: Lexicon) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words, with the small words that join them."""
    start = 0
    while start < len(tokens):
        if not tokens[start].capital:
            start += 1
            continue
        stop = start + 1
        while stop < len(tokens) and (longer := _longer(tokens, stop, words)) > stop:
            stop = longer
        yield start, stop
        start = stop


def _longer(tokens: Sequence[Word], stop: int, words: Lexicon) -> int:
    """Where a stretch that has come so far ends if the next words belong to it; ``stop`` itself if not."""
    last = tokens[stop - 1]
    small = stop
    while small < min(len(tokens), stop + 3) and tokens[small].text in words.joining:
        small += 1
    if small == len(tokens) or _OWNS.search(last.text):
        return stop
    following = tokens[small]
    if tokens[stop].text == "of" and last.text.lower() not in words.bodies:
        return stop  # a bank or a ministry is of somewhere by name, a person is not
    return small + 1 if following.capital and not following.first and following.line == last.line else stop


def _trimmed(tokens: Sequence[Word], run: tuple[int, int], words: Lexicon, lower: set[str]) -> tuple[int, int]:
    """The run without titles, opening words and joining words at its edges; empty when it is no name."""
    start, stop = run
    if tokens[start].first and (tokens[start].text.lower() in words.opening | lower or stop - start == 1):
        start += 1
    while start < stop and (_is_title(tokens[start].text, words) or not tokens[start].capital):
        start += 1
    while stop > start and (not tokens[stop - 1].capital or _is_title(tokens[stop - 1].text, words)):
        stop -= 1
    edges = {word.text.lower() for word in (*tokens[start:stop][:1], *tokens[start:stop][-1:])}
    return (start, start) if stop - start > LONGEST or edges & words.other else (start, stop)


def _is_title(word: str, words: Lexicon) -> bool:
    """True for a title, for a compound that ends in one, and for what only begins a sentence or joins a name."""
    lower = word.lower().rstrip(".")
    return lower in words.titles | words.opening | words.joining or (
        bool(words.endings) and lower.endswith(words.endings)
    )


def _pointed_at(tokens: Sequence[Word], start: int, stop: int, words: Lexicon) -> bool:
    """Whether something beside the words says that they are somebody: a verb of speech, a title, an apposition."""
    before = tokens[start - 1].text if start else ""
    behind = tokens[stop].text if stop < len(tokens) else ""
    if {before.lower(), behind.lower()} & words.says or before.lower().rstrip(".") in words.titles:
        return True
    several = stop - start > 1
    titled = bool(words.endings) and before.lower().endswith(words.endings)
    return several and (titled or (before == "," and behind == ",") or behind == "(")


def _gathered(full: Counter[str], single: Counter[str], sure: set[str], words: Lexicon) -> Counter[str]:
    """Full names with what is said of them by surname; single words only where they are somebody, or initials."""
    if words.endings:  # every noun has a capital: two in a row take a sign that they are a name
        full = Counter({name: times for name, times in full.items() if _is_name(name, times, single, sure, words)})
    by_last: dict[str, list[str]] = {}
    for name in full:
        by_last.setdefault(name.rsplit(" ", 1)[-1], []).append(name)
    for word, times in single.items():
        owners = by_last.get(word) or by_last.get(word.removesuffix("s")) or []
        if len(owners) == 1:
            full[owners[0]] += times
        elif not owners and _stands_alone(word, sure, words):
            full[word] += times
    return full


def _is_name(name: str, times: int, single: Counter[str], sure: set[str], words: Lexicon) -> bool:
    parts = name.split(" ")
    again = parts[-1] in single or f"{parts[-1]}s" in single
    body = any(part.lower() in words.bodies for part in parts)
    return name in sure or again or (times > 1 and not body) or (body and len(parts) > 2)


def _stands_alone(word: str, sure: set[str], words: Lexicon) -> bool:
    initials = word.isupper() and 2 <= len(word) <= 6
    return initials or (word in sure and len(word) > 2 and word.lower() not in words.bodies)
