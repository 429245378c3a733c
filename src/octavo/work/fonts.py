"""Our two faces, cut to the letters and weights the pages use: built once, in the data folder."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# Two cuts a face: a page in English or French loads the first only. tokens.css names the same ranges.
CUTS = {
    "": "0020-007E,00A0-00FF,0152-0153,02C6,02DA,02DC,2009-2015,2018-201E,2022,2026,2039-203A,20AC,2190-2193,2197",
    "-extended": "0100-0151,0154-017F,0218-021B,1E9E",
}
FACES: dict[str, tuple[str, str, dict[str, object]]] = {
    "newsreader": ("fontpkg_newsreader", "Newsreader[opsz,wght].ttf", {"wght": (300, 600), "opsz": (16, 72)}),
    "inter": ("fontpkg_inter", "Inter[opsz,wght].ttf", {"wght": (400, 600), "opsz": 14}),
}
FEATURES = ["kern", "lnum", "tnum"]


def build_fonts(folder: Path) -> None:
    """Write ``<face><cut>.woff2`` for each face and cut that is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for face, (package, file, axes) in FACES.items():
        for cut, letters in CUTS.items():
            target = folder / f"{face}{cut}.woff2"
            if not target.exists():
                draft = target.with_suffix(f".{os.getpid()}")
                build_font(str(files(package).joinpath("files", file)), axes, letters, draft)
                draft.replace(target)


def build_font(source: str, axes: dict[str, object], letters: str, target: Path) -> None:
    """One variable font: letters cut first, since that makes the rest quick; then axes limited; WOFF2."""
    subsetter = subset.Subsetter(subset.Options(layout_features=FEATURES))
    subsetter.populate(unicodes=subset.parse_unicodes(letters))
    font = TTFont(source, lazy=False)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, axes)
    font.flavor = "woff2"
    font.save(target)
