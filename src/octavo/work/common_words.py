"""Words of everyday use in our languages, taken from the translations that Django and CLDR bring along.

They tell towns from words: *Reading* and *Split*, *Essen* and *Halle*. Nothing is listed by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import GNUTranslations
from pathlib import Path

import django
from babel import Locale

from octavo.engine.places.folding import words


def common_words(locales: Iterable[str]) -> set[str]:
    """Folded words that the translators use without a capital, or where the script or German has no say."""
    found: set[str] = set()
    for locale in locales:
        found.update(_of_catalogues(locale))
        found.update(_of_calendar(locale))
    return found


def _of_catalogues(locale: str) -> Iterator[str]:
    root = Path(django.__path__[0])
    for path in root.glob(f"**/locale/{locale}/LC_MESSAGES/django.mo"):
        with path.open("rb") as file:
            catalogue = GNUTranslations(file)
        for sentence in catalogue._catalog.values():
            yield from _words(sentence, german=locale == "de")


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
