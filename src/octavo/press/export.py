"""Write the sample press as a news stream with gold: the layout the evaluations read.

One folder: ``publishers.json``, ``articles.jsonl``, ``gold.jsonl``, ``differences.jsonl``,
``related.jsonl`` and ``questions.jsonl``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from octavo.press.sites import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from octavo.press.newsroom import Press
    from octavo.press.values import Article, Support

Line = dict[str, Any]


def filled(**fields: object) -> Line:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in ("", None)}


def publishers(press: Press) -> list[Line]:
    """Who reports."""
    return [
        {
            "id": one.id,
            "name": one.name,
            "country": one.country,
            "language": one.language,
            "ownership": one.ownership,
        }
        for one in press.world.publishers.values()
    ]


def articles(press: Press) -> Iterator[Line]:
    """Every article as first published, oldest first; with all its states where there is more than one."""
    for one in press.articles:
        line = {
            "id": one.id,
            "publisher": one.publisher.id,
            "url": address(press, one),
            "published": one.published.isoformat(),
            "language": one.language,
            "title": one.headline,
            "byline": one.byline,
            **filled(agency=agency(press, one)),
            "lead": one.lead,
            "text": one.text,
            **filled(image_caption=one.pictures[0].caption if one.pictures else ""),
        }
        if len(one.versions) > 1:
            line["versions"] = [{"at": state.at.isoformat(), "text": state.text} for state in one.versions]
        yield line


def agency(press: Press, article: Article) -> str:
    """The name of the wire an article carries, or nothing."""
    return press.world.agencies[article.agency].name if article.agency else ""


def gold(press: Press) -> Iterator[Line]:
    """What a careful editor says about each article, in the order of the articles."""
    for one in press.articles:
        found = one.gold
        yield {
            "id": one.id,
            "story": one.story,
            **filled(storyline=one.storyline, copy_of=one.copy_of, translation_of=one.translation_of),
            "statements": [
                filled(speaker=said.speaker, role=said.role, kind=said.kind, form=said.form, words=said.words)
                for said in found.statements
            ],
            "figures": [
                filled(
                    what=figure.what,
                    value=figure.value,
                    qualifier=figure.qualifier,
                    counter=figure.counter,
                    as_of=figure.as_of.isoformat() if figure.as_of else None,
                    words=figure.words,
                )
                for figure in found.figures
            ],
            "events": [{"date": event.date.isoformat(), "words": event.words} for event in found.events],
            "places": list(found.places),
        }


def support(one: Support) -> Line:
    """Where something stands."""
    return {"article": one.article, "words": one.words}


def differences(press: Press) -> Iterator[Line]:
    """Reports that truly differ."""
    for one in press.differences:
        yield {
            "story": one.story,
            "kind": one.kind,
            "what": one.what,
            "a": support(one.a),
            "b": support(one.b),
        }


def related(press: Press) -> Iterator[Line]:
    """What belongs beside an article and what must not."""
    for one in press.related:
        yield {"id": one.id, "related": list(one.related), "not": list(one.unrelated)}


def questions(press: Press) -> Iterator[Line]:
    """Readers' questions; no answers means that the stream does not say."""
    for one in press.questions:
        yield {
            "id": one.id,
            "language": one.language,
            "question": one.question,
            "answers": list(one.answers),
            "support": [support(place) for place in one.support],
        }


def export(press: Press, folder: Path) -> None:
    """Write the six files of the layout into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    named = json.dumps(publishers(press), ensure_ascii=False, indent=1)
    (folder / "publishers.json").write_text(named + "\n", "utf-8")
    streams = {
        "articles": articles(press),
        "gold": gold(press),
        "differences": differences(press),
        "related": related(press),
        "questions": questions(press),
    }
    for name, lines in streams.items():
        _write(folder / f"{name}.jsonl", lines)


def _write(path: Path, lines: Iterable[Line]) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
