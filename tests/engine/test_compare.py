from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.aids.accounts import Account, Drawn
from octavo.engine.aids.compare import Coverage, compare

DAY = datetime(2026, 1, 3, 12, tzinfo=UTC)
FLOOD = "The levee at Brenna broke before dawn and the river ran through the eastern half of the town."
MONEY = "The government in Miraden released 30 million florins for shelter and food in the valley."
AID = "To pay for shelter and food in the valley the government in Miraden has released 30 million florins."
GELD = "Die Regierung in Miraden gibt 30 Millionen Florin für Unterkünfte und Essen im Tal frei."
ORCHARD = "Farmers said 640 hectares of pear trees below Haverlock would have to be felled in spring."
LONG = (
    "Volunteers carried soup into the school where most families sleep on mats behind the stage.",
    "Nobody in the street could remember a winter in which the bank looked as weak as it does now.",
    "Teachers have promised to open their classrooms again as soon as the floors are clean and dry.",
    "Trains run as far as the bridge, and buses take those who want to go on to the capital city.",
)


def account(publisher: str, *paragraphs: str, hours: int = 0, language: str = "en") -> Account:
    return Account(f"{publisher}-{hours}", publisher, DAY + timedelta(hours=hours), language, "Flood", paragraphs)


def said(accounts: list[Account], drawn: tuple[Drawn, ...]) -> list[str]:
    return ["\n\n".join(accounts[one.account].paragraphs)[slice(*one.span)] for one in drawn]


def of(found: tuple[Coverage, ...], publisher: str) -> Coverage:
    return next(one for one in found if one.publisher == publisher)


def test_what_no_other_report_has_stands_alone() -> None:
    accounts = [account("maros", FLOOD, ORCHARD), account("ledger", FLOOD, MONEY)]
    found = compare(accounts)
    assert said(accounts, of(found, "maros").alone) == [ORCHARD]
    assert said(accounts, of(found, "ledger").alone) == [MONEY]


def test_what_two_others_tell_is_left_out() -> None:
    accounts = [account("maros", FLOOD, MONEY), account("wire", FLOOD, AID), account("ledger", FLOOD, *LONG, hours=2)]
    found = compare(accounts)
    assert len(of(found, "ledger").leaves_out) == 1
    assert "30 million" in said(accounts, of(found, "ledger").leaves_out)[0]
    assert of(found, "maros").leaves_out == of(found, "wire").leaves_out == ()


def test_one_fact_is_known_in_two_languages_by_its_number_and_names() -> None:
    accounts = [
        account("maros", FLOOD, MONEY),
        account("blatt", GELD, language="de"),
        account("ledger", FLOOD, *LONG, hours=2),
    ]
    assert of(compare(accounts), "maros").alone == ()


def test_what_was_told_later_is_not_left_out() -> None:
    accounts = [
        account("maros", FLOOD, MONEY, hours=5),
        account("wire", FLOOD, AID, hours=6),
        account("ledger", FLOOD, *LONG),
    ]
    assert of(compare(accounts), "ledger").leaves_out == ()


def test_a_short_text_leaves_nothing_out() -> None:
    accounts = [account("maros", FLOOD, MONEY), account("wire", FLOOD, AID), account("ledger", FLOOD, hours=2)]
    assert of(compare(accounts), "ledger").leaves_out == ()


def test_across_languages_a_sentence_without_a_number_says_nothing() -> None:
    accounts = [account("maros", FLOOD, LONG[0], "The mayor, Ilva Serran, asked for calm in the shelters of Brenna.")]
    accounts.append(
        account("blatt", "Am Osk ist in der Nacht ein Damm gebrochen, viele Menschen flohen.", language="de")
    )
    assert all(one.alone == one.leaves_out == () for one in compare(accounts))


def test_another_value_of_the_same_count_is_not_left_out() -> None:
    german = ("Beim Hochwasser starben 23 Menschen, sagte der Zivilschutz am Abend in der Stadt.", *(4 * (GELD,)))
    accounts = [
        account("maros", "The flood has killed 14 people, Civil Protection said at noon in Brenna."),
        account("wire", "Civil Protection said in Brenna at noon that the flood has killed 14 people."),
        account("blatt", *german, hours=3, language="de"),
    ]
    assert of(compare(accounts), "blatt").leaves_out == ()


def test_a_publisher_leads_with_its_first_sentence_or_its_headline() -> None:
    accounts = [account("maros", FLOOD, MONEY), account("wire", "no sentence here")]
    found = compare(accounts)
    assert of(found, "maros").leads_with == Drawn(0, (0, len(FLOOD)))
    assert of(found, "wire").leads_with == Drawn(1, (0, len("Flood")), headline=True)


def test_one_report_alone_is_compared_with_nothing() -> None:
    found = compare([account("maros", FLOOD, MONEY)])
    assert [(one.alone, one.leaves_out) for one in found] == [((), ())]


def test_of_a_very_long_text_it_is_not_said_what_it_lacks() -> None:
    transcript = account("radio", *(f"Speaker {number}: {LONG[number % 4]}" for number in range(2000)), hours=2)
    accounts = [account("maros", FLOOD, MONEY), account("wire", FLOOD, AID), transcript]
    assert of(compare(accounts), "radio").leaves_out == ()


PIECES = st.sampled_from(
    [FLOOD, MONEY, GELD, ORCHARD, *LONG, "“Half", "3:1 4:4", "9人が死亡した。", "", "Q: What? And 70?"]
)
ACCOUNTS = st.lists(
    st.builds(
        lambda publisher, pieces, hours, language: account(publisher, *pieces, hours=hours, language=language),
        st.sampled_from(["maros", "ledger", "wire"]),
        st.lists(PIECES, max_size=4),
        st.integers(0, 90),
        st.sampled_from(["en", "de", "ja", "ar", "xx"]),
    ),
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(ACCOUNTS)
def test_alone_is_of_the_publisher_and_left_out_is_of_others(accounts: list[Account]) -> None:
    found = compare(accounts)
    assert {one.publisher for one in found} == {one.publisher for one in accounts}
    for one in found:
        assert all(accounts[drawn.account].publisher == one.publisher for drawn in one.alone)
        assert all(accounts[drawn.account].publisher != one.publisher for drawn in one.leaves_out)
        assert all(sentence for sentence in said(accounts, (*one.alone, *one.leaves_out)))
