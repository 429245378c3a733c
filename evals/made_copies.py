"""Made copies: the sample press, and invented houses that carry its texts as papers carry a wire.

What a house may do to a text: give it a headline, a dateline and a credit, put its own top and tail around it, cut
20 to 70 % of it, move and drop paragraphs, set it in its own typography, write numbers in its own way, and bring
some sentences up to date. Beside these stand texts that must not be taken for copies: a report that quotes two
sentences, a follow-up that repeats the background, a round-up, forecasts and results from one template, pages
with nothing but the house's own words, mixed texts between them, and a piece that is printed again after a year.
"""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from octavo.engine.text import is_spaceless, sentences
from octavo.press.newsroom import load
from octavo.press.values import Article

ANCHOR = date(2026, 11, 22)
HOUSES = 4  # invented ones of each language
FEWEST = 700  # characters of a text that is worth carrying; 300 where words are not set apart
WORDS = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Text:
    """One article, as far as copies go."""

    id: str
    publisher: str
    published: datetime
    language: str
    title: str
    text: str  # paragraphs with a blank line between them
    agency: str = ""  # credited
    is_agency: bool = False
    copy_of: str = ""  # gold
    url: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """The text, paragraph by paragraph."""
        return self.text.split("\n\n")


@dataclass(frozen=True, slots=True)
class House:
    """A paper that carries texts of others."""

    name: str
    language: str
    city: str
    top: str
    tail: str


Change = Callable[[random.Random, list[str]], list[str]]


def press_texts() -> list[Text]:
    """The sample press's own articles, oldest first."""
    press = load(ANCHOR)
    agencies = {key: agency.name for key, agency in press.world.agencies.items()}
    return [text_of(one, agencies.get(one.agency, "")) for one in press.articles]


def text_of(article: Article, agency: str) -> Text:
    """An article of the sample press."""
    return Text(
        article.id, article.publisher.id, article.published, article.language, article.headline, article.text,
        agency, is_agency=bool(article.publisher.agency), copy_of=article.copy_of, url=f"https://{article.publisher.id}.example/{article.id}",
    )  # fmt: skip


def made_texts(seed: int) -> list[Text]:
    """The sample press, made copies of it and made texts that are none, oldest first; the same for a seed."""
    rng = random.Random(seed)
    press = press_texts()
    copies = [copy for one in press if worth_carrying(one) for copy in carried(rng, one)]
    others = [*quoting(rng, press), *following(rng, press), *round_ups(rng, press), *mixed(rng, press)]
    return sorted(
        [*press, *copies, *others, *templates(rng), *bare_pages(rng), *printed_again(rng, press)],
        key=lambda one: (one.published, one.id),
    )


@cache
def told() -> dict[str, Any]:
    """What houses put around texts, by language."""
    content: dict[str, Any] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return content


@cache
def houses(language: str) -> list[House]:
    """The invented houses of a language; some share a top or a tail, as papers of one owner do."""
    words = told()[language]
    return [
        House(
            f"{language}-{number}", language, words["city"], words["tops"][number % len(words["tops"])],
            " ".join(words["tails"][(number + part) % len(words["tails"])] for part in range(1 + number % 3)),
        )
        for number in range(HOUSES)
    ]  # fmt: skip


def worth_carrying(one: Text) -> bool:
    """Whether the text is an original, and long enough to be cut."""
    return not one.copy_of and len(one.text) >= (300 if is_spaceless(one.text) else FEWEST)


def carried(rng: random.Random, one: Text) -> Iterator[Text]:
    """One to three copies by different houses, hours later; some are made from another copy."""
    source = one.paragraphs
    for number, house in enumerate(rng.sample(houses(one.language), rng.randint(1, 3))):
        paragraphs = changed(rng, source)
        yield Text(
            f"{one.id}-made-{number}", house.name, one.published + timedelta(minutes=rng.randint(5, 2000)),
            one.language, headline(rng, paragraphs), "\n\n".join(framed(rng, house, paragraphs)), one.agency,
            copy_of=one.id, url=f"https://{house.name}.example/{one.id}",
        )  # fmt: skip
        if rng.random() < 0.15:
            source = paragraphs


def changed(rng: random.Random, paragraphs: list[str]) -> list[str]:
    """What is left of a text when a house has been at it."""
    changes: list[tuple[float, Change]] = [
        (0.7, cut), (0.4, moved), (0.6, updated), (0.5, renumbered), (0.7, reset),
    ]  # fmt: skip
    for chance, change in changes:
        if rng.random() < chance:
            paragraphs = change(rng, paragraphs)
    return paragraphs


def framed(rng: random.Random, house: House, paragraphs: list[str]) -> list[str]:
    """The text under a dateline, between the house's own top and tail."""
    if rng.random() < 0.4:
        paragraphs = [f"{house.city.upper()} — {paragraphs[0]}", *paragraphs[1:]]
    top = [house.top] if rng.random() < 0.5 else []
    return [*top, *paragraphs, *([house.tail] if rng.random() < 0.7 else [])]


def headline(rng: random.Random, paragraphs: list[str]) -> str:
    """A headline of the house's own: words of the text in another order."""
    first = paragraphs[0]
    if is_spaceless(first):
        return first[:14]
    words = re.findall(r"[^\W\d_]{4,}", " ".join(paragraphs))
    return " ".join(rng.sample(words, min(7, len(words)))).capitalize()


def cut(rng: random.Random, paragraphs: list[str]) -> list[str]:
    """The text without 20 to 70 % of it, from the end or here and there."""
    units = [(number, unit) for number, paragraph in enumerate(paragraphs) for unit in split(paragraph)]
    goal = rng.uniform(0.2, 0.7) * sum(len(unit) for _, unit in units)
    if rng.random() < 0.5:
        order = list(range(len(units) - 1, 0, -1))
    else:
        numbers = rng.sample(range(1, len(paragraphs)), len(paragraphs) - 1)
        order = [at for number in numbers for at, (of, _) in enumerate(units) if of == number]
    dropped: set[int] = set()
    gone = 0
    for at in order:
        if gone + len(units[at][1]) <= goal:
            gone += len(units[at][1])
            dropped.add(at)
    return joined([unit for at, unit in enumerate(units) if at not in dropped])


def joined(units: Sequence[tuple[int, str]]) -> list[str]:
    """Sentences put together again by the number of their paragraph."""
    numbers = sorted({number for number, _ in units})
    return [" ".join(unit for of, unit in units if of == number) for number in numbers]


def split(paragraph: str) -> list[str]:
    """A paragraph's sentences."""
    return [paragraph[start:end] for start, end in sentences(paragraph)] or [paragraph]


def moved(rng: random.Random, paragraphs: list[str]) -> list[str]:
    """One or two paragraphs after the first stand elsewhere, and sometimes one is gone."""
    if len(paragraphs) < 4:
        return paragraphs
    first, *rest = paragraphs
    for _ in range(rng.randint(1, 2)):
        rest.insert(rng.randrange(len(rest)), rest.pop(rng.randrange(len(rest))))
    if rng.random() < 0.5:
        rest.pop(rng.randrange(len(rest)))
    return [first, *rest]


def updated(rng: random.Random, paragraphs: list[str]) -> list[str]:
    """A tenth to a third of the sentences are brought up to date: a number, a word more, a word less."""
    share = rng.uniform(0.1, 0.33)
    return [
        " ".join(fresh(rng, unit) if rng.random() < share else unit for unit in split(paragraph))
        for paragraph in paragraphs
    ]


def fresh(rng: random.Random, sentence: str) -> str:
    """The sentence with some of its words changed."""
    if is_spaceless(sentence):
        at = rng.randrange(len(sentence))
        return sentence[:at] + rng.choice(("", "約", "新")) + sentence[at + rng.randint(0, 3) :]
    words = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), sentence).split(" ")
    for _ in range(1 + len(words) // 12):
        at = rng.randrange(len(words))
        words[at : at + rng.randint(0, 1)] = rng.choice(([], [rng.choice(words)]))
    return " ".join(words) or sentence


def renumbered(rng: random.Random, paragraphs: list[str]) -> list[str]:
    """Thousands are set apart in the house's own way, or not at all."""
    mark = rng.choice((",", ".", "\u202f", "\u00a0", " ", "’", ""))

    def written(found: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", found[0])
        year = len(digits) == 4 and digits == found[0] and digits[:2] in {"19", "20"}
        return found[0] if year else f"{int(digits):,}".replace(",", mark)

    grouped = r"(?<![\d.,])(?:[1-9]\d{0,2}(?:[.,\u202f\u00a0]\d{3})+|[1-9]\d{3,8})(?![\d]|[.,]\d)"
    return [re.sub(grouped, written, paragraph) for paragraph in paragraphs]


def reset(rng: random.Random, paragraphs: list[str]) -> list[str]:
    """The same letters in another typography."""
    ways = rng.sample((quotes, dashes, spaces, decomposed, widened, hyphenated), rng.randint(1, 3))
    for way in ways:
        paragraphs = [way(paragraph) for paragraph in paragraphs]
    return paragraphs


def quotes(text: str) -> str:
    """Straight quotation marks, or guillemets where they were straight."""
    if '"' in text:
        return re.sub(r'"([^"]*)"', r"«\1»", text)
    return re.sub("[“”„«»「」『』]", '"', text).replace("’", "'").replace("‘", "'")


def dashes(text: str) -> str:
    """Hyphens for dashes, three points for an ellipsis."""
    return text.replace(" — ", " - ").replace(" – ", " - ").replace("—", "-").replace("–", "-").replace("…", "...")


def spaces(text: str) -> str:
    """Spaces that do not break beside numbers and before marks, a thin one in between."""
    return re.sub(r" (?=\d|[:;?!%»])", "\u00a0", text).replace(". ", ".\u2009")


def decomposed(text: str) -> str:
    """NFD, or NFC where the text was decomposed."""
    other = unicodedata.normalize("NFD", text)
    return other if other != text else unicodedata.normalize("NFC", text)


def widened(text: str) -> str:
    """Digits in full width where the script has that, in half width where they were wide."""
    if not is_spaceless(text):
        return text
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    narrow = {value: key for key, value in wide.items()}
    return text.translate(narrow) if re.search("[０-９]", text) else text.translate(wide)


def hyphenated(text: str) -> str:
    """Soft hyphens in long words."""
    return re.sub(r"([a-zäöüéèñ]{5})(?=[a-zäöüéèñ]{4})", "\\1\u00ad", text)


def quoting(rng: random.Random, press: Sequence[Text]) -> Iterator[Text]:
    """Reports of one's own that carry two sentences of another report."""
    for one in press:
        if not one.copy_of and rng.random() < 0.5:
            other = rng.choice([two for two in press if two.language == one.language and two.id != one.id])
            words = split(rng.choice(other.paragraphs))[:2]
            house = rng.choice(houses(one.language))
            text = own(rng, one.language, press, 12)
            text.insert(2, " ".join(words))
            yield invented(one, house, "quoting", framed(rng, house, text))


def following(rng: random.Random, press: Sequence[Text]) -> Iterator[Text]:
    """News of the next day by the same newsroom: most of it new, a quarter repeated as background."""
    for one in press:
        if not one.copy_of and len(one.paragraphs) > 6 and rng.random() < 0.4:
            background = one.paragraphs[3:5]
            text = own(rng, one.language, press, max(6, len(one.text) // 160))
            made = invented(one, rng.choice(houses(one.language)), "following", [*text, *background])
            yield replace(made, publisher=one.publisher, published=one.published + timedelta(hours=rng.randint(20, 30)))


def round_ups(rng: random.Random, press: Sequence[Text]) -> Iterator[Text]:
    """The first paragraphs of six reports, one after the other."""
    for number, one in enumerate(press[::4]):
        earlier = [two for two in press if two.language == one.language and two.published <= one.published][-16:]
        house = rng.choice(houses(one.language))
        if len(earlier) >= 6:
            text = [two.paragraphs[0] for two in rng.sample(earlier, 6)]
            yield invented(one, house, f"round-up-{number}", framed(rng, house, text))


def mixed(rng: random.Random, press: Sequence[Text]) -> Iterator[Text]:
    """Texts that nobody carries: a sentence each of many reports, in a house's frame."""
    for one in press:
        if rng.random() < 0.5:
            house = rng.choice(houses(one.language))
            text = own(rng, one.language, press, rng.randint(4, 14))
            yield invented(one, house, "mixed", [house.top, *text, house.tail])


def own(rng: random.Random, language: str, press: Sequence[Text], length: int) -> list[str]:
    """A text of so many paragraphs at most, of one sentence each, all from different reports."""
    pool = [one for one in press if one.language == language and not one.copy_of]
    return [rng.choice(split(rng.choice(one.paragraphs))) for one in rng.sample(pool, min(length, len(pool)))]


def invented(near: Text, house: House, what: str, paragraphs: Sequence[str]) -> Text:
    """A made text by a house, from about the time of another."""
    return Text(
        f"{near.id}-{what}", house.name, near.published + timedelta(minutes=37), near.language,
        " ".join(paragraphs[0].split()[:9]), "\n\n".join(paragraphs), url=f"https://{house.name}.example/{near.id}-{what}",
    )  # fmt: skip


def templates(rng: random.Random) -> Iterator[Text]:
    """Forecasts and results: every house its own, several a day for a week."""
    places = ("Maros", "Ilves", "Tarn Head", "Vessel", "Altamar", "Brenna", "Corrin", "Sahrun", "Renai", "Kessing")
    start = datetime.fromisoformat(f"{ANCHOR.isoformat()}T05:00:00+00:00") - timedelta(days=9)
    for language, words in told().items():
        for kind in ("weather", "result"):
            for number in range(40 if kind in words else 0):
                house = houses(language)[number % HOUSES]
                filled = words[kind].format(
                    place=rng.choice(places), other=rng.choice(places),
                    person=f"{rng.choice('ABDEGJKLM')}. {rng.choice(places)}son",
                    one=rng.choice(words["words"][:4]), two=rng.choice(words["words"][4:8]),
                    three=rng.choice(words["words"][8:]), **{name: rng.randint(1, 99) for name in "nmkabc"},
                )  # fmt: skip
                moment = start + timedelta(hours=6 * (number // HOUSES))
                yield Text(f"{language}-{kind}-{number}", house.name, moment, language, filled[:40], filled)


def bare_pages(rng: random.Random) -> Iterator[Text]:
    """Pages of which nothing was read but what the house puts around its texts."""
    start = datetime.fromisoformat(f"{ANCHOR.isoformat()}T06:00:00+00:00") - timedelta(days=9)
    for language in told():
        for number in range(8):
            house = houses(language)[number % HOUSES]
            title = "".join(rng.choice("bcdfgklmn") + rng.choice("aeiou") for _ in range(9)).capitalize()
            text = f"{house.top}\n\n{house.tail}"
            yield Text(f"{language}-bare-{number}", house.name, start + timedelta(hours=number), language, title, text)


def printed_again(rng: random.Random, press: Sequence[Text]) -> Iterator[Text]:
    """Pieces of last year, and the same with today's date."""
    for one in rng.sample([one for one in press if not one.copy_of], 12):
        house = houses(one.language)[0]
        old = invented(one, house, "last-year", own(rng, one.language, press, 12))
        yield replace(old, published=old.published - timedelta(days=365))
        yield replace(old, id=f"{old.id}-again", url=f"{old.url}-again")
