"""One pass over a text finds everything, and JSON keeps it as it was."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.aids import findings
from octavo.engine.aids.findings import Work, found
from octavo.press.newsroom import load

PRESS = load(date(2026, 3, 2))


def work(number: int) -> Work:
    article = PRESS.articles[number]
    return Work(article.headline, tuple(article.paragraphs), article.language, article.published.date())


def test_rows_bring_back_what_was_found() -> None:
    for number in range(0, len(PRESS.articles), 23):
        one = work(number)
        text = "\n\n".join(one.paragraphs)
        made = found(one)
        rows = json.loads(
            json.dumps(
                [
                    [findings.statement_row(said, text) for said in made.statements],
                    [findings.figure_row(figure) for figure in made.figures],
                    [findings.event_row(event) for event in made.events],
                ]
            )
        )
        assert tuple(findings.statement_of(row) for row in rows[0]) == made.statements
        assert tuple(findings.figure_of(row) for row in rows[1]) == made.figures
        assert tuple(findings.event_of(row) for row in rows[2]) == made.events


def test_the_words_of_a_statement_stand_beside_their_spans() -> None:
    one = work(0)
    text = "\n\n".join(one.paragraphs)
    rows = [findings.statement_row(said, text) for said in found(one).statements]
    assert rows
    for row in rows:
        assert row["text"] == " … ".join(text[start:end] for start, end in row["words"])


def test_of_a_very_long_text_the_beginning_is_read() -> None:
    paragraphs = tuple(f"Speaker {n} of the house said that item {n} was closed at noon." for n in range(9000))
    read = findings.readable(paragraphs, "en")
    assert 0 < len(read) < len(paragraphs)
    assert read == paragraphs[: len(read)]


def test_of_a_transcript_in_one_breath_the_first_sentences_are_read() -> None:
    whole = " ".join(f"Speaker {n} of the house said that item {n} was closed at noon." for n in range(9000))
    (read,) = findings.readable((whole,), "en")
    assert whole.startswith(read)
    assert (read[-1], len(read) > findings.LONGEST * 0.9) == (".", True)
    assert findings.readable(("x" * (findings.LONGEST + 1),), "en") == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(alphabet='abc “”"„«»「」.,:!?\n0123456789 said العربية 語', max_size=200), max_size=5),
    st.sampled_from(["en", "de", "es", "fr", "ja", "ar", "he", "ms", "zh", "xx", "und"]),
)
def test_any_text_can_be_read_and_every_span_stands_in_it(paragraphs: list[str], language: str) -> None:
    text = "\n\n".join(paragraphs)
    made = found(Work("", tuple(paragraphs), language, date(2026, 3, 2)))
    spans = [*made.brief, *(span for one in made.statements for span in one.spans), *(f.words for f in made.figures)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
