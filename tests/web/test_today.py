from __future__ import annotations

import pytest
from django.test import Client

from tests.web import newsstand

pytestmark = pytest.mark.django_db


def test_an_empty_paper_says_what_to_do(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "Choose sources" in response.content.decode()


@pytest.mark.parametrize(("rule", "quoted"), [("everyone", True), ("members", False), ("nobody", False)])
def test_sentences_of_a_closed_text_stand_on_no_open_page(client: Client, rule: str, quoted: bool) -> None:  # noqa: FBT001
    told = newsstand.story(newsstand.article(by=newsstand.publisher(full_text=rule)))
    sentence = told.articles.get().brief.sentences[0]["text"]
    assert (sentence in client.get("/").content.decode()) == quoted
    assert (sentence in client.get(f"/story/{told.pk}").content.decode()) == quoted
