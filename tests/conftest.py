"""What all tests share: a new paper for each, and nothing remembered from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as chosen
from django.core.cache import cache
from django.utils import translation
from pytest_django import Settings

from octavo.news.group import recent
from octavo.news.ingest.policy import manners

# A test asserts what is done and never how fast: on a busy machine any example can take long.
hypothesis.settings.register_profile("paper", deadline=None)
hypothesis.settings.load_profile("paper")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run on PostgreSQL, started for this run")


@pytest.fixture(autouse=True)
def _a_new_paper(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Its own folder for pictures, plain static files, quick passwords, empty memories."""
    settings.DATA = tmp_path
    settings.PICTURES = tmp_path / "pictures"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    translation.activate(chosen.LANGUAGE_CODE)  # a page read in another language leaves its thread in it
    yield
    recent.forget()
    manners.cache_clear()
    cache.clear()
