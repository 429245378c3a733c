"""A stand-in for the operator's model and translator, and the settings that name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings

from tests.standin import StandIn, standin

Manner = Callable[[str], StandIn]


@pytest.fixture
def model(settings: Settings) -> Iterator[Manner]:
    """A language model that behaves as it is told to."""
    with standin(pause=1.2) as running:

        def behaves(manner: str) -> StandIn:
            settings.MODEL_URL, settings.MODEL_NAME = f"{running.url()}/v1", manner
            settings.MODEL_TIMEOUT = 1
            return running

        yield behaves


@pytest.fixture
def translator(settings: Settings) -> Iterator[Manner]:
    """A service that translates as it is told to."""
    with standin() as running:

        def behaves(manner: str) -> StandIn:
            settings.TRANSLATE_URL = f"{running.url()}/{manner}"
            return running

        yield behaves
