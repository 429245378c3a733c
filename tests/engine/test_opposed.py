"""Statements against each other: a denial stands beside the claim that it answers, and beside no other."""

from __future__ import annotations

from octavo.engine.aids.opposed import opposed
from tests.engine.test_telling import account

CLAIM = "The Osk Relief Committee said that the board had switched off the sirens in Brenna. "


def pairs(*texts: str) -> list[tuple[str, str]]:
    rows = opposed([account(number, [text]) for number, text in enumerate(texts, 1)])
    return [(row["claim"]["speaker"], row["denial"]["speaker"]) for row in rows]


def test_a_denial_stands_beside_the_claim_before_it() -> None:
    text = CLAIM + "Ilva Serran, head of the river board, denied that the sirens were ever switched off."
    assert pairs(text) == [("Osk Relief Committee", "Ilva Serran")]


def test_a_denial_of_something_else_stands_beside_nothing() -> None:
    assert pairs(CLAIM + "Ilva Serran, head of the river board, denied that she would resign.") == []


def test_nobody_is_set_against_themselves() -> None:
    text = "Ilva Serran said that the sirens were switched off. Ilva Serran denied that the sirens were switched off."
    assert pairs(text) == []


def test_who_says_no_as_well_is_not_against_a_denial() -> None:
    text = (
        "Teodor Maas said that nobody had never switched off the sirens. "
        "Ilva Serran denied that the sirens were ever switched off."
    )
    assert pairs(text) == []


def test_a_pair_is_shown_once() -> None:
    text = CLAIM + "Ilva Serran, head of the river board, denied that the sirens were ever switched off."
    assert len(pairs(text, text, text)) == 1
