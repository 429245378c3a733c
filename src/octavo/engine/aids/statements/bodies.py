"""A ministry, a board, a company named in short: led back to the longer name that stands before it in the text."""

from __future__ import annotations

import re
from functools import lru_cache

from octavo.engine.aids.statements.grammar import UPPER, Grammar
from octavo.engine.aids.statements.values import Span

_LINKS = {
    "es": r"(?:\s(?:de\sla|de\slos|de\slas|del|de|y|al))",
    "fr": r"(?:\s(?:de\sla|des|du|de|et|à\sla|aux)|\s(?:de\s)?[ld][’'](?=\w))",
}
_SHORTEST = 4  # letters of a noun


def fullest(text: str, mention: Span, grammar: Grammar) -> Span | None:
    """The first longer name of a body before a mention of one noun; ``None`` where there is none."""
    noun = text[slice(*mention)]
    if len(noun) < _SHORTEST or " " in noun or not _is_body(noun, grammar):
        return None
    pattern = _longer(noun.lower(), grammar.language)
    match = pattern.search(text, 0, mention[0]) if pattern else None
    return match.span("name") if match else None


def _is_body(noun: str, grammar: Grammar) -> bool:
    return grammar.organisations.fullmatch(noun) is not None


@lru_cache(maxsize=256)
def _longer(noun: str, language: str) -> re.Pattern[str] | None:
    """How a longer name has the noun: before it in English, in one word with it in German, after it elsewhere."""
    cased = f"[{noun[0]}{noun[0].upper()}]{re.escape(noun[1:])}"
    if language == "en":
        before = r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|\w+[’']s)\s"
        return re.compile(rf"{before}(?P<name>(?:(?!of\b)[\w’-]+\s){{1,3}}?{cased})\b")
    if language == "de":
        return re.compile(rf"(?P<name>\b{UPPER}[a-zäöüß]{{2,}}{re.escape(noun)}\b(?:\s(?:von|in)\s{UPPER}\w+)?)")
    if language in _LINKS:
        link = _LINKS[language]
        return re.compile(rf"(?P<name>\b{cased}(?:{link}\s?{UPPER}?[\w’-]+)(?:{link}\s?{UPPER}[\w’-]+)*)")
    if language == "ms":
        return re.compile(rf"(?P<name>\b{cased}(?:\s(?:dan\s)?{UPPER}[\w’-]+)+)")
    bare = noun.removeprefix("ال" if language == "ar" else "ה")
    if language in {"ar", "he"} and bare != noun:
        return re.compile(rf"(?P<name>(?<!\w){re.escape(bare)}\s[\w\"׳״']{{2,}})")
    return None
