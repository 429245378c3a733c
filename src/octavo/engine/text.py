"""Words and spans: folding for search, words and shingles for comparing, sentences with their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from sentencex import segment

SPACELESS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(rf"[{SPACELESS}]+|[^\W_{SPACELESS}]+", re.UNICODE)
_SPACELESS = re.compile(rf"[{SPACELESS}]")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_LATIN_MARKS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_HEBREW_MARKS = re.compile("[\u0591-\u05c7]")
_ARABIC_FORMS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_ARABIC_CLITICS = ("وال", "بال", "كال", "فال", "لل", "ال")
_HEBREW_CLITICS = ("וה", "שה", "בה", "מה", "לה", "כש", "ה", "ו", "ב", "ל", "מ", "ש", "כ")


def is_spaceless(text: str) -> bool:
    """True when most letters are of a script that writes without spaces (CJK, Thai)."""
    letters = sum(1 for char in text[:2000] if char.isalpha())
    return len(_SPACELESS.findall(text[:2000])) * 2 > letters > 0


def fold(text: str) -> str:
    """Text as the search index sees it: the same for what is stored and what is asked.

    NFKC, lower case, Latin letters without accents; bigrams for scripts without spaces; Arabic and Hebrew
    without vowel marks and with the article and its clitics cut (light stemming after Larkey et al., SIGIR 2002).
    """
    return " ".join(folded_words(text))


def folded_words(text: str) -> Iterator[str]:
    """The words of ``fold``, one by one."""
    text = _HEBREW_MARKS.sub("", _ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", text))).lower()
    if not text.isascii():
        text = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text)))
    for match in _RUN.finditer(text.translate(_ARABIC_FORMS)):
        run = match.group()
        if _SPACELESS.match(run):
            yield from (run[i : i + 2] for i in range(max(1, len(run) - 1)))
        else:
            yield stem(run)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without Arabic or Hebrew prefixes; other words as they are. Leaves three letters at least."""
    first = word[0]
    if "\u0600" <= first <= "\u06ff":
        return _without_prefix(word, _ARABIC_CLITICS)
    if "\u0590" <= first <= "\u05ff":
        return _without_prefix(word, _HEBREW_CLITICS)
    return word


def _without_prefix(word: str, prefixes: tuple[str, ...]) -> str:
    """Cut as long as there is one: a bare word that only looks prefixed must meet its prefixed self."""
    while prefix := next((one for one in prefixes if word.startswith(one) and len(word) - len(one) >= 3), ""):
        word = word[len(prefix) :]
    return word


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the smaller set that both have (overlap coefficient), 0 to 1; nothing of an empty one."""
    return len(a & b) / (min(len(a), len(b)) or 1)


def shingles(text: str) -> set[int]:
    """Hashes of every run of five folded words (bigrams for CJK), as signed 64-bit integers.

    Broder, *On the resemblance and containment of documents* (1997). A text of fewer than five
    words is one shingle; an empty text none.
    """
    words = list(folded_words(text))
    if not words:
        return set()
    return {_hash64(" ".join(words[i : i + 5])) for i in range(max(1, len(words) - 4))}


def _hash64(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Where each sentence of ``text`` starts and ends (characters); white space at the edges is left out."""
    spans: list[tuple[int, int]] = []
    at = 0
    for sentence in segment(language.split("-", maxsplit=1)[0], text):
        stripped = sentence.strip()
        if not stripped:
            continue
        start = text.find(stripped, at)
        if start < 0:
            continue  # the splitter changed a character: such a span could not be shown truthfully
        at = start + len(stripped)
        if spans and start == spans[-1][1] and text[start - 1] in "」』" and text[start] in "とはがのを":
            spans[-1] = (spans[-1][0], at)  # 「…」と述べた is one sentence
        else:
            spans.append((start, at))
    return spans
