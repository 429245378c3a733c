"""One question to a chat endpoint in the form that OpenAI's API made common, and its answer read to the end.

An answer may come whole, or as a stream of events (some servers know nothing else). What is no answer at all
is ``Unparsable``; an answer that says nothing is an empty one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from octavo.engine.errors import Unparsable
from octavo.engine.text import is_spaceless
from octavo.engine.writer.values import Post, Reply

LONGEST = 20_000  # characters of an answer that are looked at
_A_TOKEN = {True: 1.0, False: 3.0}  # characters of a token at the least, by scripts without spaces or with
_STEADY = 0.2  # temperature: what is to be said is given


def ask(post: Post, model: str, messages: tuple[str, str], most: int) -> Reply:
    """Put a question to a model.

    Args:
        post: the way to the endpoint.
        model: its name there.
        messages: what we say as its operator, and what we ask.
        most: tokens of the answer.

    Raises:
        OctavoError: what ``post`` raises; ``Unparsable`` when the answer has not the form.
    """
    system, user = messages
    answer = post(
        {
            "model": model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "max_tokens": most,
            "temperature": _STEADY,
            "stream": False,
        }
    )
    text, used, ended = _read(answer.decode("utf-8", "replace").lstrip("\ufeff \r\n\t"))
    least = tokens_of(system + user) + tokens_of(text)
    return Reply(text[:LONGEST], used if least // 8 <= used <= 8 * least + most else least, ended)


def tokens_of(text: str) -> int:
    """About how many tokens a text is, rather too many than too few."""
    return 8 + int(len(text) / _A_TOKEN[is_spaceless(text)])


def _read(answer: str) -> tuple[str, int, bool]:
    """The words, the tokens and whether the end was reached."""
    if answer.startswith(("data:", "event:", "id:", ":", "retry:")):
        return _streamed(answer)
    try:
        return _piece(json.loads(answer), "message")
    except (ValueError, RecursionError) as error:
        raise Unparsable("the model's answer is not JSON, or was cut off") from error


def _streamed(answer: str) -> tuple[str, int, bool]:
    """An answer of many events; one that is damaged is where it ends."""
    parts: list[str] = []
    tokens, ended = 0, False
    for data in _events(answer):
        if data == "[DONE]":
            ended = True
            break
        try:
            words, used, last = _piece(json.loads(data), "delta")
        except (ValueError, RecursionError, Unparsable):
            break
        parts.append(words)
        tokens, ended = max(tokens, used), ended or last
    if not parts:
        raise Unparsable("the stream of the model's answer has nothing in it that can be read")
    return "".join(parts), tokens, ended


def _events(answer: str) -> Iterator[str]:
    """The data of each event. Every server we know writes an object on one line, and not all part them by a blank."""
    for line in answer.split("\n"):
        if line.startswith("data:"):
            yield line[5:].strip()


def _piece(answer: Any, where: str) -> tuple[str, int, bool]:
    """What one object of an answer holds. Raises Unparsable when it is no such object."""
    if not isinstance(answer, Mapping) or not isinstance(answer.get("choices"), list):
        raise Unparsable("the model's answer has no choices in it")
    usage = answer.get("usage")
    used = usage.get("total_tokens") if isinstance(usage, Mapping) else 0
    tokens = used if isinstance(used, int) and not isinstance(used, bool) else 0
    if not answer["choices"]:
        return "", tokens, False  # the last event of a stream counts the tokens and says nothing
    choice = answer["choices"][0]
    said = choice.get(where) if isinstance(choice, Mapping) else None
    if not isinstance(said, Mapping):
        raise Unparsable("the model's answer has no message in it")
    words = said.get("content")
    return words if isinstance(words, str) else "", tokens, choice.get("finish_reason") == "stop"
