from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from octavo.engine.extract import extract
from octavo.engine.extract.bylines import agency_in, agency_of_text, people
from octavo.engine.extract.dates import dates_of, parsed
from octavo.engine.extract.linked_data import linked_data, pixels
from octavo.engine.extract.metadata import metadata_of, without_site
from octavo.engine.extract.page import tree_of
from octavo.engine.extract.pictures import split_credit

from .pages import SENTENCES, URL, body, linked, page, read


def test_the_name_of_the_site_is_cut_off_the_title() -> None:
    assert (
        extract(page(body()).replace(b"<h1>River reaches the old market hall</h1>", b""), URL, {}).title
        == "River reaches the old market hall"
    )


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("Dam holds - The Herald", "Dam holds"),
        ("The Herald: Dam holds for another night", "Dam holds for another night"),
        ("Dam holds | Local | The Herald", "Dam holds | Local"),
        ("Dam holds - for now", "Dam holds - for now"),
        ("Rain", "Rain"),
    ],
)
def test_only_the_sites_own_name_is_cut(title: str, cut: str) -> None:
    assert without_site(title, {"theherald"}) == cut


def test_a_title_that_was_cut_short_gives_way_to_a_whole_one() -> None:
    head = '<meta property="og:title" content="River reaches the old…">' + linked(
        headline="River reaches the old market hall"
    )
    assert read(body(), head).title == "River reaches the old market hall"


def test_the_page_is_believed_in_its_json_ld() -> None:
    head = linked(
        headline="River at the doors",
        author=[{"@type": "Person", "name": "Ada Park"}, {"@type": "Person", "name": "Luis Ortega"}],
        datePublished="2026-03-04T07:15:00+01:00",
        dateModified="2026-03-04T09:00:00+01:00",
        articleSection="Local",
        inLanguage="en-GB",
    )
    found = read(body(), head)
    assert (found.authors, found.section) == (("Ada Park", "Luis Ortega"), "Local")
    assert found.published == datetime(2026, 3, 4, 6, 15, tzinfo=UTC)
    assert found.updated == datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"River at the doors","author":{"name":"Ada Park",},}',
        '<!-- {"@type":"NewsArticle","headline":"River at the doors"} -->',
        '{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"River at the\n doors"}]}',
        '{"@type":"NewsArticle","headline":"River at the doors","author":{"name":"Ada "x" Park"}}',
        '[{"@type":"BlogPosting","headline":"River at &quot;the doors&quot;"}, null, 3]',
    ],
)
def test_broken_json_ld_still_gives_the_headline(script: str) -> None:
    tree = tree_of(f'<html><script type="application/ld+json">{script}</script><p>x</p></html>'.encode())
    assert linked_data(tree).headline.replace('"', "") == "River at the doors"


def test_json_nested_a_hundred_thousand_deep_is_passed_over() -> None:
    tree = tree_of(f'<script type="application/ld+json">{"[" * 100_000}</script><p>x</p>'.encode())
    assert linked_data(tree).headline == ""


def test_authors_of_a_graph_are_followed_by_their_id() -> None:
    article = '{"@type":"Article","headline":"R","author":{"@id":"#a"}}'
    graph = f'{{"@graph":[{article},{{"@id":"#a","@type":"Person","name":"Ada Park"}}]}}'
    assert linked_data(tree_of(f'<script type="application/ld+json">{graph}</script><p>x</p>'.encode())).authors == (
        "Ada Park",
    )


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Park and Luis Ortega", ("Ada Park", "Luis Ortega")),
        ("Von Jana Roth und Tim Vogel, Berlin-Korrespondent", ("Jana Roth", "Tim Vogel")),
        ("Par Élodie Blanc et Hugo Petit", ("Élodie Blanc", "Hugo Petit")),
        ("Por María Sol y Juan Luz", ("María Sol", "Juan Luz")),
        ("di Anna Verdi e Carlo Neri", ("Anna Verdi", "Carlo Neri")),
        ("Door Saskia Blauw en Piet Groen", ("Saskia Blauw", "Piet Groen")),
        ("Av Astrid Berg och Nils Strand", ("Astrid Berg", "Nils Strand")),
        ("Autor: Zofia Lis", ("Zofia Lis",)),
        ("Автор: Ирина Белова", ("Ирина Белова",)),
        ("بقلم سلمى نور", ("سلمى نور",)),
        ("記者 林小明", ("林小明",)),
        ("Ada Park, Senior Reporter", ("Ada Park",)),
        ("Ada Park | 4 March 2026", ("Ada Park",)),
        ("ada@herald.example", ()),
        ("Ada Park (ada@herald.example) in Lower Vessel", ("Ada Park",)),
        ("Reuters", ()),
        ("dpa/AFP", ()),
        ("The Herald", ()),
        ("Newsroom Staff", ()),
        ("https://herald.example/authors/ada", ()),
    ],
)
def test_bylines_become_the_names_of_people(byline: str, names: tuple[str, ...]) -> None:
    assert people([byline], ["The Herald"]) == names


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("Ada Park, Northline", "Northline"),
        ("dpa", "dpa"),
        ("Deutsche Presse-Agentur", "dpa"),
        ("By The Associated Press", "AP"),
        ("(Reuters)", "Reuters"),
        ("Agence France-Presse", "AFP"),
        ("新华社", "Xinhua"),
        ("Maps and apps", ""),
        ("Sid Park", ""),
    ],
)
def test_agencies_are_known_by_all_their_names(credit: str, agency: str) -> None:
    assert agency_in([credit]) == agency


@pytest.mark.parametrize(
    ("paragraphs", "agency"),
    [
        (("LOWER VESSEL (Northline) - The river rose.", "More."), "Northline"),
        (("KATHMANDU, April 25 (Reuters) - A plane landed.",), "Reuters"),
        (("Berlin (dpa) – Der Fluss steigt.",), "dpa"),
        (("The river rose in the night and reached the market hall. (AFP)",), "AFP"),
        (("The river rose.", "dpa/AFP"), "dpa"),
        (("The minister (AP) spoke of much else for a long while.",), ""),
        (("The river rose.",), ""),
    ],
)
def test_a_dateline_or_a_signature_names_the_agency(paragraphs: tuple[str, ...], agency: str) -> None:
    assert agency_of_text(paragraphs) == agency


def test_an_agency_among_the_authors_is_the_agency_and_no_author() -> None:
    found = read(body(), linked(headline="R", author=[{"name": "Ada Park"}, {"@type": "Organization", "name": "dpa"}]))
    assert (found.authors, found.agency) == (("Ada Park",), "dpa")


def test_a_byline_that_only_readers_see_is_found() -> None:
    assert read(f"<span class=byline>By Ada Park</span>{body()}").authors == ("Ada Park",)


def test_a_time_without_zone_takes_the_zone_of_the_page() -> None:
    script = linked(headline="R", datePublished="2026-03-04 07:15", dateModified="2026-03-04T08:00:00+02:00")
    told = tree_of(f"{script}<p>x</p>".encode())
    dates = dates_of(told, metadata_of(told, ""), "")
    assert dates.published == datetime(2026, 3, 4, 5, 15, tzinfo=UTC)


def test_a_moment_given_in_utc_falls_on_the_day_of_the_address() -> None:
    tree = tree_of(f"{linked(headline='R', datePublished='2026-03-05T02:30:00Z')}<p>x</p>".encode())
    published = dates_of(tree, metadata_of(tree, URL), URL).published
    assert published == datetime(2026, 3, 5, 2, 30, tzinfo=UTC)
    assert published.date().isoformat() == "2026-03-04"


def test_the_address_gives_the_day_where_the_page_says_nothing() -> None:
    assert read(body()).published == datetime(2026, 3, 4, tzinfo=UTC)


def test_what_the_feed_said_goes_before_the_text_and_after_the_pages_exact_words() -> None:
    announced = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
    dated = f"{linked(headline='R', datePublished='2026-03-04T05:00:00Z')}<p>x</p>"
    found = []
    for markup in (dated, "<p>Published on 1 March 2026</p>"):
        tree = tree_of(markup.encode())
        found.append(dates_of(tree, metadata_of(tree, ""), "", announced, announced).published)
    assert found == [datetime(2026, 3, 4, 5, 0, tzinfo=UTC), announced]


def test_a_date_in_the_visible_text_is_found() -> None:
    dated = f"<html><body><h1>River</h1><p>Published on 4 March 2026</p>{body()}</body></html>".encode()
    tree = tree_of(dated)
    found = dates_of(tree, metadata_of(tree, ""), "", datetime(2026, 4, 1, tzinfo=UTC)).published
    assert found == datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-04T07:15:00.123Z", datetime(2026, 3, 4, 7, 15, tzinfo=UTC)),
        ("2026-03-04T07:15:00+0130", datetime(2026, 3, 4, 5, 45, tzinfo=UTC)),
        ("20260304T071500Z", datetime(2026, 3, 4, 7, 15, tzinfo=UTC)),
        ("Wed, 04 Mar 2026 07:15:00 +0200", datetime(2026, 3, 4, 5, 15, tzinfo=UTC)),
        ("2026-03-04", datetime(2026, 3, 4, tzinfo=UTC)),
        ("2026-13-44", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_read_as_pages_write_them(text: str, moment: datetime | None) -> None:
    assert parsed(text) == moment


def test_a_date_in_the_future_is_not_believed() -> None:
    tree = tree_of(f"{linked(headline='R', datePublished='2031-03-04T07:15:00Z')}<p>x</p>".encode())
    now = datetime(2026, 3, 4, tzinfo=UTC)
    published = dates_of(tree, metadata_of(tree, ""), "", now).published
    assert published is None or published <= now + timedelta(days=1)


def test_pictures_keep_their_place_caption_and_credit() -> None:
    figure = (
        '<figure><img src="/p/hall-flooded.jpg" width=1200 height=800>'
        "<figcaption>The market hall at dawn. Photo: Ada Park/Northline</figcaption></figure>"
    )
    picture = read(body(figure)).pictures[0]
    assert (picture.url, picture.after) == ("https://herald.example/p/hall-flooded.jpg", 2)
    assert (picture.caption, picture.credit) == ("The market hall at dawn.", "Ada Park/Northline")
    assert (picture.width, picture.height) == (1200, 800)


def test_the_main_picture_is_the_one_the_page_names_and_comes_once() -> None:
    head = '<meta property="og:image" content="https://img.example/hall-flooded-1200x800.jpg?w=9">'
    image = "<img src=https://img.example/hall-flooded-640x400.jpg>"
    figure = f"<figure>{image}<figcaption>The hall</figcaption></figure>"
    assert [(one.after, one.caption) for one in read(figure + body(), head).pictures] == [(0, "The hall")]


@pytest.mark.parametrize(
    "image",
    [
        "<img src=/logo.png>",
        "<img src=/dot.gif width=1 height=1>",
        "<img src='data:image/gif;base64,R0lGOD'>",
        "<div class=author-box><img src=/portraits/ada-park-portrait.jpg></div>",
        "<img src=javascript:alert(1)>",
        "<img>",
    ],
)
def test_icons_and_portraits_are_no_pictures_of_the_article(image: str) -> None:
    assert read(body(image)).pictures == ()


def test_a_lazy_picture_is_found_by_its_other_address() -> None:
    lazy = "<img src='data:image/gif;base64,R0' data-src=/p/hall-flooded.jpg srcset='/p/l.jpg 900w'>"
    assert read(body(lazy)).pictures[0].url == "https://herald.example/p/hall-flooded.jpg"


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("The hall. Photo: Ada Park", ("The hall.", "Ada Park")),
        ("The hall (Foto: Jana Roth/dpa)", ("The hall", "Jana Roth/dpa")),
        ("The hall © Ada Park", ("The hall", "Ada Park")),
        ("Getty Images", ("", "Getty Images")),
        ("The hall stands since 1850.", ("The hall stands since 1850.", "")),
        ("The mayor (left) and the engineer", ("The mayor (left) and the engineer", "")),
    ],
)
def test_a_credit_is_taken_off_a_caption(caption: str, parts: tuple[str, str]) -> None:
    assert split_credit(caption) == parts


@pytest.mark.parametrize(
    ("written", "size"),
    [("640", 640), (640, 640), ("640px", 640), ({"value": 3}, 3), ("100%", None), (None, None), (0, None)],
)
def test_sizes_are_read_as_pixels(written: object, size: int | None) -> None:
    assert pixels(written) == size


@pytest.mark.parametrize(
    ("lang", "language"),
    [("de-AT", "de-AT"), ("pt_br", "pt-BR"), ("zh-hant", "zh-Hant"), ("", "und"), ("x", "und")],
)
def test_the_language_is_written_one_way(lang: str, language: str) -> None:
    assert metadata_of(tree_of(f"<html lang='{lang}'><p>x</p></html>".encode()), "").language == language


def test_the_canonical_address_is_completed() -> None:
    assert read(body(), "<link rel=canonical href=/2026/river>").canonical == "https://herald.example/2026/river"


def test_a_broken_canonical_address_is_none() -> None:
    assert read(body(), "<link rel=canonical href='http://[broken'>").canonical == ""


def test_the_sentences_of_these_tests_have_no_agency() -> None:
    assert agency_of_text(SENTENCES) == ""
