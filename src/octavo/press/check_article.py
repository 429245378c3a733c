"""What the checker asks of one article: its fields, its length, its dates, its edits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from octavo.press import wording
from octavo.press.world import SCENES, World

if TYPE_CHECKING:
    from collections.abc import Mapping


class Notes(Protocol):
    """Where findings go."""

    @property
    def articles(self) -> Mapping[str, dict[str, Any]]:
        """The articles of the file by id."""

    def error(self, where: str, what: str) -> None:
        """Note something that must be mended."""

    def warn(self, where: str, what: str) -> None:
        """Note something to look at."""


KEYS = {
    *(
        "id",
        "publisher",
        "day",
        "time",
        "headline",
        "lead",
        "byline",
        "agency",
        "section",
        "picture",
        "picture2",
    ),
    *(
        "text",
        "statements",
        "figures",
        "events",
        "places",
        "copy_of",
        "translation_of",
        "drop",
        "replace",
        "top",
    ),
    *("tail", "edit", "original"),
}
EDIT_KEYS = {"day", "time", "silent", "replace", "append", "headline", "lead"}
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MINIMUM = {"ja": 450, "zh": 450, "ar": 150, "he": 150}  # characters for the first two, else words
WORDS = 200
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
HAND_WRITTEN = {
    language: rf"\b\d{{1,2}}\.? (?:de )?(?:{names.replace(' ', '|')})\b"
    + (rf"|\b(?:{names.replace(' ', '|').replace('May|', '')}) \d{{1,2}}\b" if language == "en" else "")
    for language, names in MONTHS.items()
} | dict.fromkeys(("ja", "zh"), r"\d{1,2}月\d{1,2}日")
"""How a date looks that should have been a tag."""


def check(entry: dict[str, Any], notes: Notes, world: World) -> None:
    """Check all of one article but its gold."""
    name = entry["id"]
    for key in ("publisher", "day", "time", "headline"):
        if key not in entry:
            notes.error(name, f"no {key}")
    for key in sorted(set(entry) - KEYS):
        notes.warn(name, f"unknown key {key!r}")
    if entry.get("publisher") not in world.publishers:
        notes.error(name, f"unknown publisher {entry.get('publisher')!r}")
        return
    if entry.get("agency", "northline") not in world.agencies:
        notes.error(name, f"unknown agency {entry['agency']!r}")
    if not entry.get("lead") and "original" not in entry:
        notes.warn(name, "no lead")
    check_time(name, entry, notes, world.days)
    check_ties(entry, notes, world)
    check_words(entry, notes, world.publishers[entry["publisher"]].language)
    check_pictures(entry, notes)
    check_edits(entry, notes, world.days)


def moment(entry: dict[str, Any]) -> tuple[int, str]:
    """Day and time, to be compared."""
    return entry.get("day", 0), entry.get("time", "")


def check_time(name: str, entry: dict[str, Any], notes: Notes, days: int) -> None:
    """The day is in the stream and the time is one of a clock."""
    if not isinstance(entry.get("day"), int) or not 1 <= entry["day"] <= days:
        notes.error(name, f"day {entry.get('day')!r} is not in 1 to {days}")
    if not CLOCK.fullmatch(str(entry.get("time", ""))):
        notes.error(name, f"time {entry.get('time')!r} is not HH:MM")


def check_ties(entry: dict[str, Any], notes: Notes, world: World) -> None:
    """Copies and translations come after what they follow, in the right language."""
    name, language = entry["id"], world.publishers[entry["publisher"]].language
    if original := entry.get("original"):
        if moment(entry) < moment(original):
            notes.error(name, f"a copy published before its original {original['id']}")
        other = world.publishers.get(original.get("publisher", ""))
        if other and other.language != language:
            notes.error(name, f"a copy in {language} of a text in {other.language}: say translation_of")
    if "translation_of" in entry:
        source = notes.articles.get(entry["translation_of"])
        if source is None:
            notes.error(name, f"translation_of {entry['translation_of']!r} is not in this file")
        elif moment(entry) < moment(source):
            notes.error(name, f"a translation published before its original {source['id']}")


def check_words(entry: dict[str, Any], notes: Notes, language: str) -> None:
    """The text is long enough, and its tags and dates are right."""
    name, text = entry["id"], entry["text"]
    counted = len(re.sub(r"\s", "", text)) if language in {"ja", "zh"} else len(text.split())
    least = MINIMUM.get(language, WORDS)
    if counted < least:
        severe = notes.error if counted < least * 0.85 else notes.warn
        severe(name, f"only {counted} {'characters' if least > WORDS else 'words'}, wanted {least}")
    for key in ("headline", "lead", "text"):
        for tag in wording.unknown_tags(str(entry.get(key, ""))):
            notes.error(name, f"unknown tag {tag!r} in the {key}")
    if wording.TAG.search(str(entry.get("headline", ""))):
        notes.error(name, "a date tag in the headline")
    for found in re.findall(HAND_WRITTEN.get(language, r"(?!)"), text):
        notes.warn(name, f"a date by hand: {found!r}")
    if language not in {"ja", "zh"} and entry.get("lead") and entry["lead"] in text:
        notes.warn(name, "the lead is repeated in the text")


def check_pictures(entry: dict[str, Any], notes: Notes) -> None:
    """Scenes are drawable and stand inside the text."""
    for key in ("picture", "picture2"):
        if not (picture := entry.get(key)):
            continue
        if picture.get("scene") not in SCENES:
            notes.error(entry["id"], f"unknown scene {picture.get('scene')!r}")
        for part in ("caption", "credit"):
            if not picture.get(part):
                notes.warn(entry["id"], f"{key} has no {part}")
            for tag in wording.unknown_tags(str(picture.get(part, ""))):
                notes.error(entry["id"], f"unknown tag {tag!r} in the {part}")
        if picture.get("after", 0) > len(wording.paragraphs(entry["text"])):
            notes.warn(entry["id"], f"{key} stands after the last paragraph")


def check_edits(entry: dict[str, Any], notes: Notes, days: int) -> None:
    """Edits come in order, after publication, and change what is there."""
    name, text, last = entry["id"], entry["text"], moment(entry)
    for number, edit in enumerate(entry.get("edit", []), 1):
        where = f"{name} edit {number}"
        check_time(where, edit, notes, days)
        for key in sorted(set(edit) - EDIT_KEYS):
            notes.warn(where, f"unknown key {key!r} (what follows [[article.edit]] belongs to the edit)")
        if moment(edit) <= last:
            notes.error(where, "is not later than what it edits")
        last = moment(edit)
        shown = "\n\n".join([entry["headline"], entry.get("lead", ""), text])
        for old in wording.unused(shown, edit.get("replace", [])):
            notes.error(where, f"replace: {old!r} does not stand in the text")
        text = wording.framed(
            wording.replaced(text, edit.get("replace", [])), edit.get("top", ""), edit.get("append", "")
        )
        for tag in wording.unknown_tags(text):
            notes.error(where, f"unknown tag {tag!r}")
