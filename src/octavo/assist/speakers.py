"""Who speaks in an article, kept as rows: each spelling once, and which spellings are one speaker's.

Folding is decided when an article is read, within its story and storyline only, by ``octavo.engine.aids.speakers``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from octavo.assist.models_people import Said, Speaker
from octavo.engine.aids.speakers import Group, Named, Voice, belonging, voices_of
from octavo.engine.aids.statements import Statement
from octavo.news.models import Article

_LONGEST = 200  # characters


@dataclass(slots=True)
class Company:
    """The speakers that matter to one article: those of its names, and those heard in its story."""

    by_key: dict[str, Speaker]
    near: set[int]  # of the rows heard in its story

    def spellings(self) -> dict[int, list[Named]]:
        """The names of each speaker that are at hand."""
        found: dict[int, list[Named]] = {}
        for row in self.by_key.values():
            if row.pk:
                found.setdefault(root(row), []).append(named_of(row))
        return found

    def groups(self, beside: int = 0) -> list[Group]:
        """The speakers of the story, the spellings of each together; one of them left out."""
        heard = {root(row) for row in self.by_key.values() if row.pk in self.near} - {beside}
        return [Group(key, tuple(names)) for key, names in self.spellings().items() if key in heard]


def record(article: Article, statements: Sequence[Statement]) -> None:
    """Keep who speaks in an article. To be called in a transaction; once more, or of a new version, it does no harm.

    Four queries where all names are known, five where some are new, and one more for what is withdrawn.
    """
    voices = voices_of(statements, article.language, [name for name, _ in article.names])
    said = {row.speaker_id: row for row in Said.objects.filter(article=article)}
    if not voices and not said:
        return
    company = company_of(article, voices)
    rows = spoken(voices, company)
    withdrawn = [pk for pk in said if pk not in rows]
    if withdrawn:
        Said.objects.filter(article=article, speaker__in=withdrawn).delete()
        Speaker.objects.filter(pk__in=withdrawn).update(articles=F("articles") - 1)
    Said.objects.bulk_create(
        [
            Said(speaker_id=pk, article=article, statements=numbers, at=article.published)
            for pk, numbers in rows.items()
        ],
        update_conflicts=True,
        unique_fields=["speaker", "article"],
        update_fields=["statements", "at"],
    )
    fresh = [pk for pk in rows if pk not in said]
    if fresh:
        latest = Greatest(Coalesce(F("last"), article.published), article.published)
        Speaker.objects.filter(pk__in=fresh).update(articles=F("articles") + 1, last=latest)


def company_of(article: Article, voices: Iterable[Voice]) -> Company:
    """The rows of an article's names, and of the names heard in its story or storyline."""
    keys = {voice.named.key[:_LONGEST] for voice in voices if voice.named.full}
    near = Q(pk__in=heard_near(article).values("speaker"))
    rows = Speaker.objects.filter(Q(key__in=keys) | near)
    listed = list(rows.annotate(heard=ExpressionWrapper(near, output_field=BooleanField())))
    return Company({row.key: row for row in listed}, {row.pk for row in listed if row.heard})


def heard_near(article: Article) -> QuerySet[Said]:
    """What was said in the other articles of its story, and of its storyline."""
    story = article.story
    if story is None:
        return Said.objects.filter(article=article)
    near = Q(article__story=story.pk)
    if story.storyline_id:
        near |= Q(article__story__storyline=story.storyline_id)
    return Said.objects.filter(near)


def spoken(voices: Sequence[Voice], company: Company) -> dict[int, list[int]]:
    """Which speaker made which statements. Makes the rows of new names, and folds them under those they are like."""
    full = [(row_of(voice.named, company), voice.statements) for voice in voices if voice.named.full]
    new = list({row.key: row for row, _ in full if not row.pk}.values())
    if new:
        Speaker.objects.bulk_create(new)
    met = [(row.pk, statements) for row, statements in full]
    met += [
        (bearer, voice.statements)
        for voice in voices
        if not voice.named.full and (bearer := belonging([voice.named], company.groups()))
    ]
    numbers: dict[int, set[int]] = {}
    for pk, statements in met:
        numbers.setdefault(pk, set()).update(statements)
    return {pk: sorted(found) for pk, found in numbers.items()}


def row_of(named: Named, company: Company) -> Speaker:
    """The row of a full name, not yet stored where it is new."""
    key = named.key[:_LONGEST]
    row = company.by_key.get(key)
    if row is None:
        other = belonging([named], company.groups())
        row = Speaker(key=key, name=named.text[:_LONGEST], language=named.language, kind=named.kind, same_as_id=other)
        company.by_key[key] = row
    elif row.pk and (other := likened(named, row, company)) is not None:
        first, second = sorted((root(row), other))
        fold(first, second)
        row.same_as_id = first if row.pk != first else None
    return row


def likened(named: Named, row: Speaker, company: Company) -> int | None:
    """Another speaker of the story whom a known one turns out to be."""
    names = [named, *company.spellings().get(root(row), [])]
    return belonging(names, company.groups(beside=root(row)))


def fold(first: int, second: int) -> None:
    """The second speaker is the first one by another name, with all the names it has."""
    Speaker.objects.filter(Q(pk=second) | Q(same_as=second)).update(same_as=first)


def named_of(row: Speaker) -> Named:
    """The name of a row."""
    return Named(row.name, row.language, "body" if row.kind == Speaker.Kind.BODY else "person")


def root(row: Speaker) -> int:
    """The key of the row that stands for a speaker."""
    return int(row.same_as_id or row.pk)


def speakers_of(articles: Iterable[int]) -> dict[tuple[int, int], int]:
    """Whose page each statement leads to: (article, number of the statement) to the key of the speaker."""
    rows = Said.objects.filter(article__in=set(articles)).values_list(
        "article", "statements", Coalesce("speaker__same_as", "speaker")
    )
    return {(article, number): speaker for article, numbers, speaker in rows for number in numbers}
