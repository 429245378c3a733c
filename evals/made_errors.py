"""True sentences of given texts and false ones made from them, to hold the gate against.

Each error is one that a careless writer or a model makes: another number, day, name or place, a quotation touched
up, a negation put in or lost, two stories run together. All choices are drawn from one seed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from octavo.engine.aids.figures import Form, Number, Precision, Reading, Said, read
from octavo.engine.aids.figures.lexicon import lexicon
from octavo.engine.aids.gate import Passage
from octavo.engine.names import names_of
from octavo.engine.text import sentences

HABITS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Source:
    """A given text."""

    text: str
    language: str
    published: date
    story: str
    places: tuple[str, ...] = ()  # names of places it has, where known


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, what it cites, and what was done to it ("true" when nothing false was)."""

    kind: str
    sentence: str
    language: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence drawn from a text, and the pools to swap from."""

    source: Source
    span: tuple[int, int]
    reading: Reading
    others: Sequence[Source]
    random: Random

    @property
    def words(self) -> str:
        """The sentence."""
        return self.source.text[slice(*self.span)]

    @property
    def passage(self) -> Passage:
        """What it rightly cites."""
        one = self.source
        return Passage(one.text, one.language, one.published, self.span)


def number(drawn: Drawn) -> str | None:
    """Another number in the place of one: of the same text, or moved a little."""
    mine = [one for one in drawn.reading.numbers if one.form is Form.COUNT and one.low == one.high]
    if not mine:
        return None
    chosen = drawn.random.choice(mine)
    new = _other_number(chosen, drawn)
    return _put(drawn.words, (chosen.start, chosen.end), new) if new else None


def _other_number(one: Number, drawn: Drawn) -> str | None:
    written = drawn.words[one.start : one.end]
    if digits := list(re.finditer(r"\d", written)):
        spot = drawn.random.choice(digits[: max(1, len(digits) - written.count("000") * 3)])
        wrong = drawn.random.choice([str(d) for d in range(1, 10) if str(d) != spot.group()])
        return written[: spot.start()] + wrong + written[spot.end() :]
    words = [form for form, value in lexicon(drawn.source.language).numbers.items() if 3 <= value <= 12]
    words += list("三四五六七八九") if drawn.source.language in {"zh", "ja"} else []
    words = [word for word in words if read(word, drawn.source.language, date(2000, 1, 1)).numbers]
    words = [w for w in words if abs(read(w, drawn.source.language, date(2000, 1, 1)).numbers[0].low - one.low) > 0.5]
    return drawn.random.choice(words) if words and len(written.split()) == 1 else None


def day(drawn: Drawn) -> str | None:
    """Another day in the place of one, in the same form."""
    mine = [one for one in drawn.reading.dates if one.precision is Precision.DAY or one.said is Said.ABSOLUTE]
    if not mine:
        return None
    chosen = drawn.random.choice(mine)
    written = drawn.words[chosen.start : chosen.end]
    if digits := re.search(r"\d+", written):
        new = str(int(digits.group()) + drawn.random.choice([1, 2, 3]))
        if len(new) < 3 and int(new) > 28:
            new = str(int(digits.group()) - drawn.random.choice([2, 4]))
        return _put(drawn.words, (chosen.start + digits.start(), chosen.start + digits.end()), new)
    words = lexicon(drawn.source.language)
    pool = words.weekdays if chosen.said is Said.WEEKDAY else words.days
    value = pool.get(" ".join(written.lower().split()))
    if value is None:
        return None
    new = drawn.random.choice(
        [form for form, other in pool.items() if (other != value and len(form) > 2) or other == 0 != value]
    )
    return _put(drawn.words, (chosen.start, chosen.end), new.capitalize() if written[0].isupper() else new)


def name(drawn: Drawn) -> str | None:
    """Somebody of another text in the place of somebody."""
    mine = [one.text for one in names_of("", drawn.source.text.split("\n\n"), drawn.source.language)]
    mine = [one for one in mine if one in drawn.words]
    stranger = drawn.random.choice(drawn.others)
    theirs = [one.text for one in names_of("", stranger.text.split("\n\n"), stranger.language)]
    theirs = [
        one for one in theirs if not set(re.split(r"[\s・·]", one)) & set(re.split(r"[\s・·]", drawn.source.text))
    ]
    if not mine or not theirs or stranger.story == drawn.source.story:
        return None
    return drawn.words.replace(drawn.random.choice(mine), drawn.random.choice(theirs))


def place(drawn: Drawn) -> str | None:
    """Another place in the place of one."""
    mine = [one for one in drawn.source.places if re.search(rf"(?<![^\W_]){re.escape(one)}", drawn.words)]
    theirs = sorted({one for other in drawn.others for one in other.places if one not in drawn.source.text})
    if not mine or not theirs:
        return None
    return drawn.words.replace(drawn.random.choice(mine), drawn.random.choice(theirs))


_QUOTE = re.compile(r"(?<=[“„«「])[^“”„«»「」]{8,}?(?=[”“»」])|(?<=(?<!\w)\")[^\"]{8,}?(?=\")")


def quote(drawn: Drawn) -> str | None:
    """A word of a quotation dropped or doubled, or words put into quotation marks that nobody said so."""
    match = _QUOTE.search(drawn.words)
    if not match:
        return None
    words = match.group().strip()
    parts = list(words) if drawn.source.language in {"zh", "ja"} else words.split(" ")
    if len(parts) < 4:
        return None
    spot = drawn.random.randrange(1, len(parts) - 1)
    if drawn.random.random() < 0.5:
        parts.pop(spot)
    else:
        parts[spot] = parts[0] + parts[spot]
    changed = ("" if drawn.source.language in {"zh", "ja"} else " ").join(parts)
    return drawn.words.replace(words, changed, 1)


def negation(drawn: Drawn) -> str | None:
    """The sentence turned round."""
    if _QUOTE.search(drawn.words):
        return None
    pairs = [pair for pair in HABITS[drawn.source.language]["negation"] if pair[0] in drawn.words]
    if not pairs:
        return None
    old, new = drawn.random.choice(pairs)
    return drawn.words.replace(old, new, 1)


def _put(words: str, span: tuple[int, int], new: str) -> str:
    return words[: span[0]] + new + words[span[1] :]


PLANTED: dict[str, Callable[[Drawn], str | None]] = {
    "number": number,
    "date": day,
    "name": name,
    "place": place,
    "quote": quote,
    "negation": negation,
}


def planted(sources: Sequence[Source], each: int, seed: int) -> Iterator[Case]:
    """False sentences, ``each`` of every kind."""
    random = Random(seed)
    for kind, change in PLANTED.items():
        made = tries = 0
        while made < each and tries < each * 400:
            tries += 1
            drawn = draw(sources, random)
            words = change(drawn) if drawn else None
            if drawn and words and words != drawn.words:
                made += 1
                yield Case(kind, words, drawn.source.language, (drawn.passage,))
    made = 0
    while made < each:
        case = _merged(draw(sources, random), draw(sources, random), random)
        if case:
            made += 1
            yield case


def _merged(one: Drawn | None, other: Drawn | None, random: Random) -> Case | None:
    """The beginning of one sentence with the end of another story's, citing one of them or both."""
    if not one or not other or one.source.language != other.source.language or one.source.story == other.source.story:
        return None
    first, last = one.words.rstrip(".。").split(" "), other.words.split(" ")
    if one.source.language in {"zh", "ja"}:
        first, last = list(one.words.rstrip("。")), list(other.words)
    gap = "" if one.source.language in {"zh", "ja"} else " "
    words = gap.join(first[: len(first) // 2 + 1]).rstrip(",;:—") + gap + gap.join(last[len(last) // 2 :])
    if len(last) < 8 or re.search('[“”«»「」"„]', words):
        return None
    cited = (one.passage, other.passage) if random.random() < 0.5 else (one.passage,)
    return Case("merged", words, one.source.language, cited)


def true(sources: Sequence[Source], count: int, seed: int) -> Iterator[Case]:
    """True sentences: as they stand, cut at a comma, two of a paragraph joined, numbers and days in another form."""
    random = Random(seed)
    made = 0
    while made < count:
        drawn = draw(sources, random)
        if drawn:
            made += 1
            change = (_as_is, _cut, _joined, _reformed)[made % 4]
            yield change(drawn)


def _as_is(drawn: Drawn) -> Case:
    return Case("true", drawn.words, drawn.source.language, (drawn.passage,))


def _cut(drawn: Drawn) -> Case:
    """Without what follows the last comma; a sentence without one, or with quotation marks, stays."""
    words = drawn.words
    commas = [match.start() for match in re.finditer(r"[,،，、](?=\s|[^\d\s])", words)]
    if not commas or re.search('[“”«»「」"„()]', words) or commas[-1] < len(words) * 0.5:
        return _as_is(drawn)
    return Case("true", words[: commas[-1]] + ".", drawn.source.language, (drawn.passage,))


def _joined(drawn: Drawn) -> Case:
    """With the sentence that follows it, as one."""
    source = drawn.source
    spans = sentences(source.text, source.language)
    after = [span for span in spans if span[0] >= drawn.span[1]]
    if not after or "\n" in source.text[drawn.span[1] : after[0][0]] or re.search('[“”«»「」"„]', drawn.words):
        return _as_is(drawn)
    words = drawn.words.rstrip(".。") + HABITS[source.language]["join"] + source.text[slice(*after[0])]
    second = Passage(source.text, source.language, source.published, after[0])
    return Case("true", words, source.language, (drawn.passage, second))


def _reformed(drawn: Drawn) -> Case:
    """With its numbers in plain digits and "yesterday" or a weekday as a date."""
    words = drawn.words
    changes: list[tuple[int, int, str]] = [
        (one.start, one.end, f"{one.low:g}")
        for one in drawn.reading.numbers
        if one.low == one.high and one.low < 100_000 and one.form is Form.COUNT and not re.search('[“”«»「」"„]', words)
    ]
    if drawn.source.language == "en":
        changes += [
            (one.start, one.end, f"{one.day:%B} {one.day.day}")
            for one in drawn.reading.dates
            if one.said in {Said.RELATIVE, Said.WEEKDAY} and one.precision is Precision.DAY and '"' not in words
        ]
    for start, end, new in sorted(changes, reverse=True):
        words = words[:start] + new + words[end:]
    return replace(_as_is(drawn), sentence=words)


def draw(sources: Sequence[Source], random: Random) -> Drawn | None:
    """A sentence of a text, with others of the same language to swap from; nothing when it is too short or odd."""
    source = random.choice(sources)
    spans = [span for span in sentences(source.text, source.language) if 15 < span[1] - span[0] < 500]
    spans = [span for span in spans if "\n" not in source.text[slice(*span)]]
    if not spans:
        return None
    span = random.choice(spans)
    words = source.text[slice(*span)]
    if words.count('"') % 2 or any(words.count(a) != words.count(b) for a, b in ("“”", "«»", "「」", "„“") if a != "„"):
        return None
    reading = read(words, source.language, source.published)
    others = [one for one in sources if one.language == source.language and one.story != source.story]
    return Drawn(source, span, reading, others, random) if others else None
