"""What is new since a moment: words nobody had reported, figures that moved, days of which nothing was told."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from octavo.engine.aids.changed import News, changed
from octavo.engine.aids.cited import articles_of, revived
from tests.engine.test_telling import LEVEE, account, words

RAISED = ("Civil Protection said on Monday that 31 people had died when the levee at Brenna broke.",)
COUNTED = ("Civil Protection said on Monday that 23 people had died when the levee at Brenna broke.",)
QUOTE = "“They do not count those without papers,” said Teodor Maas, a clerk of the Osk Relief Committee."


def test_where_nothing_came_nothing_is_new() -> None:
    assert changed([account(1)], []) == {"statements": [], "figures": [], "events": []}


def test_to_who_has_read_nothing_all_is_new_but_no_figure_has_moved() -> None:
    found = changed([], [News(account(1))])
    assert found["figures"] == []
    assert "Ilva Serran" in [one["speaker"] for one in found["statements"]]


def test_a_figure_that_moved_shows_both_values_each_with_its_receipt() -> None:
    (moved,) = changed([account(1, COUNTED)], [News(account(5, RAISED))])["figures"]
    assert (moved["old"]["low"], moved["new"]["low"]) == (23, 31)
    assert set(articles_of(revived(moved["old"]))) == {1}
    assert set(articles_of(revived(moved["new"]))) == {5}


def test_a_figure_that_is_given_again_has_not_moved() -> None:
    assert changed([account(1, COUNTED)], [News(account(5, COUNTED))])["figures"] == []


def test_a_value_of_another_counter_is_no_move() -> None:
    other = ("The Osk Relief Committee said on Monday that 38 people had died when the levee at Brenna broke.",)
    assert changed([account(1, COUNTED)], [News(account(5, other))])["figures"] == []


def test_what_was_said_before_is_not_new_when_another_reports_it() -> None:
    found = changed([account(1)], [News(account(5, (*LEVEE, QUOTE)))])
    assert [one["speaker"] for one in found["statements"]] == ["Teodor Maas"]


def test_of_an_edited_report_only_the_new_words_are_new() -> None:
    edited = account(1, (*LEVEE, QUOTE))
    found = changed([], [News(edited, older="\n\n".join(LEVEE))])
    assert words(revived(found["statements"])) == ["They do not count those without papers,"]


def test_a_day_that_was_told_of_is_not_new() -> None:
    friday = ("The levee at Brenna broke at dawn on Friday.",)
    thursday = ("The sirens of Brenna were tested on Thursday, a day too early.",)
    found = changed([account(1, friday)], [News(account(2, (*friday, *thursday)))])
    assert [one["day"] for one in found["events"]] == ["2026-03-05"]


TEXTS = some.lists(
    some.text(alphabet='ab. ,:\n“”"„«»「」said Anna Rull 12 people died Monday —?؟،。说', max_size=120), max_size=4
)


@given(TEXTS, TEXTS, some.sampled_from(["en", "ar", "he", "ja", "und"]))
@settings(max_examples=40, deadline=None)
def test_no_word_of_the_older_text_is_told_as_new(old: list[str], new: list[str], language: str) -> None:
    before, after = account(1, old, language), account(1, new, language)
    found = revived(changed([before], [News(after, before.text)]))
    for row in found["statements"]:
        assert words(row)[0] not in before.text or not before.text
    for row in (*found["events"], *(one["new"]["words"] for one in found["figures"])):
        assert all(text in after.text for text in words(row))
