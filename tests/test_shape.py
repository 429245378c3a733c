"""The shape of the code: sizes, names, and what must not stand in any file."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
CODE = ("src", "tests", "evals", "bench", "scripts")
FUNCTION, FILE, PARAMETERS = 40, 400, 5  # lines, lines, count
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}

# Spelt in pieces, so that this file does not hold what it looks for.
REGISTRIES = tuple(
    "".join(pieces)
    for pieces in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("registry.", "yarnpkg"),
        ("crates", ".io"),
        ("anaconda", ".org"),
        ("rubygems", ".org"),
        ("proxy.", "golang.org"),
        ("repo1.", "maven.org"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.:/}-])(?:/(?:home|Users)/[a-z_][\w.-]*/|/ro{2}t/|[A-Z]:\\+Users\\)")
BINARY = {".png", ".jpg", ".jpeg", ".webp", ".gz", ".woff2", ".mo", ".ico", ".npy", ".sqlite3", ".pyc", ".so"}


def test_the_code_is_where_it_is_looked_for() -> None:
    assert len(modules()) > 100


def test_functions_fit_on_a_screen() -> None:
    long = [
        f"{where}: {size} lines"
        for where, function in functions()
        if (size := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION
    ]
    assert not long, "\n".join(long)


def test_files_stay_small() -> None:
    sizes = {path: len(text(path).splitlines()) for path in [*modules(), *pages()]}
    long = [f"{path.relative_to(ROOT)}: {size} lines" for path, size in sizes.items() if size > FILE]
    assert not long, "\n".join(long)


def test_functions_take_few_parameters() -> None:
    many = [f"{where}: {', '.join(names)}" for where, f in functions() if len(names := parameters(f)) > PARAMETERS]
    assert not many, "\n".join(many)


def test_modules_are_named_for_what_they_hold() -> None:
    vague = [str(path.relative_to(ROOT)) for path in modules() if NAMELESS & {path.stem, path.parent.name}]
    assert not vague, "\n".join(vague)


def test_our_own_code_is_never_replaced_by_a_mock() -> None:
    mocked = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        for name in imported(path)
        if "mock" in name.split(".") or "pytest_mock" in name
    ]
    assert not mocked, "\n".join(mocked)


def test_no_file_names_a_package_registry() -> None:
    found = [f"{path.relative_to(ROOT)}: {host}" for path in tracked() for host in REGISTRIES if host in text(path)]
    assert not found, "\n".join(found)


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    here = f"{ROOT}/" if len(ROOT.parts) > 2 else "\0"  # a checkout right below the root has too common a name
    found = [
        f"{path.relative_to(ROOT)}: {match[0] if (match := MACHINE_PATH.search(text(path))) else here}"
        for path in tracked()
        if MACHINE_PATH.search(text(path)) or here in text(path)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("line", "machine"),
    [
        ("open('/ho" + "me/ada/paper.py')", True),
        ("PATH=/Us" + "ers/ada/bin", True),
        ("cd C:" + "\\Users\\ada", True),
        ("https://news.example/home/world/", False),
        ("the folder /data/pictures", False),
    ],
)
def test_a_path_of_a_machine_is_told_from_an_address(line: str, machine: bool) -> None:  # noqa: FBT001
    assert bool(MACHINE_PATH.search(line)) is machine


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[str, Function]]:
    """Every function and method, with where it stands."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, Function):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def parameters(function: Function) -> list[str]:
    """The names a caller has to know."""
    asked = function.args
    named = [*asked.posonlyargs, *asked.args, *asked.kwonlyargs]
    names = [one.arg for one in [*named, asked.vararg, asked.kwarg] if one is not None]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def imported(path: Path) -> Iterator[str]:
    """What a module imports, in full."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def modules() -> tuple[Path, ...]:
    """Our Python files. Migrations are written by Django and not counted."""
    found = (path for folder in CODE for path in (ROOT / folder).rglob("*.py"))
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


def pages() -> list[Path]:
    """Templates, styles and scripts of the pages."""
    web = ROOT / "src" / "octavo" / "web"
    return sorted(path for path in web.rglob("*") if path.suffix in {".html", ".css", ".js"})


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the project as text: all that .gitignore does not leave out."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    left_out = [".git", *(line.strip("/") for line in lines if not line.startswith("#"))]
    return tuple(walk(ROOT, left_out))


def walk(folder: Path, left_out: list[str]) -> Iterator[Path]:
    """Files below a folder, without the names left out."""
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in left_out):
            continue
        if path.is_dir():
            yield from walk(path, left_out)
        elif path.suffix not in BINARY:
            yield path


@cache
def text(path: Path) -> str:
    """A file's text."""
    return path.read_text(encoding="utf-8", errors="replace")


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(text(path))
