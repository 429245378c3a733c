"""Fonts, translations and static files, built where they are used: no build step for whoever runs the paper."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from octavo.work import gazetteer, pressroom
from octavo.work.fonts import build_fonts
from octavo.work.translations import compile_translations


def build() -> bool:
    """Build what is stale. Returns whether static files must be collected anew."""
    compile_translations(Path(settings.LOCALE_PATHS[0]))
    build_fonts(Path(settings.ASSETS) / "fonts")
    gazetteer.ensure(Path(settings.GAZETTEER), sample=pressroom.known())
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
