from __future__ import annotations

from datetime import timedelta

import pytest

from octavo.news.models import Article, Shingle
from tests.news.paper import Paper, Piece, prose

HOUR = timedelta(hours=1)
TITLE = "Reservoir at Tarn Head spills over its crest"
WIRE = prose(TITLE, 6)


@pytest.fixture
def wired(paper: Paper) -> Paper:
    paper.house("Northline", agency="Northline")
    return paper


def original(paper: Paper, piece: Piece) -> Article | None:
    return paper.article(piece).original


def test_a_carried_text_folds_under_the_agencys_own_page(wired: Paper) -> None:
    wire = wired.publishes("Northline", TITLE, WIRE)
    carried = wired.publishes("Maros", "Dam overflows", f"MAROS. {WIRE}", day=29.1)
    wired.reads()
    assert (original(wired, carried), original(wired, wire)) == (wired.article(wire), None)
    assert wired.article(carried).story == wired.article(wire).story


def test_a_copy_that_comes_first_folds_when_the_original_arrives(wired: Paper) -> None:
    carried = wired.publishes("Maros", "Dam overflows", WIRE, day=29.0)
    wired.reads()
    assert original(wired, carried) is None
    wire = wired.publishes("Northline", TITLE, WIRE, day=29.1)
    wired.reads(later=HOUR)
    assert original(wired, carried) == wired.article(wire)
    assert wired.stories() == 1


def test_an_original_that_belongs_elsewhere_takes_its_copies_along(wired: Paper) -> None:
    carried = wired.publishes("Maros", "Dam overflows", WIRE, day=29.0)
    wired.reads()
    alone = wired.article(carried).story
    others = [wired.publishes(name, f"{TITLE} {name}", prose(f"{TITLE} {name}")) for name in ("Ilves", "Tarn")]
    wired.reads()
    wire = wired.publishes("Northline", TITLE, WIRE, day=29.1)
    wired.reads(later=HOUR)
    assert wired.article(carried).story == wired.article(wire).story
    assert alone is not None
    members = Article.objects.filter(story=alone).count()
    alone.refresh_from_db()
    assert alone.reports == members
    assert len(others) == 2


def test_without_the_agency_the_first_who_printed_it_is_the_original(paper: Paper) -> None:
    later = paper.publishes("Maros", "Dam overflows", WIRE, day=29.2)
    first = paper.publishes("Ilves", TITLE, WIRE, day=29.1)
    paper.reads()
    assert (original(paper, later), original(paper, first)) == (paper.article(first), None)


def test_two_reports_of_one_event_are_no_copies(paper: Paper) -> None:
    one = paper.publishes("Maros", TITLE)
    other = paper.publishes("Ilves", f"{TITLE} again")
    paper.reads()
    assert (original(paper, one), original(paper, other)) == (None, None)


def test_a_copy_that_is_rewritten_becomes_a_report_of_its_own(wired: Paper) -> None:
    wired.publishes("Northline", TITLE, WIRE, day=29.97)
    carried = wired.publishes("Maros", "Dam overflows", WIRE, day=29.98)
    wired.reads()
    wired.edits(carried, text=prose("our own reporter at the dam"))
    wired.reads(later=HOUR)
    article = wired.article(carried)
    assert (article.original, article.versions_count, article.stage) == (None, 2, Article.Stage.READY)


def test_a_story_counts_reports_and_copies_apart(wired: Paper) -> None:
    wire = wired.publishes("Northline", TITLE, WIRE)
    for name in ("Maros", "Ilves", "Tarn"):
        wired.publishes(name, "Dam overflows", WIRE, day=29.2)
    wired.reads()
    story = wired.article(wire).story
    assert story is not None
    assert (story.reports, story.copies, story.newsrooms, story.publishers) == (4, 3, 1, 4)
    assert story.headline == wired.article(wire)


def test_a_brief_note_is_compared_whole(paper: Paper) -> None:
    note = (
        "The ferry between Maros and Ilves does not sail on Sunday because of the wind, says the harbour office today."
    )
    one = paper.publishes("Maros", "No ferry", note)
    same = paper.publishes("Ilves", "Ferry stays in harbour", note, day=29.1)
    other = paper.publishes("Tarn", "Ferry", note.replace("Sunday because of the wind", "Monday because of a strike"))
    paper.reads()
    assert original(paper, same) == paper.article(one)
    assert original(paper, other) is None


def test_a_wire_cut_to_a_third_folds_too(wired: Paper) -> None:
    wire = wired.publishes("Northline", TITLE, WIRE)
    short = wired.publishes("Maros", "Reservoir spills", "\n\n".join(WIRE.split("\n\n")[:2]), day=29.1)
    wired.reads()
    assert original(wired, short) == wired.article(wire)


def test_boilerplate_on_every_page_of_an_owner_makes_no_copies(paper: Paper) -> None:
    house = prose("the owner's own words", 4)
    early = [
        paper.publishes(name, f"Old news {name}", f"{prose(name, 2)}\n\n{house}", day=28) for name in ("Maros", "Tarn")
    ]
    pages = [
        paper.publishes(name, f"News of the day {name}", f"{prose(f'{name} day', 2)}\n\n{house}", day=29.0)
        for name in ("Maros", "Tarn")
    ]
    paper.reads()
    assert [original(paper, piece) for piece in pages] == [None, None]
    assert original(paper, early[0]) is None


def test_the_forecast_of_the_next_day_is_no_copy_of_the_last_one(paper: Paper) -> None:
    form = (
        "The day begins with fog in Tarn and it reaches {} degrees in the afternoon while the wind comes from the "
        "west at {} kilometres an hour, and over night the weather desk expects no less than {} degrees in Tarn."
    )
    days = [
        paper.publishes("Tarn", f"Weather in Tarn {day}", form.format(day, 2 * day, 3), day=day) for day in (27, 28, 29)
    ]
    elsewhere = paper.publishes("Ilves", "Weather in Ilves", form.format(5, 31, 8).replace("Tarn", "Ilves"), day=29.1)
    paper.reads()
    assert {original(paper, piece) for piece in (*days, elsewhere)} == {None}


def test_last_years_piece_with_todays_date_stands_for_itself(paper: Paper) -> None:
    old = paper.publishes("Maros", TITLE, WIRE, day=29 - 365)
    again = paper.publishes("Maros", TITLE, f"{WIRE}\n\nUpdated.", day=29)
    paper.reads()
    assert (original(paper, old), original(paper, again)) == (None, None)


def test_an_agencys_next_report_is_no_copy_of_its_last_one(wired: Paper) -> None:
    first = wired.publishes("Northline", TITLE, WIRE)
    carried = wired.publishes("Maros", "Dam overflows", WIRE, day=29.05)
    longer = wired.publishes("Northline", "Five dead at Tarn Head", f"{prose('five dead', 2)}\n\n{WIRE}", day=29.1)
    wired.reads()
    assert original(wired, carried) == wired.article(first)
    assert original(wired, longer) is None


def test_two_wires_in_one_digest_stay_two(wired: Paper) -> None:
    other = prose("Mint recalls silver coins", 6)
    wires = [wired.publishes("Northline", TITLE, WIRE), wired.publishes("Northline", "Coins", other, day=29.01)]
    copies = [wired.publishes("Ilves", "Dam", WIRE, day=29.02), wired.publishes("Ilves", "Mint", other, day=29.03)]
    wired.publishes("Maros", "All the news", f"{WIRE}\n\n{other}", day=29.05)
    wired.reads()
    assert [original(wired, copy) for copy in copies] == [wired.article(wire) for wire in wires]


def test_a_page_that_names_another_as_its_own_is_not_the_original(paper: Paper) -> None:
    later = paper.publishes("Ilves", TITLE, WIRE, day=29.1)
    carried = paper.publishes("Maros", "Dam overflows", WIRE, day=29.0, canonical=later.url)
    paper.reads()
    assert original(paper, carried) == paper.article(later)


def test_an_empty_text_and_one_word_titles_are_nobodys_copies(paper: Paper) -> None:
    pieces = [paper.publishes(name, "Weather", "Fine.", day=29.1) for name in ("Maros", "Ilves")]
    paper.reads()
    assert not Article.objects.filter(url__in=[piece.url for piece in pieces]).exclude(original=None).exists()


def test_a_family_keeps_each_hash_once(wired: Paper) -> None:
    for name in ("Northline", "Maros", "Ilves", "Tarn"):
        wired.publishes(name, TITLE, WIRE, day=29.1)
    wired.reads()
    values = list(Shingle.objects.values_list("value", flat=True))
    assert len(values) == len(set(values)) == 32


def test_copies_stay_together_when_their_original_is_rewritten(wired: Paper) -> None:
    wire = wired.publishes("Northline", TITLE, WIRE, day=29.98)
    copies = [wired.publishes(name, "Dam overflows", WIRE, day=29.985) for name in ("Maros", "Ilves")]
    wired.reads()
    wired.edits(wire, text=prose("another matter altogether"))
    wired.reads(later=HOUR)
    assert (wired.article(wire).versions_count, original(wired, wire)) == (2, None)
    assert sorted(original(wired, copy) is None for copy in copies) == [False, True]
