"""Every language of the pages is whole, and every word of the pages can be translated."""

from __future__ import annotations

import gettext
import re
import subprocess
import sys
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.utils import timezone, translation
from jinja2 import Environment

from octavo.engine.language import direction
from octavo.web import templating
from octavo.work.translations import compile_translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message
    from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "octavo"
LOCALE = SOURCE / "locale"
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]
PAGES = ["/", "/sources", "/search?q=harbour", "/settings", "/account/login/"]

compile_translations(LOCALE)  # before the first page asks for a language


def test_each_language_on_offer_has_a_catalogue_and_each_catalogue_is_on_offer() -> None:
    found = {path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/django.po")}
    assert found == {translation.to_locale(code) for code in LANGUAGES}


def test_the_catalogues_hold_what_the_sources_say() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "messages.py"), "--check"]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_translated(code: str) -> None:
    missing = [message.id for message in texts(code) if not all(forms(message)) or message.fuzzy]
    assert not missing


@pytest.mark.parametrize("code", LANGUAGES)
def test_placeholders_are_those_of_the_original(code: str) -> None:
    wrong = [
        (message.id, form)
        for message in texts(code)
        for number, form in enumerate(forms(message))
        if placeholders(form) not in allowed(message, exact=numbers_of(catalogue(code))[number] > 1)
    ]
    assert not wrong


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_breaks_the_formatting_of_the_pages(code: str) -> None:
    values = dict.fromkeys(set().union(*(names(form) for message in texts(code) for form in forms(message))), "x")
    jinja = [m for m in texts(code) if any("templates/" in name for name, _ in m.locations)]
    assert all(form % values for message in jinja for form in forms(message))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_plural_has_the_forms_of_its_language(code: str) -> None:
    wanted = catalogue(code).num_plurals
    assert not [m.id for m in texts(code) if isinstance(m.id, tuple) and len(forms(m)) != wanted]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_plural_rule_parts_numbers_as_cldr_does(code: str) -> None:
    rule = gettext.c2py(catalogue(code).plural_expr)
    cldr = Locale.parse(translation.to_locale(code)).plural_form
    pairs = {(rule(n), cldr(n)) for n in range(1000)}
    assert len(pairs) == len({ours for ours, _ in pairs}) == len({theirs for _, theirs in pairs})
    assert len(pairs) == catalogue(code).num_plurals


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_the_readers_language_only(client: Client, path: str) -> None:
    for code in LANGUAGES:
        response = client.get(path, headers={"Accept-Language": code})
        page = response.content.decode()
        assert (response.status_code, code) == (200, code)
        assert f'<html lang="{code}" dir="{direction(code)}"' in page
        assert not {text.strip(" :·→") for text in shown(page)} & english(code)


@pytest.mark.parametrize(
    ("code", "ago", "number"),
    [
        ("en", "3 hours ago", "12,345.6"),
        ("ar", "قبل 3 ساعات", "12,345.6"),
        ("de", "vor 3 Stunden", "12.345,6"),
        ("es", "hace 3 horas", "12.345,6"),
        ("fr", "il y a 3 heures", "12\u202f345,6"),
        ("he", "לפני 3 שעות", "12,345.6"),
        ("ja", "3 時間前", "12,345.6"),
        ("ms", "3 jam lalu", "12,345.6"),
        ("zh-hans", "3小时前", "12,345.6"),
    ],
)
def test_times_and_numbers_follow_the_language(code: str, ago: str, number: str) -> None:
    with translation.override(code):
        assert templating.ago(timezone.now() - timedelta(hours=3)) == ago
        assert templating.number(12345.6) == number


@pytest.mark.parametrize(
    ("code", "count", "words"),
    [
        ("ar", 2, "تقريران"),
        ("ar", 11, "11 تقريرًا"),
        ("de", 1, "1 Bericht"),
        ("fr", 0, "0 article"),
        ("he", 2, "שני דיווחים"),
        ("ja", 3, "報道3件"),
    ],
)
def test_a_count_takes_the_form_of_its_number(code: str, count: int, words: str) -> None:
    with translation.override(code):
        assert translation.ngettext("%(shown)s report", "%(shown)s reports", count) % {"shown": count} == words


# Words that are the same in every language, or no words of ours.
SAME_EVERYWHERE = {
    "Oct", "a", "vo", "Octavo",  # the name of the paper, set in its letters
    "OPML",  # the name of a format
    "https://",  # how an address begins
    "文",  # a picture of a letter, beside the word for translating
}  # fmt: skip
READ_ALOUD = {"alt", "aria-label", "placeholder", "title", "label"}
TEMPLATES = sorted(
    path for path in SOURCE.glob("*/templates/**/*") if path.suffix in {".html", ".txt"} and path.is_file()
)
_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"^[A-Z][a-z]+|[a-z] [a-z]")
_SIZES = re.compile(r"^\(min-width")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_word_of_a_page_can_be_translated(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    jinja = path.is_relative_to(SOURCE / "web")
    literal = [*shown(jinja_text(source) if jinja else django_text(source)), *(jinja_strings(source) if jinja else ())]
    words = {text for text in literal if _LETTERS.search(text) and not _SIZES.match(text)}
    assert not words - SAME_EVERYWHERE


@pytest.mark.parametrize(
    "slip",
    [
        "<p>Read {{ n }} more</p>",
        '<a title="Go back">{{ _("Back") }}</a>',
        "{% if x %}Hidden{% endif %}",
        "{{ 'Saved' if saved else _('Save') }}",
        "{% trans %}fine{% endtrans %} slipped",
    ],
)
def test_a_word_that_was_forgotten_is_found(slip: str) -> None:
    assert any(_LETTERS.search(text) for text in [*shown(jinja_text(slip)), *jinja_strings(slip)])


def test_a_word_that_was_forgotten_on_an_account_page_is_found() -> None:
    slip = (
        '{% blocktranslate %}fine {{ n }}{% plural %}fine{% endblocktranslate %}<b>{% translate "Fine" %}</b> slipped'
    )
    assert shown(django_text(slip)) == ["slipped"]


class Reader(HTMLParser):
    """Collects what a reader sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in {"script", "style"}
        self.texts += [value.strip() for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._unseen:
            self.texts.append(data.strip())


def shown(page: str) -> list[str]:
    """The texts of a page, its attributes that are read aloud included."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader.texts


def jinja_text(source: str) -> str:
    """What stands in a template outside of tags, expressions and translated blocks."""
    kept, block = [], ""
    for _, kind, value in Environment(autoescape=True).lex(source):
        if kind == "block_begin":
            block = "?"
        elif kind == "name" and block == "?":
            block = value
        elif kind == "data" and block not in {"trans", "pluralize"}:
            kept.append(value)
    return "".join(kept)


def jinja_strings(source: str) -> Iterator[str]:
    """Strings inside of expressions that look like words for people and are not translated."""
    before = [""] * 4
    for _, kind, value in Environment(autoescape=True).lex(source):
        translated = before[2:] == ["_", "("] or (before[0] == "pgettext" and before[3] == ",")
        if kind == "string" and not translated and _WORDS.search(value[1:-1]):
            yield value[1:-1]
        if kind != "whitespace":
            before = [*before[1:], value]


def django_text(source: str) -> str:
    """The same of a template in Django's own language."""
    kept, translated = [], False
    for token in Lexer(source).tokenize():
        tag = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK else ""
        if tag:
            translated = tag in {"blocktranslate", "blocktrans", "plural"} or (translated and not tag.startswith("end"))
        elif token.token_type == TokenType.TEXT and not translated:
            kept.append(token.contents)
    return "".join(kept)


@cache
def catalogue(code: str) -> Catalog:
    """The catalogue of a language."""
    with (LOCALE / translation.to_locale(code) / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def texts(code: str) -> list[Message]:
    """The texts of a catalogue, without its header."""
    return [message for message in catalogue(code) if message.id]


def forms(message: Message) -> tuple[str, ...]:
    """The translation of a text, a form for each kind of number."""
    return spelt(message.string)


def spelt(text: object) -> tuple[str, ...]:
    """A text of a catalogue, or its singular and plurals, as strings."""
    return tuple(str(form) for form in text) if isinstance(text, (list, tuple)) else (str(text or ""),)


@cache
def english(code: str) -> set[str]:
    """The English texts of which a page in another language must not hold one.

    Without the subjects of the starter packs and of the shelves: a feed, too, may be called "Books", or "Sport".
    """
    return {
        original
        for message in texts(code)
        if message.context != "section" and not all("/packs/" in name for name, _ in message.locations)
        for original in spelt(message.id)
        if original not in forms(message)
    }


def placeholders(text: str) -> tuple[str, ...]:
    """What is put into a text later, in order of name."""
    return tuple(sorted(re.findall(r"%\(\w+\)s|%[a-z%]|\{\w*\}", text)))


def names(text: str) -> set[str]:
    """The names of the values that are put into a text."""
    return set(re.findall(r"%\((\w+)\)s", text))


def allowed(message: Message, *, exact: bool) -> list[tuple[str, ...]]:
    """The placeholders a form may have; one that is for a single number ("two reports") may leave that out."""
    original = placeholders(spelt(message.id)[-1])
    spelt_out = tuple(one for one in original if one not in {"%(shown)s", "%(all)s", "{n}"})
    return [original] if exact or not isinstance(message.id, tuple) else [original, spelt_out]


@cache
def numbers_of(found: Catalog) -> list[int]:
    """For each plural form of a language, how many of the numbers below 200 take it."""
    rule = gettext.c2py(found.plural_expr)
    taken = [rule(n) for n in range(200)]
    return [taken.count(form) for form in range(found.num_plurals)]
