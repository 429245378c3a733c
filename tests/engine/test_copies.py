from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.copies import (
    Carrier,
    Fingerprint,
    Hit,
    Overlap,
    candidates,
    fingerprint,
    habits,
    is_round_up,
    original_of,
    overlap,
    provenance,
    same_text,
    unpack,
)
from octavo.engine.copies.candidates import COMMON, SHARED
from octavo.engine.copies.fingerprints import MOST, NONE, NOTHING, SKETCH, tokens
from octavo.engine.copies.originals import first_published, has_dateline
from octavo.engine.values import Document

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WORDS = [f"word{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(676)]


def text(seed: int, length: int = 120) -> str:
    return " ".join(Random(seed).choices(WORDS, k=length))


def part(words: str, start: int, end: int) -> str:
    return " ".join(words.split()[start:end])


def one_text(a: str, b: str, *, grown: bool = False) -> bool:
    return same_text(overlap(fingerprint(a), fingerprint(b)), grown=grown)


@given(st.text(max_size=400))
def test_a_fingerprint_comes_back_as_it_was_kept(words: str) -> None:
    found = fingerprint(words)
    again = unpack(found.pack())
    assert again.pack() == found.pack()
    assert (again.sketch, again.size) == (found.sketch, found.size)


@given(st.text(max_size=300), st.text(max_size=300))
def test_what_two_texts_share_is_the_same_from_both_sides(a: str, b: str) -> None:
    assert overlap(fingerprint(a), fingerprint(b)) == overlap(fingerprint(b), fingerprint(a))


@given(st.text(max_size=300))
def test_shares_are_shares(words: str) -> None:
    found = overlap(fingerprint(words), fingerprint(f"{words} {text(1, 20)}"))
    assert all(0 <= share <= 1 for share in (found.contained, found.whole, found.alike, found.length, found.agree))


@pytest.mark.parametrize("nothing", ["", "   \n\n ", "—…!?", "\u200b"])
def test_a_text_without_words_has_no_fingerprint_and_is_nobodys_copy(nothing: str) -> None:
    assert fingerprint(nothing).size == 0
    assert not one_text(nothing, nothing)
    assert unpack(b"").pack() == NOTHING.pack()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s late” — said the mayor…", '"It\'s late" - said the mayor...'),
        ("1,000 people and 2,500,000 crowns", "1 000 people and 2.500.000 crowns"),
        ("12\u202f000 Menschen", "12000 Menschen"),
        ("1’500 Franken", "1500 Franken"),
        ("40 km away", "40km away"),
        ("Köln über Ärger", unicodedata.normalize("NFD", "Köln über Ärger")),
        ("Donaudampfschifffahrt", "Donau\u00addampf\u00adschiff\u00adfahrt"),
        ("東京で１２３人が２０２６年に", "東京で123人が2026年に"),
        ("Ｏｃｔａｖｏ ｶﾀｶﾅ", "octavo カタカナ"),
        ("قال ٢٣ شخصا", "قالَ 23 شخصـا"),
        ("GROSSE STRASSE", "große Straße"),
        ("a\u00a0b\u2009c", "a b c"),
    ],
)
def test_typesetting_leaves_a_text_what_it_is(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


def test_years_beside_numbers_and_decimals_stay_apart() -> None:
    assert tokens("in 2026, 49.6 degrees") == ["in", "2026", "49", "6", "degrees"]


def test_a_long_text_is_kept_within_bounds_and_still_known() -> None:
    book = text(1, 9000)
    found = fingerprint(book)
    assert (len(found.sketch), len(found.marks)) == (SKETCH, MOST)
    assert same_text(overlap(found, fingerprint(part(book, 0, 6000))))
    assert not same_text(overlap(found, fingerprint(text(2, 9000))))


def test_a_local_top_and_tail_leave_a_copy_a_copy() -> None:
    wire = text(1)
    assert one_text(wire, f"{text(2, 20)} {wire} {text(3, 30)}", grown=True)


@pytest.mark.parametrize("kept", [0.3, 0.5, 0.8])
def test_a_shortened_wire_is_a_copy_with_the_papers_own_words_around_it(kept: float) -> None:
    wire = text(1, 400)
    assert one_text(wire, f"{text(2, 15)} {part(wire, 0, int(400 * kept))} {text(3, 25)}")


def test_paragraphs_in_another_order_are_the_same_text() -> None:
    wire = text(1, 400)
    assert one_text(wire, " ".join(part(wire, start, start + 100) for start in (0, 200, 300, 100)))


def test_where_words_are_not_set_apart_characters_are_compared() -> None:
    chance = Random(1)
    wire = "".join(chr(chance.randint(0x4E00, 0x6FFF)) for _ in range(300))
    assert one_text(wire, wire[:160])
    assert not one_text(wire, wire[:40] + wire[::-1])


def test_a_quotation_they_share_makes_no_copies() -> None:
    quotation = text(9, 35)
    assert not one_text(f"{text(1)} {quotation}", f"{text(2)} {quotation}")


def test_the_background_of_yesterday_makes_no_copy_of_the_next_report() -> None:
    background = text(9, 120)
    assert not one_text(f"{text(1, 280)} {background}", f"{text(2, 280)} {background}")


def test_a_brief_inside_a_round_up_is_no_copy_of_it() -> None:
    brief = text(1, 50)
    assert not one_text(brief, f"{text(2, 150)} {brief} {text(3, 150)}", grown=True)


def test_texts_too_short_to_compare_are_copies_only_when_alike_word_for_word() -> None:
    note = text(1, 18)
    assert one_text(note, note)
    assert not one_text(note, part(note, 0, 17))
    assert not one_text("Read more", "Read more")


def test_a_form_that_is_filled_in_with_other_numbers_is_no_copy() -> None:
    form = (
        "Tarn {} beat Ilves {} before {} people on Saturday evening under the lights of the old ground by the river "
        "and now stand in place {} of the table with {} points, as the official data of the league say this week"
    )
    assert not one_text(form.format(3, 1, 4012, 7, 31), form.format(2, 0, 911, 12, 19))
    assert one_text(form.format(3, 1, 4012, 7, 31), form.format(3, 1, "4,012", 7, 31))


def test_what_a_house_prints_every_day_does_not_make_its_texts_copies() -> None:
    words = text(7, 90)
    house, other, news = (fingerprint(f"{words} {text(seed, 60)}") for seed in (1, 2, 3))
    assert same_text(overlap(house, other))
    assert not same_text(overlap(house, other, habits(house, [news])))


def test_a_text_that_is_printed_again_is_no_habit() -> None:
    again = fingerprint(text(1))
    assert len(habits(again, [again])) == 0


def test_of_one_publisher_only_the_same_text_is_a_copy() -> None:
    wire = text(1, 300)
    cut = overlap(fingerprint(wire), fingerprint(part(wire, 0, 240)))
    assert (same_text(cut), same_text(cut, strict=True)) == (True, False)
    assert same_text(overlap(fingerprint(wire), fingerprint(wire)), strict=True)


def test_parts_of_three_families_make_a_round_up_and_house_words_in_all_of_them_do_not() -> None:
    parts = [text(seed, 60) for seed in (1, 2, 3)]
    wires = [fingerprint(f"{one} {text(seed, 200)}") for seed, one in enumerate(parts, 10)]
    assert is_round_up(fingerprint(" ".join(parts)), wires, NONE)
    house = [fingerprint(f"{parts[0]} {text(seed, 200)}") for seed in (20, 21, 22)]
    assert not is_round_up(fingerprint(" ".join(parts)), house, NONE)


def test_copies_share_enough_of_their_sketches_to_be_found() -> None:
    wire = text(1, 400)
    shared = set(fingerprint(wire).sketch) & set(fingerprint(f"{text(2, 40)} {part(wire, 0, 120)}").sketch)
    assert len(shared) >= SHARED


def hits(article: int, values: range, *, family: int = 0, publisher: int = 1, earlier: bool = False) -> list[Hit]:
    return [Hit(value, article, family or article, publisher, earlier) for value in values]


def test_those_who_share_most_are_looked_at_first_and_chance_is_not() -> None:
    found = candidates([*hits(1, range(3)), *hits(2, range(9)), *hits(3, range(SHARED - 1))], publisher=9)
    assert found.others == (2, 1)


def test_of_a_family_that_all_carry_a_few_are_looked_at() -> None:
    carried = [hit for article in range(100, 140) for hit in hits(article, range(20), family=100)]
    assert len(candidates([*carried, *hits(7, range(5))], publisher=9).others) == 3


def test_a_hash_in_many_families_says_nothing() -> None:
    everywhere = [hit for article in range(COMMON + 1) for hit in hits(article + 1, range(5))]
    found = candidates(everywhere, publisher=9)
    assert (found.others, found.common) == ((), frozenset(range(5)))


def test_what_the_publisher_printed_before_is_its_habit_and_leads_nowhere_else() -> None:
    found = candidates([*hits(1, range(6), publisher=9, earlier=True), *hits(2, range(6), publisher=3)], publisher=9)
    assert (found.own, found.others) == ((1,), (1,))


def carrier(key: int, hours: int = 0, **about: object) -> Carrier:
    name = "abcdefgh"[key]
    page = Carrier(key, f"https://{name}.example/1", NOON + hours * HOUR, "", is_agency=False, names=(f"The {name}",))
    return replace(page, **about)  # type: ignore[arg-type]


FIRST = carrier(0)
LATER = carrier(1, 1)
CREDITED = carrier(2, 2, agency="Northline")
DATELINED = carrier(3, 3, agency="Northline", dateline=True)
AGENCY = carrier(4, 4, is_agency=True, names=("Northline",))
OTHER_AGENCY = carrier(5, -4, is_agency=True, names=("Southwire",))


@pytest.mark.parametrize(
    ("carriers", "original"),
    [
        ((FIRST, LATER), FIRST),
        ((FIRST, LATER, CREDITED), FIRST),
        ((FIRST, LATER, CREDITED, DATELINED), DATELINED),
        ((FIRST, DATELINED, OTHER_AGENCY), OTHER_AGENCY),
        ((FIRST, DATELINED, OTHER_AGENCY, AGENCY), AGENCY),
        ((FIRST, LATER, carrier(6, 5, first_at="The b")), LATER),
        ((FIRST, LATER, carrier(6, -5, first_at="https://www.b.example/x?y")), LATER),
        ((LATER, carrier(6, -5, first_at="a paper we do not read")), LATER),
        ((LATER, carrier(6, -5, first_at="https://[broken")), LATER),
    ],
)
def test_the_agency_then_a_dateline_then_what_others_say_then_time_decide(
    carriers: tuple[Carrier, ...], original: Carrier
) -> None:
    assert original_of(carriers) == original_of(carriers[::-1]) == original


def test_of_two_at_one_moment_the_address_decides() -> None:
    assert original_of([carrier(1), carrier(0)]).key == original_of([carrier(0), carrier(1)]).key == 0


def test_without_carriers_there_is_no_original() -> None:
    with pytest.raises(ValueError, match="empty"):
        original_of([])


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("This article was first published by The Harbour Ledger.", "The Harbour Ledger"),
        ("It originally appeared in the Maros Post.", "the Maros Post"),
        ("This story first appeared on ledger.example and is used with permission", "ledger.example"),
        ("Dieser Text erschien zuerst im Lindenrieder Boten.", "Lindenrieder Boten"),
        ("Cet article a été publié initialement par Le Courrier.", "Le Courrier"),
        ("Este texto se publicó originalmente en El Correo.", "El Correo"),
        ("Artikel ini pertama kali diterbitkan oleh Harian Seroja.", "Harian Seroja"),
        ("نشر هذا المقال أولا في النورس.", "النورس"),
        ("הכתבה פורסמה לראשונה ב-החוף.", "החוף"),
        ("この記事は潮見新聞に最初に掲載されました。", "潮見新聞"),
        ("本文首发于东港日报。", "东港日报"),
        ("The bridge was opened in May.", ""),
    ],
)
def test_a_text_says_who_had_it_first(words: str, who: str) -> None:
    assert first_published(("A bridge.", words)).startswith(who)
    assert bool(first_published((words,))) == bool(who)


@given(st.text(), st.text(max_size=20))
def test_whatever_strangers_write_is_read(words: str, agency: str) -> None:
    first_published((words,))
    has_dateline(words, agency)
    provenance(Document(words, (words,), agency=agency, canonical=words), "https://a.example/")


@pytest.mark.parametrize(
    ("top", "dateline"),
    [
        ("BRENNA, Calvera (Northline) — At least 14 people", True),
        ("Northline: At least 14 people", True),
        ("Brenna - Northline - At least 14 people", True),
        ("The head of Northline resigned on Monday", False),
        ("At least 14 people", False),
    ],
)
def test_a_dateline_names_the_agency_before_the_text_begins(top: str, dateline: bool) -> None:  # noqa: FBT001
    assert has_dateline(top, "Northline") is dateline


def test_a_canonical_address_elsewhere_is_where_the_text_stood_first() -> None:
    document = Document("Title word", (text(1),), canonical="https://b.example/1")
    assert provenance(document, "https://a.example/1").first_at == "https://b.example/1"
    assert provenance(document, "https://b.example/2").first_at == ""


def test_a_notice_that_stands_where_an_article_should_is_not_compared() -> None:
    notice = "You have read all your free texts this month, subscribe now to go on reading on every device you own."
    assert provenance(Document("Dam overflows", (notice,)), "https://a.example/").fingerprint is NOTHING
    assert provenance(Document("Free texts end", (notice,)), "https://a.example/").fingerprint.size


def test_an_overlap_of_nothing_is_nothing() -> None:
    assert overlap(NOTHING, fingerprint(text(1))) == Overlap()
    assert np.array_equal(Fingerprint((), NONE, 0, NONE).marks, NOTHING.marks)
