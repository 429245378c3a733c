"""The operator's language model and translator, from the paper's settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings

from octavo.engine.errors import ModelUnavailable, OctavoError
from octavo.engine.executor import attempt
from octavo.engine.fetch.endpoint import Endpoint
from octavo.engine.writer.translate import ByModel, ByService, Means
from octavo.engine.writer.values import Post
from octavo.news.ingest.policy import policy

Work = TypeVar("Work")
Result = TypeVar("Result")

MODEL, TRANSLATOR = "model", "translator"  # what a rest is of
TRANSLATE_TIMEOUT = 30.0  # seconds for one sentence


@dataclass(frozen=True, slots=True)
class Model:
    """A language model and the way to it."""

    name: str
    post: Post


@dataclass(frozen=True, slots=True)
class Translator:
    """What translates, under which name the pages show it, and which endpoint rests when it fails."""

    by: str
    means: Means
    endpoint: str


def model_name() -> str:
    """The language model in use; empty where there is none."""
    return settings.MODEL_NAME if settings.MODEL_URL else ""


def translator_name() -> str:
    """What translates, as the pages show it: the host of the service, else the model; empty where there is none."""
    return host_of(settings.TRANSLATE_URL) if settings.TRANSLATE_URL else model_name()


def model() -> Model:
    """The language model. Raises ModelUnavailable when there is none, or its key cannot be read."""
    if not model_name():
        raise ModelUnavailable("no language model is set")
    address = under(settings.MODEL_URL, "/chat/completions")
    return Model(settings.MODEL_NAME, door(address, settings.MODEL_TIMEOUT, key_in(settings.MODEL_KEY_FILE)).post)


def translator() -> Translator:
    """What translates: the service where there is one, else the model. Raises ModelUnavailable when there is none."""
    if not settings.TRANSLATE_URL:
        one = model()
        return Translator(one.name, ByModel(one.name, one.post), MODEL)
    endpoint = door(under(settings.TRANSLATE_URL, "/translate"), TRANSLATE_TIMEOUT)
    return Translator(translator_name(), ByService(endpoint.post, key_in(settings.TRANSLATE_KEY_FILE)), TRANSLATOR)


def door(address: str, timeout: float, key: str = "") -> Endpoint:
    """The way to an endpoint, under the paper's own name."""
    return Endpoint(address, policy().user_agent, timeout, key)


def under(address: str, path: str) -> str:
    """An address that ends in a path, whether or not the operator has written that out."""
    bare = address.rstrip("/")
    return bare if bare.endswith(path) else bare + path


def host_of(address: str) -> str:
    """The host of an address, without keys and paths that it may hold."""
    try:
        return urlsplit(address).hostname or "LibreTranslate"
    except ValueError:
        return "LibreTranslate"


def key_in(path: str) -> str:
    """The key in a file; empty where no file is named. Raises ModelUnavailable when it cannot be read."""
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise ModelUnavailable("the file with the key cannot be read") from error


def waves(batch: Sequence[Work]) -> Iterator[Sequence[Work]]:
    """The batch in parts of as many questions as the operator allows at once."""
    size = max(1, settings.MODEL_CONCURRENCY)
    yield from (batch[at : at + size] for at in range(0, len(batch), size))


def outcomes(function: Callable[[Work], Result], wave: Sequence[Work]) -> list[tuple[Work, Result | OctavoError]]:
    """Each piece of work with what came of it; all of them at once. The function must leave the database alone."""
    if not wave:
        return []
    with ThreadPoolExecutor(len(wave), thread_name_prefix="octavo-model") as pool:
        return list(zip(wave, pool.map(partial(attempt, function), wave), strict=True))
