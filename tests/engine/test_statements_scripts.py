"""Who says what in scripts without capitals or without spaces; every text here is invented."""

from __future__ import annotations

import pytest

from octavo.engine.aids.statements import statements_of


def _said(text: str, language: str) -> list[tuple[str, str]]:
    paragraphs = text.split("\n\n")
    return [(one.speaker.text, text[slice(*one.words)]) for one in statements_of(paragraphs, language)]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("給水制限は今夜で終わると同市は説明している。", "同市", "給水制限は今夜で終わる"),
        (
            "長雨が続いた島で、17日、保健省は患者が12人になったと発表した。",
            "保健省",
            "患者が12人になった",
        ),
        ("町は4.5メートルと発表した。", "町", "4.5メートル"),
        ("渡船事務所は「札は子どもにも渡す」という。", "渡船事務所", "札は子どもにも渡す"),
    ],
)
def test_japanese_speaker_before_or_after_what_is_said(text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in _said(text, "ja")


def test_japanese_title_alone_is_whoever_last_bore_it() -> None:
    text = "ロナ・ベルク館長は展示を閉じた。\n\n館長は「鍵は一つしかない」と述べた。"
    assert ("ロナ・ベルク", "鍵は一つしかない") in _said(text, "ja")


def test_japanese_clause_that_leads_to_a_quotation_is_a_statement() -> None:
    found = _said("ロナ・ベルク館長は、鍵は一つしかないとして「扉は閉めた」と話した。", "ja")
    assert found == [("ロナ・ベルク", "鍵は一つしかない"), ("ロナ・ベルク", "扉は閉めた")]


def test_japanese_answers_of_an_interview_are_found() -> None:
    turns = ["記者：船はいつ出ますか。", "ドラボス：船が出るのは明日の朝七時です。"] * 3
    found = statements_of(turns, "ja")
    assert [one.speaker.text for one in found] == ["ドラボス"] * 3


def test_chinese_clause_and_quotation_after_it_are_two_statements() -> None:
    found = _said("船长卡尔·维恩说，船上的计数器没有坏，“我每天都检查”。", "zh")
    assert found == [("卡尔·维恩", "船上的计数器没有坏"), ("卡尔·维恩", "我每天都检查")]


def test_chinese_second_verb_without_a_subject_is_of_whom_the_sentence_begins_with() -> None:
    found = _said("部长卡尔·维恩下令关闭码头，并要求公司公布旅客名单。", "zh")
    assert found == [("卡尔·维恩", "公司公布旅客名单")]


def test_arabic_name_ends_where_what_is_announced_begins() -> None:
    found = _said("ووعد وزير الأشغال سامر نعيم بإصلاح الجسر القديم قبل نهاية الشهر.", "ar")
    assert [speaker for speaker, _ in found] == ["سامر نعيم"]


def test_arabic_role_after_a_latin_name_is_no_part_of_it() -> None:
    found = statements_of(["قالت Ilva Serran مديرة الشركة إن السفينة وصلت إلى الميناء."], "ar")
    assert [(one.speaker.text, one.role.text if one.role else "") for one in found] == [("Ilva Serran", "مديرة الشركة")]


def test_arabic_topic_before_its_verb_speaks() -> None:
    found = _said("أما رئيسة اللجنة ليلى حداد فقالت إن النتائج تصدر يوم الاثنين.", "ar")
    assert found[0][0] == "ليلى حداد"


def test_arabic_accuser_speaks_and_not_the_accused() -> None:
    found = _said("واتهم رئيس الجمعية سامر نعيم الوزارة بأنها «تخفي الأرقام كلها».", "ar")
    assert {speaker for speaker, _ in found} == {"سامر نعيم"}


def test_arabic_words_end_where_the_narrator_goes_on() -> None:
    found = _said("وقال سامر نعيم إنه لا يذكر تلك المكالمة، ثم غادر القاعة من الباب الخلفي.", "ar")
    assert found == [("سامر نعيم", "لا يذكر تلك المكالمة")]


def test_hebrew_infinitive_of_whom_one_speaks_to_is_no_speaker() -> None:
    text = 'מנהלת המכון, רותם גל, הציגה את הדו"ח. "הכול היה כתוב בו", אמרה לוועדת הבדיקה.'
    assert all(not speaker.startswith("ל") for speaker, _ in _said(text, "he"))
