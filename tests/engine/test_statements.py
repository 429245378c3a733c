"""Who says what: marks of every habit, speakers before and after, clauses, and texts that are no such thing."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from octavo.engine.aids.statements import KINDS, Statement, statements_of
from octavo.engine.aids.statements.grammar import grammar, known
from octavo.engine.aids.statements.marks import in_paragraph
from octavo.press.newsroom import load


def quoted(text: str) -> list[str]:
    return [text[slice(*quote.inner)].strip() for quote in in_paragraph(text)]


def said(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(one.speaker.text, words(text, one)) for one in found(text, language)]


def found(text: str, language: str = "en") -> tuple[Statement, ...]:
    return statements_of(text.split("\n\n"), language)


def words(text: str, one: Statement) -> str:
    return " | ".join(text[slice(*span)].strip() for span in one.spans)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“Bread, not ‘speeches’,” she said.", ["Bread, not ‘speeches’,"]),
        ('"We wait," he said. "We wait."', ["We wait,", "We wait."]),
        ("„Das Holz“, sagt er, „nicht.“", ["Das Holz", "nicht."]),
        ("»Ja«, sagt sie.", ["Ja"]),
        ("« Oui », dit-il, « ‹ peut-être › »", ["Oui", "‹ peut-être ›"]),
        ("彼は「『水』と言った」と話す。", ["『水』と言った"]),
        ("他说：“没有‘水’。”", ["没有‘水’。"]),
        ('אמר ש"אין מים" והמנכ"ל שתק', ["אין מים"]),
        ("He said 'no more' to Rull's men.", ["no more"]),
        ("''No more,'' he said.", ["No more,"]),
    ],
)
def test_the_marks_of_every_habit_are_read(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


@pytest.mark.parametrize(
    "text", ["“Nobody closed this, he said. The boat left.", 'She said "and then it went on.', '12" pipes']
)
def test_a_mark_that_nobody_closes_swallows_nothing(text: str) -> None:
    assert quoted(text) == []


def test_a_speech_of_two_paragraphs_is_one_statement_of_whoever_is_named_after_it() -> None:
    text = "“The water came at night.\n\n“It went in the morning,” said Anneke Rull, the mayor of Brenna."
    assert said(text) == [("Anneke Rull", "The water came at night. | It went in the morning,")]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "statement"),
    [
        ("en", "“The bank held,” said Ilva Serran, head of the service.", "Ilva Serran", "The bank held,"),
        ("en", "The mayor, Anneke Rull, said the sirens were late.", "Anneke Rull", "the sirens were late."),
        ("en", "The bridge is closed, according to the Osk River Board.", "Osk River Board", "The bridge is closed"),
        ("de", "„Das Holz nicht“, sagt Benno Traxl.", "Benno Traxl", "Das Holz nicht"),
        (
            "de",
            "Signe Aldous erklärte, die Klappen seien offen gewesen.",
            "Signe Aldous",
            "die Klappen seien offen gewesen.",
        ),
        ("de", "Ministerin Lisbet Orre kündigte an, den See abzusenken.", "Lisbet Orre", "den See abzusenken."),
        ("es", "«Nadie avisó», dijo Anneke Rull, alcaldesa de Brenna.", "Anneke Rull", "Nadie avisó"),
        ("es", "La alcaldesa, Anneke Rull, aseguró que nadie avisó a tiempo.", "Anneke Rull", "nadie avisó a tiempo."),
        ("fr", "« Le mur tient », assure Edda Brock.", "Edda Brock", "Le mur tient"),
        ("fr", "La maire, Edda Brock, a affirmé que le mur tenait.", "Edda Brock", "le mur tenait."),
        (
            "ms",
            "“Kami tidak menyembunyikan sesiapa,” kata Ilva Serran.",
            "Ilva Serran",
            "Kami tidak menyembunyikan sesiapa,",
        ),
        (
            "ms",
            "Teodor Maas berkata lima belas mangsa belum dikenali.",
            "Teodor Maas",
            "lima belas mangsa belum dikenali.",
        ),
        ("ar", "وقالت وزيرة الصحة ريم عزوز إن الحصيلة لم تتغير.", "ريم عزوز", "الحصيلة لم تتغير."),
        ("ar", "قال حمزة الورداني: «لم ينقطع التيار».", "حمزة الورداني", "لم ينقطع التيار"),
        ("he", "דובר הוועד, תאודור מאס, אמר כי המים יורדים לאט.", "תאודור מאס", "המים יורדים לאט."),
        ("he", '"אין ערוץ אחורי", אמרה נאדיה קסראווי.', "נאדיה קסראווי", "אין ערוץ אחורי"),
        ("ja", "アネケ・ルル町長は「異常はないと言われた」と話す。", "アネケ・ルル", "異常はないと言われた"),
        ("ja", "市河川課によると、堤防に異常はなかった。", "市河川課", "堤防に異常はなかった"),
        ("zh", "局长哈尔瓦德·滕说：“我们还在找人。”", "哈尔瓦德·滕", "我们还在找人。"),
        ("zh", "哈尔德伦急救中心说，共有23人接受救治。", "哈尔德伦急救中心", "共有23人接受救治"),
    ],
)
def test_nine_languages_say_who_says_what(language: str, text: str, speaker: str, statement: str) -> None:
    assert said(text, language) == [(speaker, statement)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gervas Tolland denied that he had paid.", "denies"),
        ("Gervas Tolland confirmed that he had paid.", "confirms"),
        ("Gervas Tolland warned that the price would rise.", "warns"),
        ("Gervas Tolland promised to pay by Friday.", "promises"),
        ("Gervas Tolland urged the court to wait for the papers.", "asks"),
        ("Gervas Tolland accused the paper of theft.", "accuses"),
        ("Gervas Tolland said he had paid.", "says"),
    ],
)
def test_the_verb_says_what_kind_of_statement_it_is(text: str, kind: str) -> None:
    assert [one.kind for one in found(text)] == [kind]


def test_a_quotation_that_the_narrator_interrupts_is_one_statement() -> None:
    text = "“They talked about the soup,” Suraya Tanjong said. “I have had worse first days.”"
    assert said(text) == [("Suraya Tanjong", "They talked about the soup, | I have had worse first days.")]


def test_a_clause_with_some_words_in_marks_is_mixed_and_says_which() -> None:
    text = "Sigrun Aldhaven said the stock had been “fished as if there were two of it” for years."
    (one,) = found(text)
    assert (one.form, [text[slice(*span)] for span in one.quoted]) == ("mixed", ["fished as if there were two of it"])


def test_a_surname_is_led_back_to_the_first_full_mention() -> None:
    text = "Teodor Lasca arrived at noon.\n\n“We will not be rationed,” Lasca said."
    assert said(text) == [("Teodor Lasca", "We will not be rationed,")]


def test_two_bearers_of_a_surname_are_not_taken_for_each_other() -> None:
    text = "Anna Rull met Piet Rull.\n\nRull said the road was open."
    assert said(text) == [("Rull", "the road was open.")]


def test_a_pronoun_stands_for_the_person_the_sentence_before_is_about() -> None:
    text = "Suraya Tanjong put the delegations in separate wings. “They talked about the soup,” she said."
    assert said(text) == [("Suraya Tanjong", "They talked about the soup,")]


def test_a_pronoun_never_stands_for_an_organisation() -> None:
    text = "The Osk River Board said the bank had held. “Nobody slept,” he said."
    assert said(text)[1] == ("he", "Nobody slept,")


def test_the_role_of_a_speaker_is_words_of_the_text() -> None:
    text = "Idris Benhalim, director of the weather service, denied that the instrument was badly placed."
    (one,) = found(text)
    assert one.role
    assert (one.role.text, text[slice(*one.role.span)]) == ("director of the weather service",) * 2


def test_german_speech_without_a_verb_goes_on_by_its_mood() -> None:
    text = "„Die brauchen Pumpen“, sagt Xaver Hübl. Das Umspannwerk stehe noch unter Wasser."
    assert said(text, "de")[1] == ("Xaver Hübl", "Das Umspannwerk stehe noch unter Wasser.")


def test_what_was_not_said_is_no_statement() -> None:
    assert not found("The office would not say whether it is investigating. Did he say that the dam held?")


@pytest.mark.parametrize(
    "text",
    [
        "The film “Long Night” won. The ship “Orelia” was stopped off Sant Ambre.",
        "Team | Points\n\nMiraden City | 3\n\nHaldren | 2",
        "Miraden City: 3\n\nHaldren: 2\n\nMiraden City: 4\n\nHaldren: 2",
        "",
        "   ",
        "…!?“”«»",
    ],
)
def test_titles_tables_and_nothing_say_nothing(text: str) -> None:
    assert not found(text)


def test_an_interview_is_read_by_its_labels_and_the_questions_left_out() -> None:
    text = (
        "Ilena Dravos spoke to this paper.\n\nNorthline: Why did you go there?\n\n"
        "DRAVOS: Because the boats were there.\n\n"
        "Northline: What did you find?\n\nDRAVOS: Nothing that I could use at home."
    )
    assert said(text) == [
        ("Ilena Dravos", "Because the boats were there."),
        ("Ilena Dravos", "Nothing that I could use at home."),
    ]


def test_a_transcript_of_thirty_thousand_words_takes_linear_time() -> None:
    paragraph = "He said the dam had held all night. “We are not done,” Teodor Maas told reporters on Friday. " * 3
    short, long = (seconds([paragraph] * times) for times in (60, 600))
    assert long < 25 * short + 0.5


def seconds(paragraphs: list[str]) -> float:
    begun = time.process_time()
    assert statements_of(paragraphs, "en")
    return time.process_time() - begun


def test_a_language_without_cues_gives_no_statements() -> None:
    assert statements_of(["“Jó napot”, mondta."], "hu") == ()


def test_every_language_with_cues_has_a_verb_for_saying() -> None:
    assert known() >= {"ar", "de", "en", "es", "fr", "he", "ja", "ms", "zh"}
    assert all(words and words.cues for words in map(grammar, known()))


@given(
    text=some.text(alphabet="ab. ,:\n“”\"'„«»「」said he Anna —?؟،。说と言う\ue000", max_size=120),
    language=some.sampled_from(sorted(known())),
)
@settings(max_examples=150, deadline=None)
def test_whatever_a_text_is_made_of_all_that_is_shown_stands_in_it(text: str, language: str) -> None:
    for one in found(text, language):
        assert one.kind in KINDS
        assert one.speaker.text == text[slice(*one.speaker.span)]
        assert all(0 <= start < end <= len(text) for start, end in one.spans)


def test_a_direct_quotation_of_the_sample_press_is_found_with_its_speaker() -> None:
    article = load(date(2026, 1, 28)).articles[0]
    ours = {
        words("\n\n".join(article.paragraphs), one): one.speaker.text for one in statements_of(article.paragraphs, "en")
    }
    direct = [one for one in article.gold.statements if one.form == "direct"]
    assert all(any(one.words in text and name == one.speaker for text, name in ours.items()) for one in direct)
