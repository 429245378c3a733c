"""The reading aids on the pages of stories and articles: ready, not ready yet, withheld; and what changed since."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from octavo.assist.models import Findings, Telling
from octavo.assist.tell import tell_pending
from octavo.engine.aids.receipts import Receipt
from octavo.engine.executor import Inline
from octavo.news.models import Article, Publisher, Story
from octavo.news.queries import articles
from octavo.reading.models import Visit
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db

FLOOD = (
    "At least 14 people died when the levee at Brenna broke, Civil Protection said.",
    "“We are not at the end of this,” said Ilva Serran, head of the agency. She denied that the sirens were late.",
    "The sirens were late by an hour, the mayor, Anneke Rull, said. Some 9,200 people had left their homes by noon.",
)
LATER = (
    "Civil Protection said that 23 people had died when the levee at Brenna broke.",
    "The Osk Relief Committee puts the dead at 38. “They do not count those without papers,” said Teodor Maas.",
    "The water fell by a metre during the night, and the levee, last mended on 3 March 2026, will be closed.",
)


@pytest.fixture
def flood() -> Story:
    """Two reports of a flood by two newsrooms, the second of which came an hour ago."""
    first = newsstand.article("Levee breaks at Brenna", FLOOD)
    second = newsstand.article(
        "Flood toll rises at Brenna", LATER, by=newsstand.publisher("Valley Post"), seen=newsstand.hours_ago(1)
    )
    return newsstand.story(first, second)


def test_a_story_says_who_said_what_with_receipts(client: Client, flood: Story) -> None:
    page = body(client, f"/story/{flood.pk}")
    assert "<q>We are not at the end of this" in page
    voice = page[page.index("Ilva Serran") :]
    assert 'class="chip"' in voice[: voice.index("</div>")]


def test_a_story_tells_how_it_unfolded_by_days(client: Client, flood: Story) -> None:
    page = body(client, f"/story/{flood.pk}")
    assert "How it unfolded" in page
    assert page.count('class="day"') >= 2


def test_a_story_that_is_not_told_yet_asks_for_it_and_gets_it(client: Client, flood: Story) -> None:
    Telling.objects.all().delete()
    waiting = body(client, f"/story/{flood.pk}?now=1")
    assert f'hx-get="/story/{flood.pk}/aids"' in waiting
    Story.objects.update(untold=timezone.now())
    tell_pending(5, timezone.now(), Inline())
    part = body(client, f"/story/{flood.pk}/aids")
    assert ('hx-get="/story/' in part, "Ilva Serran" in part, "<html" in part) == (False, True, False)


def test_words_that_may_not_be_quoted_stand_on_no_story_page(client: Client, flood: Story) -> None:
    Publisher.objects.filter(name="Harbour Gazette").update(full_text="nobody")
    page = body(client, f"/story/{flood.pk}")
    assert "We are not at the end of this" not in page
    assert "They do not count those without papers" in page


def test_each_aid_of_an_article_is_a_page_and_a_part_of_one(client: Client, flood: Story) -> None:
    article = flood.articles.get(title="Levee breaks at Brenna")
    for aid, words in (("says", "Ilva Serran"), ("brief", FLOOD[0][:40]), ("differ", "differ")):
        whole, part = body(client, f"/article/{article.pk}?aid={aid}"), body(client, f"/article/{article.pk}/aid/{aid}")
        assert (words in whole, words in part, "<html" in part) == (True, True, False)
        assert 'aria-current="true">' in part


def test_an_unknown_aid_is_the_first_one_or_not_found(client: Client, flood: Story) -> None:
    article = flood.articles.get(title="Levee breaks at Brenna")
    assert FLOOD[0][:40] in body(client, f"/article/{article.pk}?aid=nonsense")
    assert client.get(f"/article/{article.pk}/aid/nonsense").status_code == 404
    assert client.get("/article/999999/aid/says").status_code == 404


def test_an_article_whose_aids_are_not_made_says_so(client: Client) -> None:
    article = newsstand.article(stage=Article.Stage.RELATED)
    Findings.objects.all().delete()
    assert "Being prepared" in body(client, f"/article/{article.pk}?aid=says")


def test_an_article_in_which_nobody_speaks_says_so(client: Client) -> None:
    article = newsstand.article("Rain", ("Rain fell on the valley from dusk till dawn, and the river rose by a hand.",))
    assert "Nobody is quoted in this text." in body(client, f"/article/{article.pk}?aid=says")


def test_nothing_older_than_the_visit_is_new(client: Client, flood: Story) -> None:
    part = since(client, flood, hours=1.5)
    assert ("Valley Post" in part, "Harbour Gazette" in part) == (True, False)
    assert "They do not count those without papers" in part
    assert "We are not at the end of this" not in part


def test_a_figure_that_moved_is_shown_with_its_old_value(client: Client, flood: Story) -> None:
    part = since(client, flood, hours=1.5)
    assert "<del>at least 14</del>" in part
    assert "<ins>23</ins>" in part


def test_where_nothing_changed_it_says_so(client: Client, flood: Story) -> None:
    assert "Nothing new since" in since(client, flood, hours=0.5)


def test_an_edit_since_is_told_and_only_its_new_words(client: Client, flood: Story) -> None:
    article = flood.articles.get(title="Levee breaks at Brenna")
    article.versions.update(fetched=newsstand.hours_ago(2))
    newsstand.say(article, (*FLOOD, "“The list was wrong,” said Orla Vint, who keeps the register of the town."))
    part = since(client, flood, hours=0.5)
    assert ("edited: 1 paragraph" in part, "The list was wrong" in part) == (True, True)
    assert "We are not at the end of this" not in part


def test_a_report_that_was_taken_down_since_is_told(client: Client, flood: Story) -> None:
    Article.objects.filter(title="Levee breaks at Brenna").update(withdrawn=timezone.now())
    assert "taken this page down" in since(client, flood, hours=0.5)


@pytest.mark.parametrize("when", ["", "yesterday", "2026-13-01T00:00:00Z", "2026-01-01T00:00:00", "1e9"])
def test_a_visit_at_no_moment_is_refused(client: Client, flood: Story, when: str) -> None:
    assert client.get(f"/story/{flood.pk}/since?since={quote(when)}").status_code == 400


def test_a_signed_in_reader_is_told_on_the_page_what_is_new(as_reader: Client, flood: Story) -> None:
    assert "What changed since" not in body(as_reader, f"/story/{flood.pk}")
    visit = flood_visit()
    visit.at = newsstand.hours_ago(1.5)
    visit.save()
    page = body(as_reader, f"/story/{flood.pk}")
    assert "1 new report since" in page
    assert "1 new report since" in body(as_reader, f"/story/{flood.pk}")  # still the same sitting


def test_today_says_how_many_reports_are_new(as_reader: Client, flood: Story) -> None:
    body(as_reader, f"/story/{flood.pk}")
    visit = flood_visit()
    visit.reports = 1
    visit.save()
    assert "1 new since you read it" in body(as_reader, "/")


def test_words_that_still_stand_after_an_edit_are_shown_where_they_stand_now(flood: Story) -> None:
    article = flood.articles.get(title="Levee breaks at Brenna")
    receipt = Receipt(**newsstand.receipt(article))
    newsstand.say(article, ("A new first paragraph that pushes all others down.", *FLOOD))
    opened = articles.passage(receipt)
    assert (opened.edited, opened.withdrawn) == (True, False)
    assert opened.paragraph == 2


def test_words_that_went_in_an_edit_are_shown_as_withdrawn(client: Client, flood: Story) -> None:
    article = flood.articles.get(title="Levee breaks at Brenna")
    path = newsstand.receipt_path(article)
    newsstand.say(article, LATER)
    assert "these words stood in an earlier version" in body(client, path)


def since(client: Client, story: Story, hours: float) -> str:
    """What changed in the last so many hours."""
    moment = timezone.now() - timedelta(hours=hours)
    return body(client, f"/story/{story.pk}/since?since={quote(moment.isoformat())}")


def flood_visit() -> Visit:
    """The one visit there is."""
    return Visit.objects.get()
