from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.news.paper import Paper, new_paper


@pytest.fixture
def paper(db: None) -> Iterator[Paper]:
    del db  # asked for so that there is one
    with new_paper() as running:
        yield running
