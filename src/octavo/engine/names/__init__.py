"""The people and organisations that a text names, found by how each language marks a name. Precision goes first.

No model and no list of names: capitals in the middle of a sentence, titles and verbs of speech beside them, the
middle dot of transliterated names, a surname that stands alone later on. The words that tell are in ``words.toml``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from octavo.engine.names import cased, han, semitic
from octavo.engine.names.lexicon import lexicon
from octavo.engine.text import fold

MOST = 24  # names kept of an article
_CHARACTERS = 12_000  # of a text that are looked at
_FINDERS = {"ar": semitic.found, "he": semitic.found, "ja": han.japanese, "zh": han.chinese}
_NOT_CASED = frozenset(
    {"am", "bn", "ckb", "dv", "fa", "hi", "ka", "km", "ko", "lo", "ml", "my", "ps", "ta", "te", "th", "ur", "yi"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something named: as first written in full, how often, and folded so that spellings meet."""

    text: str
    times: int
    key: str


def names_of(title: str, paragraphs: Sequence[str], language: str, places: Collection[str] = ()) -> tuple[Name, ...]:
    """The people and organisations an article names, the most often named first, at most ``MOST``.

    Args:
        title: plain text. It confirms names of the text; it has none of its own, for headlines write as they like.
        paragraphs: plain texts.
        language: BCP 47. Of a language that has no words in ``words.toml`` only names of two words and more are found;
            of a script without capitals that is not known, none.
        places: names of places in the text, as written: a place is not somebody.
    """
    primary = language.split("-", maxsplit=1)[0].lower()
    if primary in _NOT_CASED:
        return ()
    text = "\n".join(paragraphs)[:_CHARACTERS]
    counted = _FINDERS.get(primary, cased.found)(text, lexicon(primary))
    barred = {fold(place) for place in places}
    names: dict[str, Name] = {}
    for written, times in counted.items():
        key = fold(written)
        if not key or key in barred:
            continue
        known = names.get(key)
        more = times + title.count(written)
        names[key] = Name(known.text, known.times + more, key) if known else Name(written, more, key)
    return tuple(sorted(names.values(), key=lambda name: (-name.times, text.find(name.text), name.key))[:MOST])
