"""Interviews and transcripts: paragraphs that begin with the name of whoever speaks, or with a letter for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from octavo.engine.aids.statements.drafts import Draft
from octavo.engine.aids.statements.phrases import Subject

FEWEST = 4  # paragraphs with a label; two labels must come back
SHARE = 0.4  # of all paragraphs
UNSPACED = 8  # characters of an answer in a script without spaces

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:：\n]{0,40}?)\s*[:：]\s*(?=\S)")
_ASKS = frozenset(
    [
        "q",
        "question",
        "frage",
        "f",
        "p",
        "pregunta",
        "question",
        "س",
        "ש",
        "問",
        "问",
        "記者",
        "记者",
        "interviewer",
        "reporter",
        "moderator",
        "host",
        "s",
        "soalan",
    ]
)
_ANSWERS = frozenset(["a", "answer", "antwort", "r", "respuesta", "réponse", "ج", "ת", "答", "j", "jawapan"])
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def labelled(paragraphs: Sequence[str]) -> Mapping[int, re.Match[str]]:
    """The paragraphs that begin with a speaker's label, by number; none where the text is no conversation."""
    found = {number: match for number, text in enumerate(paragraphs) if (match := _LABEL.match(text))}
    counted = Counter(_key(match) for match in found.values())
    returning = {key for key, times in counted.items() if times > 1}
    turns = {number: match for number, match in found.items() if _key(match) in returning}
    if len(returning) < 2 or len(turns) < max(FEWEST, SHARE * len(paragraphs)):
        return {}
    return turns


def turns(paragraphs: Sequence[str], labels: Mapping[int, re.Match[str]]) -> list[Draft]:
    """What each labelled speaker says; questions, and answers that only a letter marks, are left out."""
    found: list[Draft] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        match = labels.get(number)
        asks = paragraph.rstrip().endswith(("?", "？", "؟"))
        if (
            match
            and not asks
            and _key(match) not in _ASKS | _ANSWERS
            and (len(_WORD.findall(paragraph, match.end())) > 3 or _is_unspaced(paragraph, match.end()))
        ):
            label = (at + match.start("label"), at + match.end("label"))
            words = (at + match.end(), at + len(paragraph.rstrip()))
            cue = (label[1], label[1] + 1)
            found.append(Draft(Subject(label, label), "says", "direct", words, cue, number, -1))
        at += len(paragraph) + 2
    return found


def _key(match: re.Match[str]) -> str:
    return match["label"].strip().lower()


def _is_unspaced(paragraph: str, start: int) -> bool:
    """True of an answer in a script without spaces, which is more than a word or two."""
    return len(paragraph) - start >= UNSPACED and len(_HAN.findall(paragraph, start)) * 2 > len(paragraph) - start
