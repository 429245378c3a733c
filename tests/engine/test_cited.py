"""What an aid may show: words of a source, or a sentence that the gate let through."""

from __future__ import annotations

from datetime import date

import pytest

from octavo.engine.aids.cited import Cited, Refused, Source, admitted, articles_of, chosen, revived, stored
from octavo.engine.aids.gate import Reason
from octavo.engine.aids.receipts import resolve

TEXT = "The dam above Varn holds, the water board said on Sunday.\n\nSome 4,200 people had left the lower town."
SOURCE = Source(7, 70, TEXT, "en", date(2026, 3, 1))
SECOND = (TEXT.index("Some"), len(TEXT))


def test_chosen_words_are_those_of_the_source() -> None:
    cited = chosen(SOURCE, SECOND)
    assert (cited.text, cited.by) == ("Some 4,200 people had left the lower town.", "")
    assert resolve(cited.receipts[0], TEXT) == cited.text


def test_words_that_do_not_stand_in_the_source_are_not_chosen() -> None:
    with pytest.raises(ValueError, match="does not stand"):
        chosen(SOURCE, (10, len(TEXT) + 1))


def test_a_written_sentence_that_holds_is_admitted_with_its_receipts() -> None:
    cited = admitted("About 4,200 people left the lower town.", "en", [(SOURCE, SECOND)], "model-x")
    assert isinstance(cited, Cited)
    assert (cited.by, [one.article for one in cited.receipts]) == ("model-x", [7])


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Some 5,200 people had left the lower town.", Reason.NUMBER),
        ("“All 4,200 people drowned,” the board said.", Reason.QUOTE),
        ("Some 4,200 people had left Kessing.", Reason.NAME),
        ("", Reason.EMPTY),
    ],
)
def test_a_written_sentence_that_does_not_hold_is_refused(sentence: str, reason: Reason) -> None:
    refused = admitted(sentence, "en", [(SOURCE, SECOND)], "model-x")
    assert isinstance(refused, Refused)
    assert refused.verdict.reason in {reason, Reason.PLACE}


def test_rows_bring_back_what_was_stored_at_any_depth() -> None:
    cited = chosen(SOURCE, SECOND)
    rows = {"sides": [{"given": [{"words": cited.as_row(), "at": "2026-03-01"}]}]}
    back = revived(rows)
    assert back["sides"][0]["given"][0] == {"words": cited, "at": "2026-03-01"}
    assert list(articles_of(back)) == [7]
    assert stored({"text": cited.text, "receipts": cited.as_row()["receipts"]}, "en") == cited
