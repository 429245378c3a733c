"""Words of everyday use, from the lists that ``justext`` brings along: what is common says little."""

from __future__ import annotations

from importlib.resources import files

_LISTS = {
    "en": "English", "de": "German", "es": "Spanish", "fr": "French", "ar": "Arabic", "he": "Hebrew", "ms": "Malay"
}  # fmt: skip


def everyday_words(language: str) -> list[str]:
    """The words as the list has them, in its order; none for a language without one. ``language`` is ISO 639-1."""
    if language not in _LISTS:
        return []
    return files("justext").joinpath("stoplists", f"{_LISTS[language]}.txt").read_text("utf-8").split()
