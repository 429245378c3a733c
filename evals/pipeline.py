"""What stands in the database after a folder of pages was read like the web, from feed to story.

Every page of a set is served on loopback by an invented publisher whose feed lists addresses and nothing
else. A new paper on SQLite reads them through every stage but the pictures' (their files are at strangers'
hosts, and nobody is asked for them); then the rows are scored against gold. So this measures what extraction
alone does not: listing, fetching, encodings, twins, what is stored and what gets lost on the way.

A paper's settings are read once a process, so each set is read in a process of its own:
``python -m evals.pipeline FOLDER`` prints the rows of a folder as lines of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from evals import scores
from evals.extraction import names_a_picture, outlets_aside, with_lead
from evals.pages import Page, pages
from octavo.engine.extract.metadata import metadata_of
from octavo.engine.extract.page import tree_of
from octavo.engine.values import Document

Scores = Mapping[str, float | int]

STAGES = ("refresh", "fetch", "extract", "fold", "embed", "group", "relate", "prepare")
# Where a gold time names no zone it is the newsroom's.
ZONES = {"de": "Europe/Berlin", "uk": "Europe/London", "us": "America/New_York"}


@dataclass(frozen=True, slots=True)
class Stored:
    """A page and the row it became; ``row`` is empty where there is no text in the database."""

    page: Page
    row: Mapping[str, Any]

    @property
    def document(self) -> Document:
        """The row as the extraction's scorers take it."""
        row = self.row
        return Document(
            title=row.get("title", ""),
            paragraphs=tuple(row.get("paragraphs", ())),
            lead=row.get("lead", ""),
            authors=tuple(row.get("authors", ())),
            site_name=metadata_of(tree_of(self.page.body), self.page.url).site_name,
        )


def fundus(data: Path) -> Scores:
    """Score 139 German, British and American pages: text, title, authors, day, main picture."""
    found = stored(data / "extraction" / "fundus")
    texts = [with_lead(one.document, one.page.body) for one in found]
    pictured = [one for one in found if names_a_picture(one.page)]
    signed = [one for one in found if "authors" in one.page.gold]
    return {
        **text_scores(found, texts),
        "title": scores.mean(scores.same_text(one.document.title, one.page.gold["title"]) for one in found),
        "day": scores.mean(same_day(one) for one in found),
        "authors": scores.mean(outlets_aside(one.document, one.page.gold["authors"]) for one in signed),
        "picture": scores.mean(bool(one.row.get("picture")) for one in pictured),
    }


def scrapinghub(data: Path) -> Scores:
    """Score 181 news and blog pages of 2019 by their official four-gram F1."""
    found = stored(data / "extraction" / "scrapinghub")
    texts = [one.document.text for one in found]
    return {
        **text_scores(found, texts),
        "ngram4_f1": scores.ngram4_f1(texts, [one.page.gold["text"] for one in found]),
    }


def text_scores(found: list[Stored], texts: list[str]) -> dict[str, float | int]:
    """Word F1 over all pages, and how many came through to the last stage."""
    values = [scores.word_f1(text, one.page.gold["text"]) for one, text in zip(found, texts, strict=True)]
    return {
        "n": len(found),
        "ingested": scores.mean(one.row.get("stage") == "READY" for one in found),
        "word_f1": scores.mean(values),
        "failures": sum(value < scores.FAILURE for value in values),
    }


def same_day(one: Stored) -> bool:
    """Whether the stored moment is on gold's day, in the zone gold names, else in the newsroom's."""
    gold = str(one.page.gold["published"])
    if one.row.get("published_by") not in {"page", "feed"}:
        return False
    zone = datetime.fromisoformat(gold).tzinfo or ZoneInfo(ZONES.get(one.page.gold["country"], "UTC"))
    return scores.same_day(datetime.fromisoformat(one.row["published"]).astimezone(zone).isoformat(), gold)


def stored(folder: Path) -> list[Stored]:
    """Every page of a folder with what a new paper made of it.

    Raises FileNotFoundError without the folder, CalledProcessError when the paper could not be read at all.
    """
    expected = list(pages(folder))
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(  # noqa: S603 - this module, by this Python
            [sys.executable, "-m", "evals.pipeline", str(folder)],
            env=environment(Path(home)), check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    rows = {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}
    return [Stored(page, rows.get(str(page.gold["id"]), {})) for page in expected]


def environment(home: Path) -> dict[str, str]:
    """The settings of a new paper in a folder; by words instead of meaning unless a model is named."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "octavo.site.settings",
        "OCTAVO_DATA": str(home),
        "OCTAVO_DATABASE": "",
        "OCTAVO_MODELS": os.environ.get("OCTAVO_MODELS", str(home / "models")),
        "OCTAVO_PRIVATE_HOSTS": "*.localhost",
    }


def main() -> None:
    """Read the folder named on the command line and print what stands in the database."""
    import django  # noqa: PLC0415 - only this process is a paper

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs the settings

    from octavo.engine.executor import Inline  # noqa: PLC0415
    from octavo.news import subscribe  # noqa: PLC0415
    from octavo.work.pipeline import drain  # noqa: PLC0415
    from octavo.work.replay import serve  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    with serve(Path(sys.argv[1])) as server:
        for feed in server.feeds:
            subscribe.add(feed)
        drain(STAGES, Inline())
        for page in server.pages.values():
            print(json.dumps({"id": page.id, **row_at(server.url_of(page))}))


def row_at(url: str) -> dict[str, Any]:
    """What the database has of the article at an address; nothing when it has no row there."""
    from octavo.engine.urls import canonical  # noqa: PLC0415
    from octavo.news.models import Article  # noqa: PLC0415

    article = Article.objects.select_related("version", "picture", "publisher").filter(url=canonical(url)).first()
    if article is None:
        return {}
    return {
        "stage": Article.Stage(article.stage).name,
        "error": f"{article.error} {article.error_text}".strip(),
        "title": article.title,
        "lead": article.lead,
        "paragraphs": article.version.paragraphs if article.version else [],
        "authors": article.authors,
        "published": article.published.isoformat(),
        "published_by": article.published_by,
        "picture": article.picture.url if article.picture else "",
        "story": article.story_id,
    }


SETS: dict[str, Callable[[Path], Scores]] = {"fundus": fundus, "scrapinghub": scrapinghub}

if __name__ == "__main__":
    main()
