"""The days of the week a text names: what tells two events apart where the day of publication is not known."""

from __future__ import annotations

from collections.abc import Collection

from octavo.engine.text import fold, is_spaceless

SAME, OTHER = 2.25, 3.25  # days
_NAMES = (
    "monday montag lundi lunes isnin اثنين שני 月曜 星期一 周一",
    "tuesday dienstag mardi martes selasa ثلاثاء שלישי 火曜 星期二 周二",
    "wednesday mittwoch mercredi miércoles rabu أربعاء רביעי 水曜 星期三 周三",
    "thursday donnerstag jeudi jueves khamis خميس חמישי 木曜 星期四 周四",
    "friday freitag vendredi viernes jumaat جمعة שישי 金曜 星期五 周五",
    "saturday samstag samedi sábado sabtu سبت שבת 土曜 星期六 周六",
    "sunday sonntag dimanche domingo ahad أحد ראשון 日曜 星期日 周日",
)
_NUMBERS = {name: number for number, names in enumerate(_NAMES) for name in names.split()}
_WORDS = {fold(name): number for name, number in _NUMBERS.items() if not is_spaceless(name)}
_PIECES = {name: number for name, number in _NUMBERS.items() if is_spaceless(name)}


def weekdays(text: str) -> frozenset[int]:
    """The days of the week that a text names in any of the nine languages, Monday 0."""
    words = set(fold(text).split())
    found = {number for word, number in _WORDS.items() if word in words}
    return frozenset(found | {number for piece, number in _PIECES.items() if piece in text})


def guessed_apart(one: Collection[int], other: Collection[int]) -> float | None:
    """How many days two events may lie apart by the weekdays their texts name; None where one names none.

    A hint, not a distance: the week is not known. The two values were set on the NeuS stories for ``related.nearness``,
    which takes 2.5 days where nothing is known.
    """
    if not one or not other:
        return None
    return SAME if set(one) & set(other) else OTHER
