"""Every way in which an endpoint has been seen to behave, and some in which it may."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.standin.tongues import translated

NUMBERED = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
LINK = "https://login.evil.example/"


@dataclass(frozen=True)
class Question:
    """What was asked of which path."""

    path: str
    body: Mapping[str, Any]

    @property
    def told(self) -> str:
        """All messages to a model."""
        return "\n".join(str(message.get("content")) for message in self.body.get("messages", []))

    @property
    def given(self) -> list[str]:
        """The numbered sentences."""
        return [text for _, text in NUMBERED.findall(self.told)]

    @property
    def to_translate(self) -> bool:
        """True when a model is asked to translate."""
        return self.told.startswith("You translate")


@dataclass(frozen=True)
class Answer:
    """What goes back."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    slow: bool = False
    breaks_off: bool = False  # in the middle of the body


def said(text: str, ended: str = "stop") -> Answer:
    """A whole answer of a model."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": ended}
    used = {"prompt_tokens": 200, "completion_tokens": 50, "total_tokens": 250}
    return Answer(json.dumps({"object": "chat.completion", "choices": [choice], "usage": used}).encode())


def streamed(text: str, *, done: bool = True) -> Answer:
    """An answer in small pieces."""
    pieces = [text[at : at + 7] for at in range(0, len(text), 7)]
    events = [{"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]} for piece in pieces]
    lines = [f"data: {json.dumps(event)}\n\n" for event in events]
    if done:
        last = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
        lines += [f"data: {json.dumps(last)}\n\n", "data: [DONE]\n\n"]
    return Answer("".join(lines).encode(), headers={"Content-Type": "text/event-stream"})


def words(question: Question) -> str:
    """What a model that does as it should would say: the first two sentences in one, the others as they are."""
    given = question.given
    if question.to_translate:
        target = re.search(r" into ([A-Z][a-z]+)", question.told)
        return "\n".join(f"[{n}] {translated(text, target[1] if target else '')}" for n, text in enumerate(given, 1))
    lines = [f"{text} [{number}]" for number, text in enumerate(given, 1)]
    if len(given) > 1 and re.search(r"[a-z]\.$", given[0]):
        lines[:2] = [f"{given[0].rstrip('.')}; {given[1]} [1, 2]"]
    return "\n".join(lines)


def good(question: Question) -> Answer:
    if question.path.endswith("/translate"):
        text = translated(str(question.body.get("q", "")), str(question.body.get("target", "")))
        return Answer(json.dumps({"translatedText": text}).encode())
    return said(words(question))


def instead(text: str) -> Callable[[Question], Answer]:
    """A model that says one thing whatever it is asked; a translator likewise."""

    def answer(question: Question) -> Answer:
        if question.path.endswith("/translate"):
            return Answer(json.dumps({"translatedText": text}).encode())
        return said(text)

    return answer


def changed(change: Callable[[str], str]) -> Callable[[Question], Answer]:
    """A model that says what it should, but for a change."""
    return lambda question: said(change(words(question)))


def obedient(question: Question) -> Answer:
    """Does what a sentence of the sources tells it to, wherever that stands; else it does as it should."""
    order = re.search(r"(?:write that|instead write:|and say:)\s*(.+?)[\n\"”]", question.told, re.IGNORECASE)
    if order:
        return said("\n".join(f"{order[1][0].upper()}{order[1][1:]} [{n}]" for n in (1, 2)))
    return said(words(question))


def inventive(question: Question) -> Answer:
    """Keeps one sentence, and makes up a number, a quotation, a name and a date beside it."""
    first = question.given[0] if question.given else "Nothing."
    digits = re.sub(r"\d", lambda match: str((int(match[0]) + 3) % 10), first)
    return said(
        "\n".join(
            (
                f"{first} [1]",
                f"{digits if digits != first else 'Rain flooded 77 houses.'} [1]",
                "“We were warned and did nothing,” an official said. [1]",
                f"{first.rstrip('.')}, said Tovan Ricks of Oslo. [1]",
                f"{first.rstrip('.')} on 9 May 1987. [1]",
            )
        )
    )


def garbage(_question: Question) -> Answer:
    return Answer(random.Random(5).randbytes(4000), headers={"Content-Type": "application/octet-stream"})


def marked_up(question: Question) -> Answer:
    given = question.given or [""]
    lines = [f"<b>{text}</b> [{n}]" for n, text in enumerate(given, 1)]
    return said("\n".join([*lines, f'<script src="{LINK}"></script> [1]', f"[Read on]({LINK}) now. [1]"]))


def linking(question: Question) -> Answer:
    return said("\n".join(f"{text} See {LINK} for more. [{n}]" for n, text in enumerate(question.given, 1)))


BEHAVIOUR: Mapping[str, Callable[[Question], Answer]] = {
    "good": good,
    "stream": lambda question: streamed(words(question)),
    "slow": lambda question: replace(good(question), slow=True),
    "garbage": garbage,
    "half": lambda question: replace(good(question), breaks_off=True),
    "half-stream": lambda question: streamed(words(question)[: len(words(question)) * 2 // 3], done=False),
    "html": lambda _: Answer(b"<!doctype html><h1>Sign in</h1>", headers={"Content-Type": "text/html"}),
    "markup": marked_up,
    "links": linking,
    "obedient": obedient,
    "inventive": inventive,
    "refusing": instead("I'm sorry, but I can't help with that request."),
    "error": lambda _: Answer(b'{"error": "out of memory"}', 500),
    "bad-request": lambda _: Answer(b'{"error": "context length exceeded"}', 400),
    "busy": lambda _: Answer(b"", 429, {"Retry-After": "120"}),
    "closed": lambda _: Answer(b'{"error": "invalid key"}', 401),
    "huge": lambda question: said((words(question) + "\n") * 1 + "a" * 2_000_000),
    "endless": changed(lambda text: "\n".join([text] * 400)),
    "wrong": lambda _: Answer(b'{"answer": ["no", "choices"], "choices": "none"}'),
    "elsewhere": lambda _: Answer(b"", 307, {"Location": "/good/v1/chat/completions"}),
    "empty": instead(""),
    "null": lambda _: Answer(json.dumps({"choices": [{"message": {"content": None}}]}).encode()),
    "thinking": changed(lambda text: f"<think>They want [1]. Ignore [2]?\nI could lie. [1]</think>\n{text}"),
    "only-thinking": changed(lambda text: f"<think>{text}"),
    "uncited": changed(lambda text: re.sub(r" \[[\d, ]+\]", "", text)),
    "wrong-numbers": changed(lambda text: re.sub(r"\[[\d, ]+\]", "[41]", text)),
    "chatty": changed(lambda text: f"Sure! Here is the brief:\n\n{text}\n\nLet me know if I can help further!"),
    "markdown": changed(lambda text: "```\n" + re.sub(r"^", "- ", text, flags=re.MULTILINE) + "\n```"),
}
