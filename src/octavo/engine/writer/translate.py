"""Translation sentence by sentence, by an operator's service or language model. What lost something stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from octavo.engine.errors import Unparsable
from octavo.engine.language import primary
from octavo.engine.writer import prompts
from octavo.engine.writer.answers import without_thoughts
from octavo.engine.writer.chat import ask, tokens_of
from octavo.engine.writer.faithful import Pair, lost
from octavo.engine.writer.values import Post

BATCH = 12  # sentences a question to a language model
_ROOM = 256  # tokens of an answer beside three times those of the sentences
_NUMBERED = re.compile(r"^\s*[\[【(]?\s*(\d{1,3})\s*[\])】.:：)]\s*(.*\S)\s*$")


@dataclass(frozen=True, slots=True)
class Translated:
    """A sentence as it is shown: translated, or, not ``ok``, in the original's words."""

    text: str
    ok: bool
    why: str = ""  # of ``faithful.Lost`` or ``Fault``


class Means(Protocol):
    """Something that translates."""

    def cost(self, sentences: Sequence[str]) -> int:
        """Tokens of the day's budget that it may take; 0 for what is not counted."""

    def translate(self, sentences: Sequence[str], pair: Pair) -> tuple[list[str], int]:
        """A translation for each sentence, empty where there is none, and the tokens spent. Raises OctavoError."""


def translated(sentences: Sequence[str], pair: Pair, means: Means) -> tuple[list[Translated], int]:
    """Each sentence in the target language where that could be had faithfully, and the tokens spent."""
    texts, tokens = means.translate(sentences, pair)
    found = []
    for original, text in zip(sentences, texts, strict=True):
        said = " ".join(text.split())
        why = lost(original, said, pair)
        found.append(Translated(original if why else said, not why, why))
    return found, tokens


@dataclass(frozen=True, slots=True)
class ByModel:
    """A language model."""

    model: str
    post: Post

    def cost(self, sentences: Sequence[str]) -> int:
        """Tokens of all the questions and answers."""
        return sum(
            _most(batch) + tokens_of("".join(prompts.translating(batch, "", ""))) for batch in _batches(sentences)
        )

    def translate(self, sentences: Sequence[str], pair: Pair) -> tuple[list[str], int]:
        """Some sentences a question, so that each is read beside its neighbours."""
        texts: list[str] = []
        tokens = 0
        for batch in _batches(sentences):
            reply = ask(self.post, self.model, prompts.translating(batch, pair.source, pair.target), _most(batch))
            tokens += reply.tokens
            said: dict[int, str] = {}
            for line in without_thoughts(reply.text).split("\n"):
                if match := _NUMBERED.match(line):
                    said.setdefault(int(match[1]), match[2])
            texts += [said.get(number, "") for number in range(1, len(batch) + 1)]
        return texts, tokens


@dataclass(frozen=True, slots=True)
class ByService:
    """A service that answers as LibreTranslate does."""

    post: Post
    key: str = ""

    def cost(self, sentences: Sequence[str]) -> int:
        """Nothing is counted."""
        return 0

    def translate(self, sentences: Sequence[str], pair: Pair) -> tuple[list[str], int]:
        """One sentence a question."""
        return [self._one(sentence, pair) for sentence in sentences], 0

    def _one(self, sentence: str, pair: Pair) -> str:
        body = {
            "q": sentence,
            "source": primary(pair.source) or "auto",
            "target": primary(pair.target),
            "format": "text",
        }
        answer = self.post(body | ({"api_key": self.key} if self.key else {}))
        try:
            text = json.loads(answer)["translatedText"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Unparsable("the translator's answer has no translated text in it") from error
        return text if isinstance(text, str) else ""


def _batches(sentences: Sequence[str]) -> list[Sequence[str]]:
    return [sentences[at : at + BATCH] for at in range(0, len(sentences), BATCH)]


def _most(batch: Sequence[str]) -> int:
    return _ROOM + 3 * sum(tokens_of(one) for one in batch)
