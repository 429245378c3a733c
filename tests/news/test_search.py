from __future__ import annotations

import pytest

from octavo.news import search
from octavo.news.models import Article
from octavo.news.queries.publishers import hits
from tests.news.paper import Paper, Piece, prose

ARABIC = """قالت البلدية إن مياه الفيضان وصلت إلى المدينة القديمة فجر الثلاثاء، وإن آلاف السكان غادروا بيوتهم.

وأضاف رئيس البلدية أن المستشفى بقي مفتوحا طوال الليل، وأن والكتّاب المحليين فتحوا المدارس للنازحين.
"""
HEBREW = """העירייה מסרה כי מי השיטפון הגיעו לעיר העתיקה לפנות בוקר וכי אלפי תושבים עזבו את הבתים שלהם.

ראש העירייה הוסיף שבית החולים נשאר פתוח כל הלילה ושהספרייה פתחה את הדלתות למי שאיבד את הבית.
"""
JAPANESE = """洪水は火曜日の未明に旧市街に達し、数千人の住民が自宅を離れたと市役所が発表した。

市長は、東京都から派遣された消防隊が夜を徹して病院を守り、図書館も避難者に開放されたと述べた。
"""
LATIN = """The mayor of São Tomé said the café by the river had been open all night for those who lost their homes.

Straßen und Brücken blieben gesperrt, wrote a visitor from Łódź, and the naïve hope was that the rain would stop.
"""


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("en", LATIN, "cafe river"),
        ("en", LATIN, "CAFÉ"),
        ("en", LATIN, "Sao Tome"),
        ("en", LATIN, "brucken"),
        ("en", LATIN, "Łódź"),
        ("ar", ARABIC, "فيضان"),
        ("ar", ARABIC, "بلدية"),
        ("ar", ARABIC, "المدينه"),
        ("ar", ARABIC, "مُستشفى"),
        ("he", HEBREW, "עירייה"),
        ("he", HEBREW, "ספרייה"),
        ("he", HEBREW, "שיטפון"),
        ("ja", JAPANESE, "洪水"),
        ("ja", JAPANESE, "東京都"),
        ("ja", JAPANESE, "図書館 市長"),
    ],
)
def test_a_word_is_found_however_it_is_written(paper: Paper, language: str, text: str, query: str) -> None:
    piece = paper.publishes("Maros", "Water", text, language=language)
    paper.publishes("Maros", "Otters return to the upper Tarn", day=29.1)
    paper.reads()
    assert [hit.article for hit in search.find(query)] == [paper.article(piece).pk]


@pytest.mark.parametrize(
    "query", ["", "  ", "—", '"', "river tsunami", "京東", "' OR 1=1 --", "tsun:*", "NEAR(river cafe)", "\0"]
)
def test_what_no_article_has_is_not_found(paper: Paper, query: str) -> None:
    paper.publishes("Maros", "Water", LATIN)
    paper.reads()
    assert search.find(query) == []


def test_a_word_in_the_headline_weighs_more(paper: Paper) -> None:
    inside = paper.publishes("Maros", "Water rises", f"{prose('rain')}\n\nThe otter was seen by a fisherman at dawn.")
    named = paper.publishes("Maros", "Otter seen in town", prose("fisherman dawn"))
    paper.reads()
    assert [hit.article for hit in search.find("otter")] == [paper.article(named).pk, paper.article(inside).pk]


def test_an_edit_changes_what_is_found(paper: Paper, known: Piece) -> None:
    paper.edits(known, text=LATIN.replace("café", "chapel"), lead="Changed.")
    Article.objects.update(due_at=paper.now)
    paper.reads()
    assert search.find("café") == []
    assert len(search.find("chapel")) == 1


def test_a_word_is_found_behind_two_prefixes(paper: Paper) -> None:
    paper.publishes("Maros", "Water", ARABIC.replace("المستشفى", "بالوالدين"), language="ar")
    paper.reads()
    assert len(search.find("بالوالدين")) == len(search.find("والدين")) == 1


def test_hits_come_in_pages_and_say_whether_there_are_more(paper: Paper) -> None:
    for number in range(21):
        paper.publishes("Maros", f"Water {number}", prose(f"water number {number}", 1), path=str(number))
    paper.reads()
    (first, more), (second, end) = hits("water", 1), hits("water", 2)
    assert (len(first), more, len(second), end) == (20, True, 1, False)
    assert len({hit.article.pk for hit in (*first, *second)}) == 21


@pytest.fixture
def known(paper: Paper) -> Piece:
    piece = paper.publishes("Maros", "Water", LATIN, day=29.9)
    paper.reads()
    return piece
