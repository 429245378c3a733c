from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.aids.accounts import Account, Drawn
from octavo.engine.aids.states import stale
from octavo.engine.aids.story_brief import story_brief

DAY = datetime(2026, 1, 3, 12, tzinfo=UTC)
FIRST = (
    "At least 14 people have died in the flood at Brenna, according to Civil Protection.",
    "The levee at Brenna broke at three in the morning beside an old brickworks on Sandgate Lane.",
)
LATER = (
    "The flood at Brenna has killed 23 people, according to Civil Protection.",
    "Engineers of the Osk River Board said the levee would be closed with stone before the weekend.",
)
ELSEWHERE = (
    "Nach dem Hochwasser in Brenna fehlt von 19 Menschen noch jede Spur, teilte der Zivilschutz mit.",
    "Die Feuerwehr aus Lindenried hat drei große Pumpen in das Tal am Osk geschickt.",
)


def account(publisher: str, paragraphs: tuple[str, ...], hours: int = 0, language: str = "en") -> Account:
    title = {"en": "Flood at Brenna: levee broke", "de": "Hochwasser in Brenna"}.get(language, "")
    return Account(publisher + str(hours), publisher, DAY + timedelta(hours=hours), language, title, paragraphs)


def told(accounts: list[Account], drawn: list[Drawn]) -> list[str]:
    return ["\n\n".join(accounts[one.account].paragraphs)[slice(*one.span)] for one in drawn]


def test_an_older_toll_does_not_stand_when_a_newer_one_is_there() -> None:
    accounts = [account("maros", FIRST), account("ledger", LATER, hours=30)]
    sentences = told(accounts, story_brief(accounts, "en"))
    assert LATER[0] in sentences
    assert not any("14 people" in sentence for sentence in sentences)


def test_an_older_toll_that_somebody_still_gives_is_not_old() -> None:
    again = ("The relief committee in Brenna still counts 14 dead, and not one of them has a name yet.",)
    accounts = [account("maros", FIRST), account("ledger", LATER, hours=30), account("wire", again, hours=31)]
    assert 0 not in stale(accounts)


def test_the_newest_state_comes_from_another_language_where_only_that_has_it() -> None:
    german = (
        "Beim Hochwasser in Brenna sind nach Angaben des Zivilschutzes 23 Menschen getötet worden.",
        *ELSEWHERE[1:],
    )
    accounts = [account("maros", FIRST), account("blatt", german, hours=48, language="de")]
    sentences = told(accounts, story_brief(accounts, "en"))
    assert german[0] in sentences
    assert FIRST[0] not in sentences


def test_different_publishers_are_heard_before_one_is_heard_twice() -> None:
    accounts = [account("maros", FIRST), account("ledger", LATER, hours=1), account("maros", LATER[1:] + FIRST[1:], 2)]
    drawn = story_brief(accounts, "en", limit=2)
    assert {accounts[one.account].publisher for one in drawn} == {"maros", "ledger"}


def test_the_readers_language_is_told_where_a_report_is_in_it() -> None:
    accounts = [account("maros", FIRST), account("ledger", LATER, 1), account("blatt", ELSEWHERE, 2, "de")]
    assert accounts[story_brief(accounts, "de", limit=2)[0].account].language == "de"


def test_without_a_report_in_the_readers_language_the_most_central_is_told() -> None:
    accounts = [account("maros", FIRST), account("blatt", ELSEWHERE, 2, "de")]
    central = [accounts[0], replace(accounts[1], centrality=0.9)]
    assert central[story_brief(central, "ja", limit=2)[0].account].language == "de"


def test_what_two_reports_say_alike_is_told_once() -> None:
    accounts = [account("maros", FIRST), account("ledger", FIRST, hours=1)]
    sentences = told(accounts, story_brief(accounts, "en"))
    assert len(sentences) == len(set(sentences))


def test_a_sentence_that_leans_on_another_is_not_told_without_it() -> None:
    met = "The council of Brenna met behind closed doors on Monday and agreed on a new levee."
    leaning = "But he refused to say what the levee at Brenna will cost the council."
    accounts = [account("maros", (f"{met} {leaning}",))]
    assert not any(one.startswith("But he") for one in told(accounts, story_brief(accounts, "en", limit=1)))


def test_a_sentence_that_has_nothing_to_do_with_the_story_is_left_out() -> None:
    other = "A penguin in the zoo of Haldren has learnt to open its own door with a spoon."
    accounts = [account("maros", (*FIRST, other)), account("ledger", LATER, hours=1)]
    assert other not in told(accounts, story_brief(accounts, "en"))


@pytest.mark.parametrize("paragraphs", [(), ("",), ("Short.",), ("no end of this sentence that goes on and on and",)])
def test_a_story_with_nothing_to_tell_is_not_told(paragraphs: tuple[str, ...]) -> None:
    assert story_brief([account("maros", paragraphs)], "en") == []


def test_no_report_at_all_is_no_story() -> None:
    assert story_brief([], "en") == []


PIECES = st.sampled_from(
    [*FIRST, *LATER, *ELSEWHERE, "“It broke", "12:40 – 7", "市長は死者が9人になったと述べた。", "", "A? B"]
)
ACCOUNTS = st.lists(
    st.builds(
        account,
        st.sampled_from(["maros", "ledger", "wire"]),
        st.lists(PIECES, max_size=5).map(tuple),
        st.integers(0, 90),
        st.sampled_from(["en", "de", "ja", "ar", "xx"]),
    ),
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(ACCOUNTS, st.sampled_from(["en", "de", "he"]), st.integers(0, 6))
def test_every_span_is_a_sentence_of_one_report_and_none_comes_twice(
    accounts: list[Account], language: str, limit: int
) -> None:
    drawn = story_brief(accounts, language, limit)
    assert len(drawn) <= limit
    assert len(set(drawn)) == len(drawn)
    assert all(sentence.strip() == sentence != "" and "\n" not in sentence for sentence in told(accounts, drawn))
