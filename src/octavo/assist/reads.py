"""What pages read of the prepared reading aids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from octavo.assist.models import Brief, Findings, Telling
from octavo.assist.sources import source_of
from octavo.assist.speakers import speakers_of
from octavo.engine.aids.cited import Cited, articles_of, chosen, cited_in, revived, stored
from octavo.engine.aids.findings import span_of
from octavo.engine.aids.receipts import Receipt
from octavo.engine.aids.voices import heard
from octavo.engine.language import primary
from octavo.engine.text import fold
from octavo.news.models import Article

Row = dict[str, Any]
Permission = Callable[[Sequence[Receipt]], bool]  # whether words that these bear out may be quoted
MOST = 60  # statements of a text that its page shows


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

    @property
    def anything(self) -> bool:
        """True when there is something to show; a day or a publisher alone is told by the report itself."""
        told = self.brief or self.voices or self.differences or self.opposed
        return bool(told) or len(self.timeline) > 1 or len(self.comparison) > 1

    def permitted(self, may: Permission) -> StoryAids:
        """The aids without words that may not be quoted, and without what would be a half of something then."""
        differences = [
            one | {"sides": [side | {"given": given} for side in one["sides"] if (given := quoted(side["given"], may))]}
            for one in self.differences
        ]
        return StoryAids(
            [one for one in self.brief if may(one.receipts)],
            [one | {"said": said} for one in self.voices if (said := quoted(one["said"], may))],
            [one for one in differences if len(one["sides"]) > 1],
            [pair for pair in self.opposed if len(quoted([pair["claim"], pair["denial"]], may)) == len(pair)],
            quoted(self.timeline, may),
            [
                one | {"leads_with": next(iter(quoted([one["leads_with"]], may)), None)}
                | {kind: quoted(one[kind], may) for kind in ("alone", "leaves_out")}
                for one in self.comparison
            ],
        )  # fmt: skip


def quoted(rows: list[Any], may: Permission) -> list[Any]:
    """Those of some rows of which all words may be quoted."""
    return [row for row in rows if all(may(one.receipts) for one in cited_in(row))]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who says what in a text: by speaker, in the order of the text. Words in the rows are ``Cited``."""

    voices: list[Row]
    more: int  # statements that are not among them, as there are too many


def of_story(pk: int, language: str) -> StoryAids | None:
    """The story's aids for a reader of a language; None while they are being prepared."""
    row = Telling.objects.filter(story=pk).first()
    if row is None:
        return None
    brief = row.brief.get(primary(language)) or row.brief.get("") or []
    voices = [heard(voice, primary(language)) for voice in row.voices]
    rows = (brief, voices, row.differences, row.opposed, row.timeline, row.comparison)
    return StoryAids(*(revived(one) for one in rows))


def brief_of(article: Article) -> list[Cited] | None:
    """The article's sentences in brief; None while they are being prepared."""
    row: Brief | None = getattr(article, "brief", None)
    if row is None or row.version_id != article.version_id:
        return None
    return [stored(sentence, row.language) for sentence in row.sentences]


def statements_of(article: Article) -> Spoken | None:
    """Who says what in an article, the same words of a speaker once. None while it is being prepared."""
    row = Findings.objects.filter(article=article).values_list("version", "statements").first()
    version = article.version
    if row is None or version is None or row[0] != version.pk:
        return None
    source = source_of(article, version)
    people = speakers_of([article.pk])
    distinct: dict[tuple[str, str], Row] = {}
    for number, one in enumerate(row[1]):
        person = people.get((article.pk, number))
        distinct.setdefault((fold(one["speaker"]), fold(one["text"])), one | {"person": person})
    voices: dict[str, Row] = {}
    for one in list(distinct.values())[:MOST]:
        who = {"person": one["person"], "speaker": one["speaker"], "role": "", "language": article.language}
        voice = voices.setdefault(str(one["person"] or fold(one["speaker"])), {**who, "said": []})
        voice["role"] = voice["role"] or one["role"]
        pieces = [chosen(source, span_of(span)) for span in one["words"]]
        voice["said"].append({"kind": one["kind"], "form": one["form"], "pieces": pieces})
    return Spoken(list(voices.values()), max(0, len(distinct) - MOST))
