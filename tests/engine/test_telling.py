"""What a story's page shows of its reports: one, forty, without findings, in two languages; nothing but their words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from octavo.engine.aids import findings
from octavo.engine.aids.cited import Cited, cited_in, revived
from octavo.engine.aids.findings import Work, found
from octavo.engine.aids.receipts import resolve
from octavo.engine.aids.telling import FIGURES, Account, Story, counted, told

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)  # a Monday
LEVEE = (
    "The levee at Brenna broke at dawn on Friday, and the water reached the market square by noon.",
    "Civil Protection said on Monday that 23 people had died. The Osk Relief Committee puts the dead at 38.",
    "“We are not at the end of this,” said Ilva Serran, head of the river board. She denied that the sirens were late.",
)
ARABIC = (
    "انهار السد في برينا فجر الجمعة ووصلت المياه إلى ساحة السوق عند الظهر، بحسب مجلس النهر.",
    "وقالت العمدة أنيكي رول إن صفارات الإنذار تأخرت ساعة كاملة. وغادر نحو 9200 شخص منازلهم.",
)


def account(number: int, text: Sequence[str] = LEVEE, language: str = "en", *, read: bool = True) -> Account:
    """A report an hour after the one before, each by a publisher of its own."""
    published = NOON + timedelta(hours=number)
    made = found(Work("", tuple(text), language, published.date())) if read else found(Work("", (), "en", NOON.date()))
    whole = "\n\n".join(text)
    return Account(
        number, number * 10, number, published, language, f"Report {number}", tuple(text), 1.0,
        [findings.statement_row(one, whole) for one in made.statements],
        [findings.figure_row(one) for one in made.figures],
        [findings.event_row(one) for one in made.events],
    )  # fmt: skip


def rows(*accounts: Account) -> dict[str, object]:
    """A telling as it comes back from the database."""
    back: dict[str, object] = revived(json.loads(json.dumps(told(Story(accounts)))))
    return back


def words(value: object) -> list[str]:
    return [one.text for one in cited_in(value)]


def test_a_story_of_no_reports_tells_nothing() -> None:
    assert not any(words(one) for one in rows().values())


def test_one_report_is_told_in_brief_and_compared_with_nobody() -> None:
    made = rows(account(1))
    assert words(made["brief"])
    assert "Ilva Serran" in [one["names"]["en"] for one in made["voices"]]  # type: ignore[attr-defined]
    assert made["comparison"] == []


def test_reports_without_findings_are_told_in_brief_alone() -> None:
    made = rows(account(1, read=False), account(2, read=False))
    assert words(made["brief"])
    assert (made["voices"], made["differences"], made["opposed"], made["timeline"]) == ([], [], [], [])


def test_forty_reports_are_told_in_as_few_lines_as_two() -> None:
    many = [account(n, (f"Report {n} of the levee names Osk {n} and {n + 40} boats.", *LEVEE)) for n in range(1, 41)]
    made = rows(*many)
    counts = {name: len(made[name]) for name in ("voices", "differences", "opposed", "timeline")}  # type: ignore[arg-type]
    assert counts["voices"] <= 8
    assert counts["differences"] <= 6
    assert counts["opposed"] <= 5
    assert counts["timeline"] <= 12
    assert all(len(one["said"]) <= 3 for one in made["voices"])  # type: ignore[attr-defined]


def test_a_text_that_comes_twice_is_told_once() -> None:
    made = rows(account(1), account(2))
    for brief in made["brief"].values():  # type: ignore[attr-defined]
        assert len(words(brief)) == len(set(words(brief)))
    said = [words(one["said"]) for one in made["voices"]]  # type: ignore[attr-defined]
    assert said == [list(dict.fromkeys(one)) for one in said]


def test_readers_of_either_language_have_a_brief_of_their_own() -> None:
    made = rows(account(1), account(2, ARABIC, "ar"))["brief"]
    assert set(made) == {"en", "ar", ""}  # type: ignore[call-overload]
    assert next(cited_in(made["en"])).language == "en"  # type: ignore[index]
    assert next(cited_in(made["ar"])).language == "ar"  # type: ignore[index]


def test_a_count_that_its_counter_raised_is_no_difference() -> None:
    early = account(1, ("Civil Protection said on Monday that 23 people had died when the levee broke.",))
    late = account(9, ("Civil Protection said on Monday that 31 people had died when the levee broke.",))
    assert rows(early, late)["differences"] == []


def test_two_who_count_one_thing_stand_side_by_side_with_their_receipts() -> None:
    dead = "Civil Protection said 23 people had died, but the Osk Relief Committee said 38 people had died."
    made = rows(account(1, (LEVEE[0], dead)), account(2, (dead, LEVEE[2])))["differences"]
    assert [side["low"] for side in made[0]["sides"]] == [23, 38]  # type: ignore[index]
    assert all(words(side["given"]) for side in made[0]["sides"])  # type: ignore[index]


def test_of_a_transcript_only_the_first_figures_are_set_against_others() -> None:
    long = account(1, [f"Item {n} of the register cost {n + 20} crowns on Monday." for n in range(FIGURES + 50)])
    assert len(long.figures) > FIGURES
    assert len(counted(long).figures) == FIGURES


TEXTS = some.lists(
    some.text(alphabet='ab. ,:\n“”"„«»「」said Anna Rull 12 people died Monday —?؟،。说', max_size=120), max_size=4
)


@given(TEXTS, TEXTS, some.sampled_from(["en", "de", "ar", "he", "ja", "zh", "hu", "und", ""]))
@settings(max_examples=40, deadline=None)
def test_whatever_strangers_write_each_word_shown_stands_in_a_report(
    one: list[str], other: list[str], language: str
) -> None:
    accounts = account(1, one, language), account(2, other, language)
    texts = {each.article: each.text for each in accounts}
    for shown in cited_in(rows(*accounts)):
        assert isinstance(shown, Cited)
        assert [resolve(receipt, texts[receipt.article]) for receipt in shown.receipts] == [shown.text]
