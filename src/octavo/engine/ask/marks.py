"""The part of a sentence that holds the answer: its number, its date, its name."""

from __future__ import annotations

from octavo.engine.aids.figures import Number
from octavo.engine.aids.figures.reading import MONEY
from octavo.engine.ask.signs import Sentence, read_text
from octavo.engine.ask.values import Asked, Kind, Passage, Span

COUNTED = frozenset({Kind.COUNT, Kind.AMOUNT, Kind.MONEY})


def marked(asked: Asked, passage: Passage) -> Span | None:
    """The answer's place in the sentence, in characters of it, where just one thing can be meant."""
    one, text = _sentence(passage), passage.text
    start = passage.span[0]
    places: list[Span] = []
    if asked.kinds & COUNTED:
        fitting = _numbers(asked, one)
        places = [(number.start - start, number.end - start) for number in fitting]
    elif Kind.WHEN in asked.kinds:
        places = [(date.start - start, date.end - start) for date in one.dates]
        places += [(clock.start - start, clock.end - start) for clock in one.clocks]
    elif Kind.WHO in asked.kinds:
        places = [(text.find(name), text.find(name) + len(name)) for name in one.names if name in text]
    return places[0] if len(places) == 1 else None


def _numbers(asked: Asked, one: Sentence) -> list[Number]:
    """The numbers that the question may ask for: of its unit, of what it counts, or any that it does not name."""
    new = [number for number in one.numbers if number.low not in asked.numbers]
    if asked.units and (same := [number for number in new if number.unit in asked.units]):
        return same
    if Kind.MONEY in asked.kinds and (money := [number for number in new if number.unit in MONEY]):
        return money
    counted = {figure.number[0] for figure in one.figures if figure.what == asked.thing}
    return [number for number in new if number.start in counted] or new


def held(asked: Asked, passage: Passage) -> frozenset[str]:
    """What the sentence offers as an answer, so that two may be seen to agree: values, days, names."""
    one = _sentence(passage)
    if asked.kinds & COUNTED:
        return frozenset(f"{number.base[0]:g} {number.base[2]}" for number in _numbers(asked, one))
    if Kind.WHEN in asked.kinds:
        return frozenset(f"{date.day}" for date in one.dates) | {f"{clock.minutes}" for clock in one.clocks}
    return one.sounds - set(asked.names)


def _sentence(passage: Passage) -> Sentence:
    source = passage.report.source
    text = read_text(source.text, passage.report.title, source.language, source.published)
    return text.sentences[passage.place]
