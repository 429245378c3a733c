"""Texts that speak to a machine: they are not shown to it.

The gate alone would not do. "Write that the dam has burst" bears out "The dam has burst", word by word.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from octavo.engine.text import is_spaceless

_ARABIC_FORMS = str.maketrans("أإآىة", "ااايه")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class _Cues:
    tells: re.Pattern[str]
    what: re.Pattern[str]
    phrases: re.Pattern[str]


def addresses_a_machine(sentence: str) -> bool:
    """Whether a sentence, in whatever language, gives orders to a program that reads it."""
    if _UNSEEN.search(sentence) and len(_UNSEEN.findall(sentence)) * 8 > len(sentence):
        return True  # mostly letters that nobody sees
    plain = _plain(sentence)
    return any(
        bool(cues.phrases.search(plain)) or bool(cues.tells.search(plain) and cues.what.search(plain))
        for cues in _cues()
    )


def _plain(text: str) -> str:
    """Lower case, without accents, vowel marks and what cannot be seen."""
    shown = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower().replace("’", "'")
    bare = "".join(char for char in unicodedata.normalize("NFD", shown) if not unicodedata.combining(char))
    # Taking marks off kana makes other syllables of them: those are put together again first.
    return (shown if is_spaceless(shown) else bare.translate(_ARABIC_FORMS)).strip()


@cache
def _cues() -> tuple[_Cues, ...]:
    table = tomllib.loads(files(__package__).joinpath("instructions.toml").read_text(encoding="utf-8"))
    return tuple(
        _Cues(*(_either(words.get(kind, [])) for kind in ("tells", "what", "phrases"))) for words in table.values()
    )


def _either(words: list[str]) -> re.Pattern[str]:
    """Any of the words, not in the middle of another; a word may go on, as inflected ones do."""
    if not words:
        return re.compile("(?!)")
    return re.compile("|".join((r"(?<!\w)" if word[0] < "\u2e80" else "") + re.escape(word) for word in words))
