"""Which model will be used, told without loading it."""

from __future__ import annotations

import json
from pathlib import Path

from octavo.engine.embed import FOLDER
from octavo.engine.embed.hashed import HashedEmbedder
from octavo.engine.errors import ModelUnavailable


def model_id(folder: Path) -> str:
    """The id of the model that ``octavo.engine.embed.load`` would load. Raises ModelUnavailable when it is broken."""
    for place in (folder, folder / FOLDER):
        manifest = place / "manifest.json"
        if manifest.is_file():
            try:
                return str(json.loads(manifest.read_text(encoding="utf-8"))["model_id"])
            except (OSError, ValueError, KeyError) as error:
                detail = "the model's manifest cannot be read"
                raise ModelUnavailable(detail) from error
    return HashedEmbedder.model_id
