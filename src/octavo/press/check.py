"""Read story files as a careful sub-editor: ``python src/octavo/press/check.py FILE…``.

Needs nothing but Python, so that it can be run before anything is installed. Errors keep a story out
of the press; warnings are for the writer's judgement.
"""

from __future__ import annotations

import copy
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.path = [entry for entry in sys.path if Path(entry).resolve() != Path(__file__).resolve().parent]

from octavo.press import check_article, check_gold, wording
from octavo.press.world import STORIES, TOPICS, World, load_world

STORY_KEYS = {"id", "storyline", "topic", "summary", "person", "article", "difference", "question", "related"}


@dataclass(slots=True)
class Report:
    """What was found in one file."""

    path: Path
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    articles: dict[str, dict[str, Any]] = field(default_factory=dict)  # as written, with its final "text"

    def error(self, where: str, what: str) -> None:
        """Note something that must be mended."""
        self.errors.append(f"{where}: {what}")

    def warn(self, where: str, what: str) -> None:
        """Note something to look at."""
        self.warnings.append(f"{where}: {what}")


@lru_cache(maxsize=256)
def parsed(path: Path, _changed: int) -> dict[str, Any]:
    """A file as written, kept while it does not change."""
    return tomllib.loads(path.read_text("utf-8"))


def check_file(path: Path, world: World, elsewhere: dict[str, Path]) -> Report:
    """Check one story file. ``elsewhere`` maps the article ids of all other files to their file."""
    report = Report(path)
    try:
        story = copy.deepcopy(parsed(path, path.stat().st_mtime_ns))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        report.error("file", f"does not parse: {problem}")
        return report
    check_head(story, report)
    written = [entry for entry in story.get("article", []) if entry.get("id")]
    for name, times in Counter(entry["id"] for entry in written).items():
        if times > 1:
            report.error(name, "the id is given twice in this file")
        if name in elsewhere:
            report.error(name, f"the id is also in {elsewhere[name].name}")
    report.articles = texts(written, report)
    for entry in report.articles.values():
        check_article.check(entry, report, world)
        check_gold.check_spans(entry, report, world)
    check_gold.check_story(story, report, set(elsewhere))
    return report


def check_head(story: dict[str, Any], report: Report) -> None:
    """Check what stands above the articles."""
    if story.get("id") != report.path.stem:
        report.error("story", f"id {story.get('id')!r} is not the file name {report.path.stem!r}")
    if story.get("topic") not in TOPICS:
        report.error("story", f"unknown topic {story.get('topic')!r}")
    if not story.get("summary"):
        report.error("story", "no summary")
    if not story.get("article"):
        report.error("story", "no articles")
    if any(not entry.get("id") for entry in story.get("article", [])):
        report.error("story", "an article without an id")
    for key in sorted(set(story) - STORY_KEYS):
        report.warn("story", f"unknown key {key!r} (perhaps written below an [[article]] by mistake)")


def texts(written: list[dict[str, Any]], report: Report) -> dict[str, dict[str, Any]]:
    """The articles by id, each copy given its text, its language's original and its order checked."""
    originals = {entry["id"]: entry for entry in written if "copy_of" not in entry}
    for entry in written:
        entry["text"] = wording.joined(wording.paragraphs(entry.get("text", "")))
        if "copy_of" not in entry:
            continue
        original = originals.get(entry["copy_of"])
        if original is None:
            report.error(entry["id"], f"copy_of {entry['copy_of']!r} is no original of this file")
            continue
        if entry.get("text"):
            report.warn(entry["id"], "a copy with a text of its own: the text is ignored")
        entry["text"] = copied(entry, original, report)
        entry["original"] = original
    return {entry["id"]: entry for entry in written}


def copied(entry: dict[str, Any], original: dict[str, Any], report: Report) -> str:
    """The text of a copy, noting edits that do not apply."""
    name = entry["id"]
    source = wording.joined(wording.paragraphs(original.get("text", "")))
    length = len(wording.paragraphs(source))
    for number in entry.get("drop", []):
        if not 1 <= number <= length:
            report.error(name, f"drop = {number}, but the original has {length} paragraphs")
    text = wording.kept(source, entry.get("drop", []))
    both = original.get("lead", "") + "\n\n" + text
    for old in wording.unused(both, entry.get("replace", [])):
        report.error(name, f"replace: {old!r} does not stand in the original (after drop)")
    return wording.framed(wording.replaced(text, entry.get("replace", [])), entry.get("top", ""), entry.get("tail", ""))


def ids_in(folder: Path) -> dict[str, Path]:
    """The article ids of every file of a folder that parses."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            story = parsed(path, path.stat().st_mtime_ns)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        found |= {entry["id"]: path for entry in story.get("article", []) if "id" in entry}
    return found


def check_all(paths: list[Path], world: World | None = None) -> list[Report]:
    """Check files, each against the ids of all others in their folders."""
    world = world or load_world()
    known: dict[str, Path] = {}
    for folder in sorted({path.resolve().parent for path in paths}):
        known |= ids_in(folder)
    reports = []
    for path in paths:
        own = path.resolve()
        elsewhere = {name: other for name, other in known.items() if other != own}
        reports.append(check_file(path, world, elsewhere))
    return reports


def main(arguments: list[str]) -> int:
    """Print a report; the exit code is 1 when there are errors."""
    paths = [Path(argument) for argument in arguments] or sorted(STORIES.glob("*.toml"))
    reports = check_all(paths)
    for report in reports:
        verdict = f"{len(report.errors)} errors, {len(report.warnings)} warnings"
        print(f"{report.path}: {len(report.articles)} articles, {verdict}")
        for line in report.errors:
            print(f"  ERROR {line}")
        for line in report.warnings:
            print(f"  warn  {line}")
    return 1 if any(report.errors for report in reports) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
