from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.aids.brief import brief

PIECES = st.sampled_from(
    [
        "The dam at Tarn Head spilled over its crest before dawn on Tuesday.",
        "“We heard the siren and ran,” said Ana Ilves, who keeps the mill.",
        "“The water came. It took the bridge.” So the mayor told the council.",
        "He called it “the worst night of",
        "my life” and left the room without another word to the reporters.",
        'The office said "no comment" and hung up the telephone at once.',
        "It said “wait. And wait longer than you can bear.",
        "Nobody was hurt.",
        "„Das Wasser kam in der Nacht“, sagte der Bürgermeister der Stadt am Morgen.",
        "„Das Wasser kam in der Nacht. Niemand hat uns gewarnt, niemand.",
        "« L’eau est montée très vite », a déclaré la maire devant le conseil.",
        "市長は「水は引いた。」と述べ、住民に冷静な対応を呼びかけた。",
        "The council (which meets on Mondays) will hear engineers next week.",
        "MIRADEN, Calvera (Northline) — The river fell by a metre on Wednesday night.",
    ]
)
PARAGRAPHS = st.lists(st.lists(PIECES, min_size=1, max_size=4).map(" ".join), max_size=8)
PAIRS = ("“”", "«»", "「」", "()")


@given(PARAGRAPHS, st.sampled_from(["en", "de", "fr", "ja"]))
def test_a_sentence_never_crosses_a_paragraph(paragraphs: list[str], language: str) -> None:
    text = "\n\n".join(paragraphs)
    assert all("\n" not in text[start:end] for start, end in brief(paragraphs, language))


@given(PARAGRAPHS, st.sampled_from(["en", "de", "fr", "ja"]))
def test_no_half_of_a_quotation_is_shown(paragraphs: list[str], language: str) -> None:
    text = "\n\n".join(paragraphs)
    for start, end in brief(paragraphs, language):
        said = text[start:end]
        pairs = ("„“", *PAIRS[1:]) if "„" in said else PAIRS
        assert all(closed(said, *pair) for pair in pairs), said
        assert said.count('"') % 2 == 0


@given(PARAGRAPHS, st.integers(1, 5))
def test_spans_are_few_apart_and_in_reading_order(paragraphs: list[str], limit: int) -> None:
    spans = brief(paragraphs, "en", limit)
    assert len(spans) <= limit
    flat = [at for span in spans for at in span]
    assert flat == sorted(flat)


@given(PARAGRAPHS)
def test_the_same_text_is_always_told_in_the_same_words(paragraphs: list[str]) -> None:
    assert brief(paragraphs, "en") == brief(paragraphs, "en")


def test_what_is_said_twice_is_told_once() -> None:
    line = "The dam at Tarn Head spilled over its crest before dawn on Tuesday."
    other = "Engineers from three countries will look at the gates on Wednesday morning."
    paragraphs = [line, other, line, "The ferry company has cancelled every crossing until further notice."]
    text = "\n\n".join(paragraphs)
    assert [text[a:b] for a, b in brief(paragraphs, "en")].count(line) == 1


def test_where_a_wire_text_was_filed_is_no_part_of_it() -> None:
    paragraphs = ["MIRADEN, Calvera (Northline) — The river fell by a metre on Wednesday night, the council said."] * 2
    text = "\n\n".join(paragraphs)
    assert all(text[a:b].startswith("The river") for a, b in brief(paragraphs, "en"))


@pytest.mark.parametrize("paragraphs", [[], [""], ["Short."], ["…"]])
def test_a_text_with_nothing_to_tell_is_not_told(paragraphs: list[str]) -> None:
    assert brief(paragraphs, "en") == []


def closed(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return False
    return depth == 0


def test_a_mark_inside_a_hebrew_abbreviation_opens_no_quotation() -> None:
    paragraphs = ['המנכ"לית של חברת הביטוח בנורוואן הודיעה אתמול כי היא מתפטרת מתפקידה.']
    assert brief(paragraphs, "he") == [(0, len(paragraphs[0]))]


def test_a_sentence_that_leans_on_the_one_before_is_not_told_alone() -> None:
    told = "The council of Brenna met on Monday and agreed to raise the levee along the whole of the river."
    leaning = "But he would not say what raising the levee along the whole of the river will cost the council."
    paragraphs = ["Ana Ilves keeps the mill beside the bridge in Brenna.", f"{told} {leaning}"]
    text = "\n\n".join(paragraphs)
    assert leaning not in [text[a:b] for a, b in brief(paragraphs, "en", 1)]


@pytest.mark.parametrize(
    "notice",
    [
        "Sign up to our newsletter and never miss a story from the valley again.",
        "Photo: the bridge at Tarn Head on the morning after the flood, taken from the mill.",
        "Table of the results of the third day of the races at the port of Varnholm",
        "Write to the editors of the paper at desk@ledger.example with what you saw.",
    ],
)
def test_notices_and_lines_that_are_no_sentence_are_not_told(notice: str) -> None:
    line = "The dam at Tarn Head spilled over its crest before dawn on Tuesday."
    text = f"{notice}\n\n{line}"
    assert [text[a:b] for a, b in brief([notice, line], "en", 3, "Dam at Tarn Head")] == [line]


def test_the_ordinal_of_a_german_minute_does_not_end_a_sentence() -> None:
    line = "In der 83. Minute des Finales liefen dreihundert Anhänger von Miraden auf den Rasen."
    assert brief([line], "de") == [(0, len(line))]


@pytest.mark.parametrize(
    "filed",
    ["BATU JELIRA, 18 January – ", "BRENNA, Calvera (Northline).— ", "14:05 – ", "DAR NUWAS, 6 January (Northline) — "],
)
def test_neither_place_nor_time_of_filing_is_told(filed: str) -> None:
    line = "The river fell by a metre on Wednesday night, the council of the town said."
    assert brief([filed + line], "en") == [(len(filed), len(filed) + len(line))]


def test_a_transcript_of_thirty_thousand_words_is_told_from_its_beginning() -> None:
    line = "The council heard engineer number {} speak of the gates and of the river for an hour."
    spans = brief([line.format(number) for number in range(2000)], "en")
    assert 0 < len(spans) <= 4
    assert spans[-1][1] < 20_000
