from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.news.paper import Paper, new_paper
from tests.work.office import Office, new_office


@pytest.fixture
def paper(db: None) -> Iterator[Paper]:
    del db  # asked for so that there is one
    with new_paper() as running:
        yield running


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that all others are copied from."""
    with new_office(tmp_path_factory.mktemp("blank")) as made:
        yield made


@pytest.fixture
def office(blank: Office, tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path, blank) as made:
        yield made
