"""The library that runs the models keeps nothing about its user, and sends nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "octavo"


def test_the_runtime_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    code = "from octavo.engine.embed.runtime import onnxruntime; onnxruntime.get_available_providers()"
    environ = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    homes = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", code], env=environ | homes, check=True)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_nobody_imports_the_runtime_by_another_way() -> None:
    ways = [path for path in SOURCE.rglob("*.py") if "import onnxruntime" in path.read_text(encoding="utf-8")]
    direct = [path.name for path in ways if "\nimport onnxruntime" in path.read_text(encoding="utf-8")]
    assert direct == ["runtime.py"]
