from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.aids.figures import (
    Figure,
    Form,
    Precision,
    Qualifier,
    Report,
    differences,
    figures_of,
    numbers_of,
    read,
)
from octavo.engine.aids.figures.differences import differ

SUNDAY = date(2026, 11, 22)
LANGUAGES = ("en", "de", "es", "fr", "ms", "ar", "he", "zh", "ja")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "some 1,250 people", 1250),
        ("en", "two hundred and five thousand people", 205_000),
        ("de", "1.250 Menschen", 1250),
        ("de", "zwölftausend Obdachlose", 12_000),
        ("de", "siebenundzwanzig Tote", 27),
        ("es", "4 mil 500 participantes", 4500),
        ("es", "6,200 millones de coronas", 6.2e9),
        ("es", "treinta y dos casas", 32),
        ("fr", "1 100 postes", 1100),
        ("fr", "quatre-vingt-onze jours", 91),
        ("fr", "1,9 million de florins", 1.9e6),
        ("ms", "dua puluh tujuh orang", 27),
        ("ms", "1.2 juta krona", 1.2e6),
        ("ar", "ثلاثة ملايين وثمانمئة ألف", 3.8e6),
        ("ar", "واحداً وثلاثين شخصاً", 31),
        ("ar", "١٬٢٥٠ شخصاً", 1250),
        ("he", "ארבעים ושתיים תחנות", 42),
        ("he", "כ-85 אלף עובדים", 85_000),
        ("zh", "四万七千五百公吨", 47_500),
        ("zh", "62亿克朗", 6.2e9),
        ("ja", "1万1400人", 11_400),
        ("ja", "七一・四％", 71.4),
    ],
)
def test_a_number_has_one_value_however_it_is_written(language: str, text: str, value: float) -> None:
    assert [number.low for number in numbers_of(text, language)] == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("en", "at least 14 people", Qualifier.LEAST),
        ("de", "mehr als 500 Menschen", Qualifier.MORE),
        ("es", "hasta 44 buques", Qualifier.MOST),
        ("fr", "près de 200 personnes", Qualifier.ABOUT),
        ("ar", "47 شخصاً على الأقل", Qualifier.LEAST),
        ("he", "ויותר מ-400 פצועים", Qualifier.MORE),
        ("zh", "270人左右", Qualifier.ABOUT),
        ("ja", "少なくとも8人", Qualifier.LEAST),
        ("ms", "kira-kira 300 penyokong", Qualifier.ABOUT),
    ],
)
def test_what_is_said_of_exactness_goes_with_the_number(language: str, text: str, qualifier: Qualifier) -> None:
    (number,) = numbers_of(text, language)
    assert number.qualifier is qualifier


def test_kilometres_and_metres_compare_and_so_do_per_cent_in_characters() -> None:
    near, far = numbers_of("4 km or 4,000 metres", "en")
    assert near.base == far.base
    assert [one.unit for one in numbers_of("百分之二十二", "zh")] == ["percent"]


def test_a_range_is_one_number_and_a_change_is_two() -> None:
    (number,) = numbers_of("between 5 and 7 boats", "en")
    assert (number.low, number.high) == (5, 7)
    assert len(numbers_of("from 60,000 to 57,000 tonnes", "en")) == 2


def test_an_ordinal_counts_nothing() -> None:
    assert [one.form for one in numbers_of("the 3rd gate", "en")] == [Form.ORDINAL]
    assert figures_of(["She won on her 3rd attempt."], "en", SUNDAY, every=True) == ()


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "The levee broke on Wednesday.", date(2026, 11, 18)),
        ("en", "A court will rule on Tuesday.", date(2026, 11, 24)),
        ("en", "It began three days ago.", date(2026, 11, 19)),
        ("de", "am Dienstag brach der Damm", date(2026, 11, 17)),
        ("de", "erstmals am 15. November", date(2026, 11, 15)),
        ("es", "se espera para el 11 de diciembre", date(2026, 12, 11)),
        ("fr", "annoncé avant-hier", date(2026, 11, 20)),
        ("ms", "bermula pada 9 November", date(2026, 11, 9)),
        ("ar", "أقرب نقطة في 15 يناير", date(2027, 1, 15)),
        ("he", "לפני יומיים", date(2026, 11, 20)),
        ("zh", "11月14日开听证会", date(2026, 11, 14)),
        ("ja", "21日夕に通過した", date(2026, 11, 21)),
        ("ja", "昨日の朝", date(2026, 11, 21)),
    ],
)
def test_a_date_is_counted_from_the_day_of_publication(language: str, text: str, day: date) -> None:
    assert [one.day for one in read(text, language, SUNDAY).dates] == [day]


def test_a_year_is_a_date_and_no_number() -> None:
    reading = read("The river last flooded in 1987, when nine people died.", "en", SUNDAY)
    assert [one.precision for one in reading.dates] == [Precision.YEAR]
    assert [one.low for one in reading.numbers] == [9]


def test_a_time_of_day_is_no_number() -> None:
    reading = read("Die Sirene heulte um 16.20 Uhr.", "de", SUNDAY)
    assert (len(reading.clocks), reading.numbers) == (1, ())


def test_a_figure_says_what_is_counted_and_by_whom() -> None:
    (figure,) = figures_of(["The coast guard said 157 people had been rescued."], "en", SUNDAY)
    assert (figure.what, figure.low, figure.counted_by) == ("rescued", 157, "The coast guard")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At least 34 people were killed."),
        ("de", "Mindestens 34 Menschen starben."),
        ("es", "Al menos 34 personas habían muerto."),
        ("fr", "Au moins 34 morts."),
        ("ms", "Sekurang-kurangnya 34 orang maut."),
        ("ar", "ارتفع عدد القتلى إلى 34 على الأقل."),
        ("he", "לפחות 34 הרוגים."),
        ("zh", "至少34人死亡。"),
        ("ja", "死者は少なくとも34人。"),
    ],
)
def test_the_dead_are_counted_alike_in_nine_languages(language: str, text: str) -> None:
    (figure,) = figures_of([text], language, SUNDAY, every=True)
    assert (figure.what, figure.low, figure.qualifier) == ("dead", 34, Qualifier.LEAST)


def report(article: int, hour: int, *paragraphs: str) -> Report:
    published = datetime(2026, 11, 22, hour, tzinfo=UTC)
    figures = figures_of(paragraphs, "en", published.date(), every=True)
    return Report(article, f"paper {article}", published, "en", figures)


DISPUTE = "The Health Ministry said 248 cases were confirmed. But the Doctors’ Union counted 560 cases."


def test_two_who_count_differently_stand_side_by_side() -> None:
    (found,) = differences([report(1, 8, DISPUTE), report(2, 9, DISPUTE)])
    assert (found.what, found.one[0].figure.low, found.other[0].figure.low) == ("cases", 248, 560)
    assert len(found.one) == len(found.other) == 2


def test_a_later_count_by_the_same_is_an_update() -> None:
    morning = report(1, 8, "Civil Protection said 14 people had died.")
    evening = report(2, 20, "Civil Protection said 17 people had died.")
    assert differences([morning, evening]) == ()


def test_rounding_is_no_difference() -> None:
    (about,) = figures_of(["About 100 people were injured."], "en", SUNDAY, every=True)
    (exact,) = figures_of(["97 people were injured."], "en", SUNDAY, every=True)
    assert not differ(about, exact)


def test_a_story_with_one_article_without_numbers_has_no_differences() -> None:
    assert differences([report(1, 8, "Nothing was counted.")]) == ()
    assert differences([]) == ()


def test_a_table_of_results_is_read_without_end() -> None:
    table = "\n".join(f"Team {n} 2 – 1 Team {n + 1}, 41,{n:03d}" for n in range(400))
    assert all(stands(one, table) for one in figures_of([table], "en", SUNDAY, every=True))


def stands(figure: Figure, text: str) -> bool:
    spans = (figure.words, figure.number, *([figure.counter] if figure.counter else []))
    return all(0 <= start < end <= len(text) for start, end in spans)


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.sampled_from("0123456789.,:%$€ \n-–“”aeionthd一二十百万日月年人億約אמל٣٤وألف "), max_size=120),
    language=st.sampled_from(LANGUAGES),
)
def test_whatever_stands_in_a_text_its_figures_are_spans_of_it(text: str, language: str) -> None:
    figures = figures_of(text.split("\n\n"), language, SUNDAY, every=True)
    assert all(stands(one, text) for one in figures)
