"""Words of everyday use in our languages, taken from the translations that Django and CLDR bring along.

They tell towns from words: *Reading* and *Split*, *Essen* and *Halle*. Nothing is listed by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import django
from babel import Locale
from babel.messages.mofile import read_mo

from octavo.engine.everyday import everyday_words
from octavo.engine.places.folding import words


def common_words(locales: Iterable[str]) -> set[str]:
    """Folded words of everyday use in some of our languages."""
    found: set[str] = set()
    catalogues = list(Path(django.__path__[0]).glob("**/LC_MESSAGES/django.mo"))
    for locale in locales:
        for path in catalogues:
            if path.parent.parent.name == locale:
                found.update(_of_catalogue(path, german=locale == "de"))
        found.update(_of_calendar(locale), _of_stop_list(locale))
    return found


def _of_stop_list(locale: str) -> Iterator[str]:
    """The most frequent words, as trafilatura's own boilerplate remover counts them."""
    yield from (word.folded for word in words("\n".join(everyday_words(locale))))


def _of_catalogue(path: Path, *, german: bool) -> Iterator[str]:
    with path.open("rb") as file:
        for message in read_mo(file):
            said = message.string
            for sentence in (said,) if isinstance(said, str) else said or ():
                yield from _words(sentence, german=german)


def _words(sentence: str, *, german: bool) -> Iterator[str]:
    for index, word in enumerate(words(sentence)):
        if word.script == "han":
            yield from (word.folded[at : at + 2] for at in range(len(word.folded) - 1))
        elif not word.capital or (german and index and not word.text.isupper()):
            yield word.folded


def _of_calendar(locale: str) -> Iterator[str]:
    about = Locale.parse(locale)
    for listed in (about.months, about.days):
        for widths in listed.values():
            for names in widths.values():
                yield from (word.folded for name in names.values() for word in words(name))
