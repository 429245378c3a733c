"""In brief: the sentences of a text that say most of it, in reading order, as spans.

Sentences are scored by how central their words are (SumBasic, Nenkova and Vanderwende 2005) and by
their place in the text, as newspapers lead with the news; near-repeats are passed over.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from octavo.engine.text import folded_words, is_spaceless, sentences

# "MIRADEN, Calvera (Agency) — ": where a wire text was filed is no part of what it says.
_DATELINE = re.compile(r"^[^\W\d_][\w .,'’-]{2,60}\([^()]{2,40}\)\s*[—–-]+\s*")

SHORTEST = {True: 12, False: 40}  # characters of a sentence worth showing, by scripts without spaces or with
LONGEST = {True: 160, False: 420}


def brief(paragraphs: Sequence[str], language: str, limit: int = 4) -> list[tuple[int, int]]:
    """Up to ``limit`` spans (characters of the paragraphs joined by a blank line), in reading order."""
    spans = list(_spans(paragraphs, language))
    text = "\n\n".join(paragraphs)
    spaceless = is_spaceless(text)
    usable = [
        s for s in spans if SHORTEST[spaceless] <= s[1] - s[0] <= LONGEST[spaceless] and _stands_alone(text[slice(*s)])
    ]
    words = [frozenset(folded_words(text[slice(*span)])) for span in usable]
    counts = Counter(word for bag in words for word in bag)
    order = sorted(range(len(usable)), key=lambda i: -_score(words[i], counts, i, len(usable)))
    chosen: list[int] = []
    for i in order:
        if len(chosen) == min(limit, max(1, len(usable) // 2)):
            break
        if all(_alike(words[i], words[j]) < 0.5 for j in chosen):
            chosen.append(i)
    return [usable[i] for i in sorted(chosen)]


def _spans(paragraphs: Sequence[str], language: str) -> list[tuple[int, int]]:
    """Sentences by paragraph, as spans of the joined text: a sentence never crosses a paragraph."""
    found = []
    at = 0
    for paragraph in paragraphs:
        place = _DATELINE.match(paragraph)
        skipped = place.end() if place else 0
        found += [(at + skipped + start, at + skipped + end) for start, end in sentences(paragraph[skipped:], language)]
        at += len(paragraph) + 2
    return found


def _stands_alone(sentence: str) -> bool:
    """False for a sentence with an unclosed quotation: half a quote must not be shown."""
    pairs = (("“", "”"), ("«", "»"), ("「", "」"), ("„", "“"), ("(", ")"))
    if sentence.count('"') % 2:
        return False
    german = "„" in sentence
    return all(
        _closes(sentence, opening, closing)
        for opening, closing in pairs
        if not (german and (opening, closing) == ("“", "”")) and not (not german and opening == "„")
    )


def _closes(sentence: str, opening: str, closing: str) -> bool:
    """True when every closing mark has its opening one before it, and none stays open."""
    depth = 0
    for char in sentence:
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return False
    return depth == 0


def _score(words: frozenset[str], counts: Counter[str], position: int, total: int) -> float:
    if not words:
        return 0.0
    central = sum(math.log1p(counts[word] - 1) for word in words) / math.sqrt(len(words) + 4)
    return central * (1.0 + 1.2 * math.exp(-position / max(2.0, total / 6)))


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / (min(len(a), len(b)) or 1)
