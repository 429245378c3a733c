from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.aids.events import MOST, Account, events_of, timeline
from octavo.engine.aids.figures import Precision, Said

SUNDAY = date(2026, 11, 22)


def account(article: int, day: int, *paragraphs: str) -> Account:
    published = datetime(2026, 11, day, 12, tzinfo=UTC)
    events = events_of(paragraphs, "en", published.date())
    return Account(article, "paper", published, "en", "\n\n".join(paragraphs), events)


def test_a_dated_sentence_is_an_event_of_that_day() -> None:
    lead, later = events_of(["A dam broke.", "Sirens were sounded late on Friday."], "en", SUNDAY)
    assert (lead.day, lead.said) == (SUNDAY, Said.ARTICLE)
    assert (later.day, later.said) == (date(2026, 11, 20), Said.WEEKDAY)


def test_the_words_of_an_event_are_its_sentence() -> None:
    text = "It rained. The levee gave way on Wednesday. Boats came."
    (_, event) = events_of([text], "en", SUNDAY)
    assert text[slice(*event.words)] == "The levee gave way on Wednesday."


def test_a_month_is_known_as_a_month() -> None:
    (event,) = events_of(["The bridge was closed in March 2024."], "en", SUNDAY)
    assert (event.day, event.precision) == (date(2024, 3, 1), Precision.MONTH)


def test_a_story_unfolds_in_the_order_of_its_days() -> None:
    first = account(1, 20, "The levee at Lower Vessel gave way on Wednesday.")
    second = account(2, 22, "The government ordered an inquiry into the flood on Saturday.")
    assert next(line.event.day.day for line in timeline([second, first])) == 18


def test_a_sentence_told_twice_is_one_line() -> None:
    same = "The levee at Lower Vessel gave way before dawn on Wednesday."
    lines = timeline([account(1, 18, same), account(2, 19, same)])
    assert [(line.event.day.day, line.articles) for line in lines] == [(18, 2)]


def test_a_reader_sees_no_more_lines_than_fit() -> None:
    words = "abcdefghijklmnop"
    accounts = [
        account(n, n + 1, f"Today {word}aro {word}ebo {word}ico {word}odo {word}ufo.") for n, word in enumerate(words)
    ]
    assert len(timeline(accounts)) == MOST


def test_nothing_dated_is_no_timeline() -> None:
    assert timeline([]) == ()
    assert events_of([], "en", SUNDAY) == ()
    assert events_of([""], "ja", SUNDAY) == ()


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=80), language=st.sampled_from(["en", "ar", "ja", "xx"]))
def test_events_of_any_text_are_spans_of_it(text: str, language: str) -> None:
    for event in events_of([text], language, SUNDAY):
        assert 0 <= event.words[0] < event.words[1] <= len(text)
