"""The documentation says what is true: settings, files, links, and the code of the walk-throughs."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from octavo.engine import sources
from octavo.engine.aids.receipts import issue, resolve
from octavo.site.env import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WALKS = sorted((ROOT / "docs" / "change").glob("*.md"))
READERS = {"text", "flag", "number", "words"}  # the functions of octavo.site.env that read a setting
DECLARED = {setting.name for setting in SETTINGS}

_ROW = re.compile(r"^\| `(OCTAVO_\w+)` \| (?:`(.*?)`|empty) \| (.*) \|$", re.MULTILINE)
_NAME = re.compile(r"\bOCTAVO_[A-Z_]*[A-Z]\b")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FILE = re.compile(r"`((?:src|tests|evals|bench|scripts|docs)/[\w./-]*)`")
_RECORD = re.compile(r"docs/[\w./-]+\.md")
_CODE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_TREE = re.compile(r"^```tree\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PLACEHOLDER = re.compile(r"/[A-Z]+(?:\.\w+$|/)")  # KIND.py is for the reader to name


def test_every_setting_is_documented_as_it_is_declared() -> None:
    rows = _ROW.findall(text(ROOT / "docs" / "run" / "settings.md"))
    assert sorted(rows) == sorted((setting.name, setting.default, setting.meaning) for setting in SETTINGS)


def test_every_setting_is_read_somewhere() -> None:
    assert not DECLARED - set(settings_read())


def test_every_setting_that_is_named_anywhere_is_declared() -> None:
    ours = [path for path in code() if path.is_relative_to(ROOT / "src")]
    files = [*DOCS, *ours, *(ROOT / name for name in ("Makefile", "Dockerfile", "compose.yaml"))]
    unknown = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for name in _NAME.findall(text(path))
        if name not in DECLARED
    }
    assert not unknown


def test_every_file_in_the_tree_of_the_architecture_exists() -> None:
    named = list(tree(text(ROOT / "ARCHITECTURE.md")))
    assert len(named) > 40
    assert not [path for path in named if not (ROOT / path).exists()]


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_files_named_in_the_docs_exist(page: Path) -> None:
    named = {name for name in _FILE.findall(text(page)) if not _PLACEHOLDER.search(name)}
    assert not {name for name in named if not (ROOT / name).exists()}


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_links_between_the_docs_resolve(page: Path) -> None:
    links = [link.partition("#")[0] for link in _LINK.findall(text(page)) if ":" not in link]
    assert not [link for link in links if link and not (page.parent / link).exists()]


def test_decision_records_named_in_the_code_exist() -> None:
    named = {(path, name) for path in [*code(), ROOT / "pyproject.toml"] for name in _RECORD.findall(text(path))}
    assert not {f"{path.relative_to(ROOT)}: {name}" for path, name in named if not (ROOT / name).exists()}


@pytest.mark.parametrize("record", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda record: record.stem)
def test_a_decision_record_fits_on_a_page(record: Path) -> None:
    assert re.match(r"\d{4}-[a-z0-9-]+\.md$", record.name)
    assert len(text(record).splitlines()) <= 80


def test_every_rule_that_is_left_out_is_argued() -> None:
    rules = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["ruff"]["lint"]
    left_out = {*rules["ignore"], *(rule for few in rules["per-file-ignores"].values() for rule in few)}
    argued = set(re.findall(r"`([A-Z]+\d*)`", text(ROOT / "docs" / "decisions" / "0010-checks.md")))
    assert not left_out - argued


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.stem)
def test_what_a_walk_through_imports_is_there(walk: Path) -> None:
    for module, name in imports(walk):
        assert hasattr(importlib.import_module(module), name), f"{module}.{name}"


def test_the_source_kind_of_the_walk_through_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = made("add-a-source-kind")["AddressListSource"]()
    monkeypatch.setitem(sources.KINDS, kind.kind, kind)
    body = b"https://paper.example/one\nhttps://paper.example/two\nmailto:desk@paper.example\n"
    listing = sources.read(body, "https://paper.example/list.txt", {"content-type": "text/plain"}, datetime.now(UTC))
    assert [item.url for item in listing.items] == ["https://paper.example/one", "https://paper.example/two"]
    assert (listing.kind, listing.skipped) == ("address_list", 1)


def test_the_model_of_the_walk_through_keeps_the_contract() -> None:
    model = made("add-a-model")["LetterEmbedder"]()
    vectors = model.embed(["Dam holds", "Dam holds again", "", "川が氾濫"])
    assert vectors.shape == (4, model.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(model.embed(["Dam holds"])[0], vectors[0])
    assert model.embed([]).shape == (0, model.dimensions)


def test_the_aid_of_the_walk_through_has_receipts_that_resolve() -> None:
    paragraphs = ("The dam held. Some 4,200 people left.", "Nobody was hurt. Rain fell for 3 days.")
    joined = "\n\n".join(paragraphs)
    spans = made("add-an-aid")["numbers"](paragraphs, "en")
    words = [resolve(issue(1, 1, joined, span), joined) for span in spans]
    assert [word.strip() for word in words] == ["Some 4,200 people left.", "Rain fell for 3 days."]


def settings_read() -> Iterator[str]:
    """Names that the code hands to a function of octavo.site.env."""
    for path in (ROOT / "src").rglob("*.py"):
        if "OCTAVO_" not in text(path):
            continue
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in READERS and str(node.args[0].value) in DECLARED:
                    yield str(node.args[0].value)


def tree(page: str) -> Iterator[str]:
    """The paths of a tree of names, where two spaces of indentation are one folder down."""
    above: list[str] = []
    for line in _TREE.findall(page)[0].splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        above = [*above[:depth], line.split()[0].rstrip("/")]
        yield "/".join(above)


def imports(walk: Path) -> Iterator[tuple[str, str]]:
    """What the code of a page imports from us: module and name."""
    for block in _CODE.findall(text(walk)):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("octavo"):
                yield from ((str(node.module), alias.name) for alias in node.names)


def made(walk: str) -> Mapping[str, Any]:
    """The names that the code of a walk-through makes when it is run."""
    names: dict[str, Any] = {}
    for block in _CODE.findall(text(ROOT / "docs" / "change" / f"{walk}.md")):
        exec(compile(block, walk, "exec"), names)
    return names


@cache
def code() -> tuple[Path, ...]:
    """Our Python files and templates, but this one."""
    folders = (ROOT / name for name in ("src", "tests", "evals", "bench", "scripts"))
    found = (path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".html"})
    return tuple(sorted(path for path in found if path != Path(__file__)))


@cache
def text(path: Path) -> str:
    """A file's text."""
    return path.read_text(encoding="utf-8")
