from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from octavo.engine.rank import TERMS, Reader
from octavo.news.group.counts import recount
from octavo.news.models import Article, Relation, Story
from octavo.news.queries.today import today
from octavo.news.queries.told import tell
from tests.engine.servers import answer
from tests.news.paper import Paper, Piece, jpeg

HOUR = timedelta(hours=1)
FLOOD = "Floods in Lower Vessel force thousands from homes"
OTTER = "Otters return to the upper Tarn after decades"


def test_two_reports_of_one_event_are_one_story(paper: Paper) -> None:
    paper.publishes("Maros", FLOOD)
    paper.publishes("Ilves", "Thousands leave homes as floods reach Lower Vessel", day=29.1)
    paper.reads()
    assert paper.stories() == 1


def test_two_events_are_two_stories(paper: Paper) -> None:
    paper.publishes("Maros", FLOOD)
    paper.publishes("Maros", OTTER, day=29.1)
    paper.reads()
    assert paper.stories() == 2


def test_a_report_that_comes_later_joins_and_says_why(paper: Paper) -> None:
    first = paper.publishes("Maros", FLOOD)
    paper.reads()
    later = paper.publishes("Ilves", f"{FLOOD} again", day=29.3)
    paper.reads(later=HOUR)
    joined = paper.article(later)
    assert joined.story == paper.article(first).story
    assert {"base", "meaning", "words", "time"} <= set(joined.signals)
    assert sum(joined.signals.values()) > 0


def test_a_story_has_the_headline_of_its_most_central_report(paper: Paper) -> None:
    paper.publishes("Maros", FLOOD)
    central = paper.publishes("Weser", f"{FLOOD} as feared", day=29.2)
    late = paper.publishes("Ilves", f"{FLOOD} again", day=29.3)
    paper.reads()
    story = as_one_story()
    for centrality, form, wanted in ((0.0, "", late), (0.9, "", central), (0.9, "live", late)):
        story.articles.update(centrality=0.0)
        Article.objects.filter(pk=paper.article(central).pk).update(centrality=centrality, form=form)
        with transaction.atomic():
            recount(story.pk)
        story.refresh_from_db()
        assert story.headline == paper.article(wanted)


def test_a_card_has_a_picture_of_its_story_when_the_headline_has_none(paper: Paper) -> None:
    house = paper.house("Maros")
    picture = house.says("flood.jpg", answer(body=jpeg(), content_type="image/jpeg"))
    pictured = paper.publishes("Maros", FLOOD, pictures=[picture])
    late = paper.publishes("Ilves", f"{FLOOD} again", day=29.3)
    paper.reads()
    Article.objects.filter(pk=paper.article(late).pk).update(centrality=1.0)
    told = tell([as_one_story()], "en").popitem()[1]
    assert told.article.picture == paper.article(pictured).picture


def as_one_story() -> Story:
    """All articles in one story, however the engine had put them."""
    story = Story.objects.order_by("pk")[0]
    Article.objects.update(story=story)
    with transaction.atomic():
        recount(story.pk)
    story.refresh_from_db()
    return story


def test_a_story_knows_its_countries_and_languages_and_when_it_last_changed(paper: Paper) -> None:
    paper.house("Maros", country="MT")
    paper.house("Ilves", country="EE")
    early = paper.publishes("Maros", FLOOD)
    late = paper.publishes("Ilves", f"{FLOOD} again", day=29.99)
    paper.reads()
    story = Story.objects.get()
    assert (set(story.countries), story.languages) == ({"MT", "EE"}, ["en"])
    assert (story.began, story.updated) == (early.published, late.published)
    paper.edits(late, text=f"{late.text}\n\nThe last bus left Lower Vessel at noon, says the council of the town.")
    paper.reads(later=HOUR)
    story.refresh_from_db()
    assert story.updated == paper.now


def test_whoever_is_read_first_the_stories_are_the_same(paper: Paper) -> None:
    names = [f"{FLOOD} {n}" for n in "abc"] + [f"{OTTER} {n}" for n in "abc"]
    pieces = [paper.publishes("Maros", name, day=28 + at / 10) for at, name in enumerate(names)]
    for piece in (*pieces[::2], *pieces[1::2]):
        piece.listed = False
    for piece in (*pieces[3:], *pieces[:3]):
        paper.edits(piece, listed=True)
        paper.reads()
    assert paper.stories() == 2
    assert len({paper.article(piece).story_id for piece in pieces[:3]}) == 1


def test_an_older_list_takes_in_what_is_published_later(paper: Paper) -> None:
    first = paper.publishes("Maros", FLOOD)
    paper.reads()
    assert not Relation.objects.exists()
    later = paper.publishes("Ilves", f"{FLOOD} again", day=29.3)
    paper.reads(later=HOUR)
    row = Relation.objects.get(article=paper.article(first))
    assert (row.other, row.reasons[0][0]) == (paper.article(later), "later")
    assert paper.article(first).stage == Article.Stage.READY


def test_a_copy_is_never_beside_its_own_original(paper: Paper) -> None:
    wire = paper.publishes("Northline", FLOOD)
    paper.publishes("Maros", FLOOD, wire.text, day=29.1)
    other = paper.publishes("Ilves", f"{FLOOD} again", day=29.2)
    paper.reads()
    assert {row.other for row in Relation.objects.filter(article=paper.article(wire))} == {paper.article(other)}


def test_the_terms_on_the_front_page_add_up_to_the_score(paper: Paper) -> None:
    fill(paper)
    page = today(paper.now, "en")
    assert len(page.eight) == 8
    for told in page.eight:
        assert told.placed is not None
        assert [name for name, _ in told.placed.terms] == list(TERMS)
        assert round(sum(value for _, value in told.placed.terms), 1) == told.placed.score


def test_the_same_rows_give_the_same_front_page(paper: Paper) -> None:
    fill(paper)
    assert today(paper.now, "en") == today(paper.now, "en")


def test_the_eighth_story_is_close_to_home(paper: Paper) -> None:
    old = fill(paper)[0]
    paper.house("Maros").site.answers.clear()
    page = today(paper.now, "en", Reader(place="MT"))
    assert page.eight[-1].placed is not None
    assert page.eight[-1].placed.near
    assert page.eight[-1].article == paper.article(old)


def test_a_reader_meets_a_story_in_their_own_language_where_it_is_told(paper: Paper) -> None:
    english = paper.publishes("Maros", FLOOD)
    german = paper.publishes("Weser", "Hochwasser im unteren Tal vertreibt Tausende", GERMAN, language="de", day=29.1)
    paper.reads()
    story = paper.article(english).story
    Article.objects.filter(url=german.url).update(story=story)
    with transaction.atomic():
        recount(story.pk)  # type: ignore[union-attr]
    told = today(paper.now, "de-at").eight[0]
    assert told.article == paper.article(german)
    assert today(paper.now, "fr").eight[0].story == told.story


def fill(paper: Paper) -> list[Piece]:
    """Ten stories; the first and oldest is the only one of the country MT."""
    paper.house("Maros", country="MT")
    paper.house("Ilves", country="EE")
    local = paper.publishes("Maros", "Harbour bridge opens after nine years", day=27)
    others = [paper.publishes("Ilves", title, day=29 + at / 20) for at, title in enumerate(NINE)]
    paper.reads()
    assert paper.stories() == 10
    return [local, *others]


NINE = (
    "Quarry workers walk out over dust",
    "Glacier loses another forty metres",
    "Theatre reopens with borrowed curtains",
    "Railway orders hydrogen locomotives",
    "Vineyards harvest three weeks early",
    "Satellite launch postponed again",
    "Orchestra elects its first conductor",
    "Lighthouse keepers retire together",
    "Parliament debates shorter school holidays",
)
GERMAN = """Das Wasser stieg in der Nacht zum Dienstag so schnell, dass Tausende ihre Häuser verlassen mussten.

Der Bürgermeister sagte, die Deiche hätten gehalten, doch das Grundwasser drücke von unten in die Keller.

Am Abend soll der Scheitel der Flut die Stadt erreichen; die Feuerwehr ist mit allen Kräften im Einsatz.
"""
