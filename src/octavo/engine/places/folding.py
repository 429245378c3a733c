"""Words with their places in the text, and the form in which two spellings of one name are equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KATAKANA = "\u30a1-\u30fa\u30fc"
_ARABIC = "\u0610-\u061a\u0620-\u065f\u0670-\u06d3"
_HEBREW = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4-\u05c7\u05d0-\u05ea"
_OTHER = f"{_HAN}{_KATAKANA}{_ARABIC}{_HEBREW}\u3041-\u309f"
_WORD = re.compile(
    rf"(?P<han>[{_HAN}]+)|(?P<katakana>[{_KATAKANA}]+)|(?P<arabic>[{_ARABIC}]+)|(?P<hebrew>[{_HEBREW}]+)"
    rf"|(?P<latin>(?:(?![{_OTHER}])[^\W_])[^\W_{_OTHER}\u0300]*(?:[\u0300-\u036f]+[^\W_{_OTHER}]*)*)"
)
_MARKS = re.compile("[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_FORMS = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي")


class Word(NamedTuple):
    """A run of letters of one script."""

    text: str
    start: int  # characters
    end: int
    script: str  # han, katakana, arabic, hebrew, latin (and all that has no rule of its own)
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital; scripts without capitals never do."""
        return self.text[0].isupper()


def words(text: str) -> list[Word]:
    """The words of a text in order."""
    return [
        Word(match[0], match.start(), match.end(), match.lastgroup or "latin", fold_word(match[0]))
        for match in _WORD.finditer(text)
    ]


def fold(name: str) -> str:
    """A name as it is looked up: its words, folded, with one space between, whatever stood there."""
    if name.isascii() and name.isalpha():
        return name.lower()
    return " ".join(word.folded for word in words(name))


@lru_cache(maxsize=16384)
def fold_word(word: str) -> str:
    """NFKC, lower case; Arabic and Hebrew without vowel marks, Arabic letters in their plain form."""
    if word.isascii():
        return word.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKC", word)).translate(_FORMS).lower()
