"""Fonts, translations and static files, built where they are used: no build step for whoever runs the paper."""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# Latin with the accents of European languages, punctuation of all ours; what is rarer the system's fonts have.
LETTERS = (
    "0020-007E,00A0-017F,0218-021B,02BC,02C6,02DA,02DC,1E9E,2009-2015,2018-201E,2020-2022,2026,202F,2030,"
    "2039-203A,20AC,2190-2193,2197,2212"
)
FONTS: dict[str, tuple[str, str, dict[str, object]]] = {
    "newsreader": ("fontpkg_newsreader", "Newsreader[opsz,wght].ttf", {"wght": (300, 700)}),
    "inter": ("fontpkg_inter", "Inter[opsz,wght].ttf", {"wght": (400, 700), "opsz": 14}),
}


def build() -> bool:
    """Build what is stale. Returns whether static files must be collected anew."""
    compile_translations(Path(settings.LOCALE_PATHS[0]))
    build_fonts(Path(settings.ASSETS) / "fonts")
    stamp = Path(settings.DATA) / "static.stamp"
    now = fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now and Path(settings.STATIC_ROOT).exists():
        return False
    stamp.write_text(now, encoding="ascii")
    return True


def fingerprint() -> str:
    """Changes when a static file of ours does, or Octavo itself."""
    root = Path(settings.PACKAGE) / "web" / "static"
    listed = [
        (str(path.relative_to(root)), path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    ]
    return blake2b(json.dumps(listed).encode(), digest_size=16).hexdigest()


def compile_translations(folder: Path) -> None:
    """Each .po file into the .mo file that gettext reads; newer ones are left alone."""
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file)
        draft = target.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as out:
            write_mo(out, catalogue)
        draft.replace(target)


def build_fonts(folder: Path) -> None:
    """Our two faces, cut to the letters and weights the pages use, compressed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (package, file, axes) in FONTS.items():
        target = folder / f"{name}.woff2"
        if not target.exists():
            draft = target.with_suffix(f".{os.getpid()}")
            build_font(files(package).joinpath("files", file), axes, draft)
            draft.replace(target)


def build_font(source: object, axes: dict[str, object], target: Path) -> None:
    """One variable font: letters cut, axes limited, written as WOFF2."""
    options = subset.Options(layout_features=["kern", "liga", "lnum", "tnum", "mark", "locl"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(LETTERS))
    font = TTFont(str(source), lazy=False)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, axes)
    font.flavor = "woff2"
    font.save(target)
