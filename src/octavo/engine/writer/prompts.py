"""What a model is told. The words stand in files beside this one; what strangers wrote stands between fences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from octavo.engine.language import primary
from octavo.engine.writer.values import Task

LONGEST = 1_200  # characters of a sentence; what is longer is cut for the model
QUESTION = 400  # characters of a reader's question
_NAMES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "he": "Hebrew",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "ms": "Malay", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def writing(task: Task, sentences: Sequence[str], language: str, question: str = "") -> tuple[str, str]:
    """What we say as the operator, and what we ask: to write anew from numbered sentences."""
    fence = _fence(sentences)
    rules = _filled(_prompt("rules"), {"fence": fence, "language": name_of(language), "most": str(len(sentences))})
    asked = _filled(_prompt(task), {"question": _line(question, QUESTION)})
    return rules, f"{asked}\n{_fenced(sentences, fence)}"


def translating(sentences: Sequence[str], source: str, target: str) -> tuple[str, str]:
    """What we say as the operator, and what we ask: to translate numbered sentences."""
    fence = _fence(sentences)
    rules = _prompt("translate")
    words = {"fence": fence, "source": name_of(source), "language": name_of(target)}
    return _filled(rules, words), _fenced(sentences, fence)


def name_of(language: str) -> str:
    """A language as a model knows it."""
    return _NAMES.get(primary(language), language or "their language")


def _fence(sentences: Sequence[str]) -> str:
    """A mark that no stranger can have known when they wrote."""
    return f"=={sha256(chr(10).join(sentences).encode('utf-8', 'replace')).hexdigest()[:12]}=="


def _fenced(sentences: Sequence[str], fence: str) -> str:
    lines = [f"[{number}] {_line(sentence, LONGEST)}" for number, sentence in enumerate(sentences, 1)]
    return "\n".join((f"{fence} sentences", *lines, f"{fence} end"))


def _line(text: str, longest: int) -> str:
    """One line, without characters that cannot be seen, which some models read all the same."""
    shown = "".join(" " if char.isspace() else char for char in text)
    return " ".join("".join(c for c in shown if unicodedata.category(c) not in _UNSEEN).split())[:longest]


def _filled(prompt: str, words: dict[str, str]) -> str:
    """The prompt with its gaps filled, each once: what is put in is not looked at again."""
    return re.sub(r"\{(\w+)\}", lambda gap: words[gap[1]], prompt)


@cache
def _prompt(name: str) -> str:
    return files(__package__).joinpath("prompts", f"{name}.txt").read_text(encoding="utf-8")
