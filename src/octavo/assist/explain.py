"""Who and what an article names, from the archive's own sentences, and its places from the gazetteer's fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from octavo.assist.models import Said
from octavo.assist.sources import source_of
from octavo.engine.aids.cited import Cited, chosen
from octavo.engine.aids.explain import Candidate, abbreviations, explained
from octavo.engine.forms import SATIRE
from octavo.engine.places import Unreadable, load
from octavo.engine.places.folding import fold as folded_place
from octavo.news import search
from octavo.news.ingest.places import gazetteer
from octavo.news.models import Article, Mention

NAMES = 8  # that are explained
ASKED = 12  # that are looked for
HITS = 8  # articles a name
TEXTS = 60  # that are read in all
PLACES = 4
_VOICE = 2  # mentions that being quoted is worth
_SHOWN = (
    "language", "published", "publisher__name", "publisher__short", "publisher__full_text", "version__paragraphs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with the sentences that say who or what it is."""

    name: str
    sentences: tuple[Cited, ...]
    person: int | None  # the speaker's page, if there is one


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place as the gazetteer has it."""

    names: dict[str, str]  # by language
    kind: str
    country: str  # ISO 3166-1 alpha-2
    population: int | None
    source: str  # where the gazetteer has it from


@dataclass(frozen=True, slots=True)
class Explanations:
    """What can be said of the names of an article."""

    entries: tuple[Entry, ...]
    places: tuple[PlaceEntry, ...]
    articles: tuple[Article, ...]  # that are cited


def of_article(article: Article, may_show: Callable[[Article], bool]) -> Explanations:
    """Explain the weightiest names of an article. Some dozen queries, of which twelve are searches.

    Args:
        article: with its version.
        may_show: whether the words of an article may be shown to whoever asks.
    """
    version = article.version
    if version is None:
        return Explanations((), (), ())
    people = speakers_in(article)
    names = weightiest(article, version.text, people)
    texts = [one for one in archive(article, names) if may_show(one)]
    by_key = {one.pk: one for one in texts}
    sources = {one.pk: source_of(one, one.version) for one in texts if one.version is not None}
    found = explained(names, [candidate(one, own=one.pk == article.pk) for one in texts], article.language)
    entries = tuple(
        Entry(
            name,
            tuple(chosen(sources[one.candidate], one.span) for one in found[name]),
            people.get(name),
        )
        for name in names
        if name in found
    )[:NAMES]
    cited = {receipt.article for entry in entries for one in entry.sentences for receipt in one.receipts}
    return Explanations(entries, places_in(article), tuple(by_key[key] for key in cited))


def speakers_in(article: Article) -> dict[str, int]:
    """Who is quoted in an article, with the key of their page."""
    rows = Said.objects.filter(article=article).values_list("speaker__name", Coalesce("speaker__same_as", "speaker"))
    return dict(rows)


def weightiest(article: Article, text: str, people: dict[str, int]) -> list[str]:
    """The names that most is said of: often named, or quoted; abbreviations among them."""
    weights = Counter(dict(article.names))
    for name in people:
        if name in text:
            weights[name] += _VOICE
    for short in abbreviations(text):
        weights[short] = max(weights[short], 1)
    ranked = sorted(weights, key=lambda name: (-weights[name], text.find(name)))
    return [name for name in ranked if name in text][:ASKED]


def archive(article: Article, names: Sequence[str]) -> list[Article]:
    """The article itself, and those that hold the names best, each name's first hits before any name's later ones."""
    hits = [[hit.article for hit in search.find(name, HITS)] for name in names]
    in_turn = [row[at] for at in range(HITS) for row in hits if at < len(row)]
    keys = list(dict.fromkeys([article.pk, *in_turn]))[:TEXTS]
    rows = Article.objects.filter(pk__in=keys, version__isnull=False).exclude(stage=Article.Stage.PARKED)
    rows = rows.exclude(form=SATIRE)
    own = rows.filter(original=None) | rows.filter(pk=article.pk)
    return list(own.select_related("publisher", "version").only(*_SHOWN))


def candidate(article: Article, *, own: bool) -> Candidate:
    """An article as the engine reads it."""
    text = article.version.text if article.version else ""
    return Candidate(article.pk, text, article.language, article.published, article.publisher_id, own)


def places_in(article: Article) -> tuple[PlaceEntry, ...]:
    """The places an article names most, by the fields of the gazetteer."""
    rows = Mention.objects.filter(article=article).select_related("place").order_by("-count", "pk")[:PLACES]
    return tuple(
        PlaceEntry(
            one.place.names, one.place.kind, one.place.country, people_of(one.place.key, one.place.names), origin
        )
        for one in rows
        if (origin := origin_of(one.place.key, one.place.kind))
    )


def origin_of(key: str, kind: str) -> str:
    """Where the gazetteer has a place from, by its key: cities have the numbers of GeoNames."""
    if key.isdecimal():
        return "GeoNames"
    return "Unicode CLDR" if kind in {"country", "nation", "state", "continent"} else "Octavo"


def people_of(key: str, names: dict[str, str]) -> int | None:
    """How many people live in a city; ``None`` of other places, and where there is no gazetteer."""
    path = gazetteer()
    if path is None or not key.isdecimal() or not names:
        return None
    try:
        book = load(path)
    except Unreadable:
        return None
    for row, _ in book.rows(folded_place(names.get("en") or next(iter(names.values())))):
        if book.population[row] and book.place(row).key == key:
            return int(book.population[row])
    return None
