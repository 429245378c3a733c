"""Who speaks: names cleared of titles, and which of them are one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.aids.speakers import Group, Mention, Named, belonging, merged, named, same_person, voices_of
from octavo.engine.aids.speakers.hearers import hearer
from octavo.engine.aids.statements import statements_of

LANGUAGES = ("en", "de", "es", "fr", "ms", "ar", "he", "ja", "zh", "sw", "")


def person(name: str, language: str = "en", role: str = "") -> Named:
    """A person's name."""
    return Named(name, language, "person", role)


@pytest.mark.parametrize(
    ("phrase", "language", "role", "name"),
    [
        ("Jonas Elwick", "en", "a police spokesman", "Jonas Elwick"),
        ("Mr Alf Dorning", "en", "", "Alf Dorning"),
        ("Prime Minister Edmar Rysland", "en", "", "Edmar Rysland"),
        ("Miradens Trainer Dario Velasc", "de", "", "Dario Velasc"),
        ("Prokuristin Walburga Dirnhofer", "de", "", "Walburga Dirnhofer"),
        ("Hedwig Rausch von der Fachhochschule Lindenried", "de", "", "Hedwig Rausch"),
        ("Tomás Arrieche", "es", "responsable del planetario", "Tomás Arrieche"),
        ("رئيسة الوزراء مود تيسالي", "ar", "", "مود تيسالي"),
        ("מפעילת המנוף פטרה הולום", "he", "", "פטרה הולום"),
        ("イドリス・ベンハリム", "ja", "所長", "イドリス・ベンハリム"),
        ("黒瀬弁蔵", "ja", "議員", "黒瀬弁蔵"),
        ("达里奥·韦拉斯克把矛头", "zh", "主教练", "达里奥·韦拉斯克"),
        ("石慧敏", "zh", "公会秘书", "石慧敏"),
    ],
)
def test_a_name_is_cut_out_of_what_stands_around_it(phrase: str, language: str, role: str, name: str) -> None:
    found = named(phrase, language, role)
    assert found is not None
    assert (found.text, found.kind, found.full) == (name, "person", True)


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("residents", "en"), ("he", "en"), ("police", "en"), ("the ministry", "en"), ("The office in Dar Nuwas", "en"),
        ("Civil Protection", "en"), ("Mr Brenning’s office", "en"), ("Doctors at the Bandar Kelana hospital", "en"),
        ("die Polizei", "de"), ("El maestro de Wadi Tamra", "es"), ("la mairie", "fr"), ("Kementerian Kesihatan", "ms"),
        ("وزارة الصحة", "ar"), ("خفر السواحل", "ar"), ("משרד הבריאות", "he"), ("警察", "ja"), ("会社側", "ja"),
        ("ダル・ヌワス", "ja"), ("警方", "zh"), ("公司", "zh"), ("", "en"), ("—", "en"), ("x" * 500, "en"),
    ],
)  # fmt: skip
def test_crowds_offices_places_and_pronouns_are_nobody(phrase: str, language: str) -> None:
    found = named(phrase, language)
    assert found is None or not found.full


@pytest.mark.parametrize(
    ("phrase", "language", "role"),
    [
        ("Osk River Board", "en", ""),
        ("the Teluma Coast Guard", "en", ""),
        ("Kelana Lines", "en", "The operator of the ferry"),
        ("Norvane Hydro", "fr", "l’exploitant"),
        ("شركة نورفان هايدرو", "ar", ""),
    ],
)
def test_a_body_is_told_from_a_person(phrase: str, language: str, role: str) -> None:
    found = named(phrase, language, role)
    assert found is not None
    assert found.kind == "body"


def test_the_head_of_a_body_is_a_person() -> None:
    found = named("Torvald Reinsk", "en", "the union’s chairman")
    assert found is not None
    assert found.kind == "person"


def test_a_surname_in_an_article_belongs_to_its_one_bearer() -> None:
    text = "“We are not done,” said Ilva Serran, the mayor of Dorn.", "“The road is open again,” Serran said."
    voices = voices_of(statements_of(text, "en"), "en")
    assert [(voice.named.text, len(voice.statements)) for voice in voices] == [("Ilva Serran", 2)]


@pytest.mark.parametrize(
    ("one", "language", "other", "another"),
    [
        ("Ilva Serran", "en", "إلفا سيران", "ar"),
        ("Ilva Serran", "de", "אילבה סראן", "he"),
        ("Teodor Maas", "en", "テオドル・マース", "ja"),
        ("Bastian Orlow", "fr", "巴斯蒂安·奥尔洛", "zh"),
        ("تيودور ماس", "ar", "テオドル・マース", "ja"),
        ("Rahaf al-Dumayri", "en", "رهف الضميري", "ar"),
    ],
)
def test_a_name_is_known_again_in_another_script(one: str, language: str, other: str, another: str) -> None:
    assert same_person(person(one, language), person(other, another), near=True) >= 0.6
    assert same_person(person(one, language), person(other, another), near=False) == 0


@pytest.mark.parametrize(
    ("one", "language", "other", "another"),
    [
        ("Yara Delmond", "en", "أورسن دلموند", "ar"),  # of one family
        ("Dario Velasc", "en", "Ottilie Brandvik", "ms"),
        ("Teodor Maas", "es", "Dale Ormsby", "en"),
        ("Lina Wastari", "en", "ハルン・テサラ", "ja"),
        ("林楷汶", "zh", "林海文", "ja"),  # Han names are never compared by sound
        ("Ilva Serran", "en", "Ilva Serrano", "en"),  # one language spells a name one way
    ],
)
def test_other_people_stay_apart(one: str, language: str, other: str, another: str) -> None:
    assert same_person(person(one, language), person(other, another), near=True) == 0


def test_a_surname_joins_a_full_name_of_its_story_unless_the_offices_differ() -> None:
    full = person("Lucan Ferrow", role="energy minister")
    assert same_person(full, person("Ferrow", role="minister"), near=True) > 0
    assert same_person(full, person("Ferrow", role="judge"), near=True) == 0
    assert same_person(full, person("Ferrow"), near=False) == 0


def test_mentions_are_grouped_across_languages_within_a_story_only() -> None:
    mentions = [
        Mention(person("Ilva Serran"), 1),
        Mention(person("إلفا سيران", "ar"), 1),
        Mention(person("Serran"), 1),
        Mention(person("إلفا سيران", "ar"), 2),
        Mention(person("イルバ・セラン", "ja"), 3),
        Mention(person("Anneke Rull"), 1),
    ]
    assert sorted(sorted(group) for group in merged(mentions)) == [[0, 1, 2, 3], [4], [5]]


def test_a_surname_that_two_people_bear_stays_alone() -> None:
    groups = [Group(1, (person("Yara Delmond"),)), Group(2, (person("Orsen Delmond"),))]
    assert belonging([person("Delmond")], groups) is None
    assert belonging([person("Delmond")], groups[:1]) == 1


@pytest.mark.parametrize(
    ("text", "verb", "language", "who"),
    [
        ("“It will hold,” she told reporters on Monday.", "told", "en", "reporters"),
        ("She told the Harbour Ledger that it would hold.", "told", "en", "the Harbour Ledger"),
        ("Der Damm werde halten, sagte der Minister.", "sagte", "de", None),
        ("Der Damm werde halten, sagte er dem Sender Nordfunk.", "sagte", "de", "dem Sender Nordfunk"),
        ("He said the mayor was wrong.", "said", "en", None),
        ("他对记者说，大坝没有问题。", "说", "zh", "记者"),
        ("katanya kepada pemberita di jeti.", "katanya", "ms", "kepada pemberita"),
    ],
)
def test_whom_it_was_said_to_is_given_only_where_the_text_says_so(
    text: str, verb: str, language: str, who: str | None
) -> None:
    at = text.index(verb)
    span = hearer(text, (at, at + len(verb)), language)
    assert (text[slice(*span)] if span else None) == who


@given(phrase=st.text(max_size=140), role=st.text(max_size=60), language=st.sampled_from(LANGUAGES))
def test_any_words_may_stand_for_a_speaker(phrase: str, role: str, language: str) -> None:
    found = named(phrase, language, role)
    assert found is None or (found.text and found.key is not None)


@given(names=st.lists(st.text(min_size=1, max_size=30), min_size=2, max_size=4), languages=st.data())
def test_likeness_goes_both_ways(names: list[str], languages: st.DataObject) -> None:
    one, other = (person(name, languages.draw(st.sampled_from(LANGUAGES))) for name in names[:2])
    assert same_person(one, other, near=True) == same_person(other, one, near=True)


@given(text=st.text(max_size=200), start=st.integers(0, 200), language=st.sampled_from(LANGUAGES))
def test_a_hearer_stands_in_the_text(text: str, start: int, language: str) -> None:
    span = hearer(text, (min(start, len(text)), len(text)), language)
    assert span is None or text[slice(*span)]
