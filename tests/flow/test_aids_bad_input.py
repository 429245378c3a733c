"""Texts that reading aids stumble over, from the publisher's page to the reader's: a clear state, nothing invented."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html

from octavo.engine.executor import Processes
from octavo.news.models import Article, Version
from tests.news.paper import Paper, Piece, new_paper

AIDS = ("brief", "says", "differ", "background", "explain")
SATIRE = "A satire has no reading aids: nothing in it is news."
NOBODY = "Nobody is quoted in this text."
NOTHING = "Nothing in the reports of this story can be shown here as a reading aid."
RECEIPT = re.compile(r"/receipt/\d+/(\d+)/(\d+)/(\d+)\?")

Texts = Mapping[str, Mapping[str, str]]  # by language: a title and a text, paragraphs with a blank line between them
KINDS: dict[str, Texts] = tomllib.loads(Path(__file__).with_name("bad_texts.toml").read_text(encoding="utf-8"))


@dataclass
class Reader:
    """Somebody who opens every reading aid there is."""

    client: Client
    paper: Paper

    def reads(self, texts: Texts, **about: str) -> dict[str, Article]:
        """The articles of these texts, by language, when the paper has read them."""
        pieces: dict[str, Piece] = {}
        for language, one in texts.items():
            fields: dict[str, Any] = {"language": language, "path": "1", **about}
            pieces[language] = self.paper.publishes(f"House{language}", one["title"], one["text"], **fields)
        self.paper.reads()
        return {language: self.paper.article(piece) for language, piece in pieces.items()}

    def opens(self, address: str) -> html.HtmlElement:
        """A page or a part of one."""
        response = self.client.get(address)
        assert response.status_code == 200, address
        return html.fromstring(f"<div>{response.content.decode()}</div>")

    def aids(self, article: Article) -> dict[str, html.HtmlElement]:
        """All aids of an article and those of its story. Each is a page that says something, and invents nothing."""
        assert article.stage == Article.Stage.READY
        parts = {aid: self.opens(f"/article/{article.pk}?aid={aid}").get_element_by_id("aid-panel") for aid in AIDS}
        parts["story"] = self.opens(f"/story/{article.story_id}/aids")
        nothing_invented(parts)
        assert all(said(part) and "Being prepared" not in said(part) for part in parts.values())
        self.opens(f"/story/{article.story_id}")
        return parts


@pytest.fixture
def reader(db: None, client: Client) -> Iterator[Reader]:
    del db  # asked for so that there is one
    with new_paper() as paper:
        yield Reader(client, paper)


def said(part: html.HtmlElement) -> str:
    """What a reader sees of a part, on one line."""
    return " ".join(" ".join(part.itertext()).split())


def quoted(part: html.HtmlElement) -> list[str]:
    return [one.text_content() for one in part.iter("q")]


def nothing_invented(parts: Mapping[str, html.HtmlElement]) -> None:
    """What has a receipt stands where that says; speakers, roles and what is between marks stand in a source."""
    texts = {version.pk: version.text for version in Version.objects.all()}
    for name, part in parts.items():
        for chip in part.xpath(".//a[@class='chip']"):
            version, start, end = map(int, RECEIPT.match(chip.get("href")).groups())  # type: ignore[union-attr]
            assert chip.getprevious().text_content() == texts[version][start:end], name
        for one in part.xpath(".//q | .//span[@class='role'] | .//p[@class='speaker']/b"):
            assert any(one.text_content() in text for text in texts.values()), (name, one.text_content())


def test_a_mark_that_nobody_closes_makes_no_quotation(reader: Reader) -> None:
    found = {language: reader.aids(article) for language, article in reader.reads(KINDS["unclosed"]).items()}
    assert quoted(found["en"]["says"]) == []
    assert "Anneke Rull The mayor says the sirens were late by an hour." in said(found["en"]["says"])
    assert quoted(found["ar"]["says"]) == []
    assert quoted(found["ja"]["says"]) == ["警報は一時間遅れた"]


def test_a_quotation_keeps_the_quotations_in_it(reader: Reader) -> None:
    found = {language: reader.aids(article) for language, article in reader.reads(KINDS["nested"]).items()}
    assert quoted(found["en"]["says"]) == [
        "They told me ‘bread, not «speeches»’, and I said ‘fine’,",
        "He wrote ‘we will “never” pay’ on the wall,",
    ]
    assert quoted(found["ja"]["says"]) == ["農家は『水を「返せ」』と言った"]
    assert all("“du pain, pas de ‘discours’”" in one for one in quoted(found["fr"]["says"]))


def test_in_a_table_nobody_speaks_and_its_story_says_that_there_is_nothing_to_show(reader: Reader) -> None:
    for article in reader.reads(KINDS["table"]).values():
        parts = reader.aids(article)
        assert NOBODY in said(parts["says"])
        assert article.form == "routine"
        assert said(parts["story"]) == NOTHING


def test_of_an_interview_the_answers_are_told_and_no_question(reader: Reader) -> None:
    found = {language: reader.aids(article) for language, article in reader.reads(KINDS["interview"]).items()}
    assert quoted(found["en"]["says"]) == [
        "Because the boats were there, and nobody else wanted to take them out.",
        "Nothing that I could use at home. The harbour was empty for nine years.",
    ]
    assert "Ilena Dravos" in said(found["en"]["says"])
    assert not any("？" in one for one in quoted(found["ja"]["says"]))


def test_a_satire_has_no_aids_whatever_its_language_and_says_why(reader: Reader) -> None:
    for article in reader.reads(KINDS["satire"]).values():
        parts = reader.aids(article)
        assert all(SATIRE in said(parts[aid]) for aid in ("brief", "says", "differ", "explain"))
        assert said(parts["story"]) == NOTHING
        assert not any(quoted(part) for part in parts.values())


def test_latin_names_and_numbers_in_a_text_from_right_to_left_stay_as_they_are(reader: Reader) -> None:
    for language, article in reader.reads(KINDS["right-to-left"]).items():
        parts = reader.aids(article)
        assert "1,250" in said(parts["brief"])
        assert "Ilva Serran" in said(parts["says"])
        for one in parts["says"].xpath(".//p[@class='speaker']/b"):
            assert (one.get("lang"), one.get("dir")) == (language, "auto")


def test_a_text_without_a_full_stop_is_not_called_short(reader: Reader) -> None:
    for article in reader.reads(KINDS["endless"]).values():
        assert "No sentence of this text could stand for it by itself." in said(reader.aids(article)["brief"])


def test_what_a_text_orders_is_words_of_it_and_what_is_marked_up_in_it_is_no_markup(reader: Reader) -> None:
    for article in reader.reads(KINDS["instructing"]).values():
        for name, part in reader.aids(article).items():
            assert not part.xpath(".//script | .//b[contains(., '“')]"), name
            assert "49" not in said(part), name


def test_where_we_have_no_ear_for_a_language_it_says_so_and_not_that_nobody_speaks(reader: Reader) -> None:
    for article in reader.reads(KINDS["unheard"]).values():
        says = said(reader.aids(article)["says"])
        assert "not read in this language yet" in says
        assert NOBODY not in says


@pytest.mark.parametrize("lead", ["", "The council of Brenna met for five hours and then it went home."])
def test_an_empty_article_is_no_page_and_stands_on_none(reader: Reader, lead: str) -> None:
    titles = {"en": "Nothing at all to read", "ar": "لا شيء يقرأ هنا"}
    empty = {language: {"title": title, "text": " "} for language, title in titles.items()}
    for article in reader.reads(empty, lead=lead).values():
        assert (article.stage, article.error) == (Article.Stage.PARKED, "no_text")
        for address in (f"/article/{article.pk}", *(f"/article/{article.pk}/aid/{aid}" for aid in AIDS)):
            assert reader.client.get(address).status_code == 404
        assert article.title not in said(reader.opens("/"))


def test_an_article_that_is_emptied_later_keeps_its_text_and_its_aids(reader: Reader) -> None:
    article = reader.reads({"en": KINDS["nested"]["en"]})["en"]
    before = quoted(reader.aids(article)["says"])
    piece = reader.paper.houses["Houseen"].pieces[0]
    reader.paper.edits(piece, text=" ")
    Article.objects.update(stage=Article.Stage.LISTED, due_at=reader.paper.now)
    reader.paper.reads()
    article = reader.paper.article(piece)
    assert (article.stage, article.versions_count) == (Article.Stage.READY, 1)
    assert quoted(reader.aids(article)["says"]) == before != []


def test_a_story_of_one_report_differs_with_nobody_and_is_compared_with_nobody(reader: Reader) -> None:
    for article in reader.reads({language: KINDS["unclosed"][language] for language in ("en", "ja")}).values():
        page = said(reader.opens(f"/story/{article.story_id}"))
        assert "What is known" in page
        assert not any(one in page for one in ("Where reports differ", "Compare coverage", "One says, another denies"))
        tabs = said(reader.opens(f"/article/{article.pk}").xpath(".//nav[@class='tabs']")[0])
        assert ("Who says what" in tabs, "Where reports differ" in tabs) == (True, False)


def transcript(words: int) -> str:
    """What was said before an inquiry in a day."""
    names = ("Ilva Serran", "Teodor Maas", "Anneke Rull", "Gervas Tolland")
    turn = (
        "{}: The inquiry has read item {} of the register, and nobody who mended the levee at Brenna was asked. "
        "We wrote to the board for its papers on Monday. “It never answered letter {},” said {}, who keeps it."
    )
    told = [turn.format(names[n % 4].upper(), n, n, names[(n + 1) % 4]) for n in range(words // len(turn.split()) + 1)]
    return "\n\n".join(told)


def test_a_transcript_of_thirty_thousand_words_is_read_within_what_a_worker_may_take(reader: Reader) -> None:
    reader.paper.executor = Processes(1)  # it ends a process that takes more
    long = transcript(30_000)
    try:
        article = reader.reads({"en": {"title": "The inquiry into the levee", "text": long}})["en"]
    finally:
        reader.paper.executor.close()
    assert article.version.text == long  # type: ignore[union-attr]
    parts = reader.aids(article)
    assert "more statements are in the text" in said(parts["says"])
    assert quoted(parts["story"])
