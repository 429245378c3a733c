"""What pages read of the prepared reading aids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from octavo.assist.models import Brief, Findings, Telling
from octavo.engine.aids.cited import Cited, Source, articles_of, chosen, revived, stored
from octavo.engine.aids.findings import span_of
from octavo.engine.language import primary
from octavo.engine.text import fold
from octavo.news.models import Article

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoryAids:
    """A story's aids. Words in the rows are ``Cited``."""

    brief: list[Cited]
    voices: list[Row]
    differences: list[Row]
    opposed: list[Row]
    timeline: list[Row]
    comparison: list[Row]

    @property
    def articles(self) -> set[int]:
        """The articles that are cited."""
        every = [self.brief, self.voices, self.differences, self.opposed, self.timeline, self.comparison]
        return set(articles_of(every))


def of_story(pk: int, language: str) -> StoryAids | None:
    """The story's aids for a reader of a language; None while they are being prepared."""
    row = Telling.objects.filter(story=pk).first()
    if row is None:
        return None
    brief = row.brief.get(primary(language)) or row.brief.get("") or []
    rows = (brief, row.voices, row.differences, row.opposed, row.timeline, row.comparison)
    return StoryAids(*(revived(one) for one in rows))


def brief_of(article: Article) -> list[Cited] | None:
    """The article's sentences in brief; None while they are being prepared."""
    row: Brief | None = getattr(article, "brief", None)
    if row is None or row.version_id != article.version_id:
        return None
    return [stored(sentence, row.language) for sentence in row.sentences]


def statements_of(article: Article) -> list[Row] | None:
    """Who says what in an article: by speaker, in the order of the text. None while it is being prepared."""
    row = Findings.objects.filter(article=article).values_list("version", "statements").first()
    version = article.version
    if row is None or version is None or row[0] != version.pk:
        return None
    source = Source(article.pk, version.pk, version.text, article.language, article.published.date())
    voices: dict[str, Row] = {}
    for one in row[1]:
        voice = voices.setdefault(
            fold(one["speaker"]), {"speaker": one["speaker"], "role": "", "language": article.language, "said": []}
        )
        voice["role"] = voice["role"] or one["role"]
        pieces = [chosen(source, span_of(span)) for span in one["words"]]
        voice["said"].append({"kind": one["kind"], "form": one["form"], "pieces": pieces})
    return list(voices.values())
