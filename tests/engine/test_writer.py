"""A model may join and shorten what was chosen. Whatever else it says is dropped and counted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.aids.cited import Cited, Source, chosen
from octavo.engine.errors import (
    Busy,
    Forbidden,
    OctavoError,
    Permanent,
    Refused,
    ServerError,
    Timeout,
    Unparsable,
    Unreachable,
)
from octavo.engine.fetch.endpoint import Endpoint
from octavo.engine.writer import Chosen, Fault, Reply, Task, Work, Written, rewrite
from octavo.engine.writer.chat import ask
from octavo.engine.writer.rewrite import judged
from tests.standin import StandIn, standin

DAM = (
    "The old dam above Varn held through the night, engineers of the water board said on Sunday.",
    "Some 4,200 people had left the lower town by bus before the rain reached the valley.",
    "“We saw the water fall at five,” said Ilva Serran, who heads the board.",
    "The last inspection of the wall was in March, when two of its nine gates were found to be stuck.",
)


@pytest.fixture(scope="module")
def model() -> Iterator[StandIn]:
    with standin(pause=0.6) as running:
        yield running


def picked(*texts: str, language: str = "en") -> tuple[Chosen, ...]:
    """The sentences of an article as an aid chooses them."""
    whole = " ".join(texts)
    source = Source(1, 1, whole, language, date(2026, 5, 17))
    spans = [(whole.index(text), whole.index(text) + len(text)) for text in texts]
    return tuple(Chosen(chosen(source, span), ((source, span),)) for span in spans)


def brief(*texts: str, language: str = "en") -> Work:
    return Work(Task.ARTICLE, picked(*(texts or DAM), language=language), language)


def written(model: StandIn, manner: str, work: Work | None = None) -> Written:
    address = f"{model.url()}/{manner}/v1/chat/completions"
    return rewrite(work or brief(), manner, Endpoint(address, "Octavo/test", timeout=0.3).post)


def said(text: str, work: Work | None = None) -> Written:
    return judged(work or brief(), Reply(text, 100), "a model")


def own(found: Written) -> list[str]:
    """The sentences that are the model's own words."""
    return [sentence.text for sentence in found.sentences if sentence.by]


def receipts(sentence: Cited) -> set[tuple[int, int]]:
    return {(receipt.start, receipt.end) for receipt in sentence.receipts}


# A model that behaves -------------------------------------------------------------------------
@pytest.mark.parametrize("manner", ["good", "stream", "thinking", "chatty", "markdown"])
def test_sentences_that_hold_are_kept_with_the_receipts_of_what_they_join(model: StandIn, manner: str) -> None:
    found = written(model, manner)
    assert [sentence.text for sentence in found.sentences] == [f"{DAM[0].rstrip('.')}; {DAM[1]}", *DAM[2:]]
    work = brief()
    assert receipts(found.sentences[0]) == {span for one in work.chosen[:2] for _, span in one.passages}
    assert {sentence.by for sentence in found.sentences} == {manner}


def test_the_model_is_told_the_rules_and_the_sentences_between_fences_it_could_not_have_guessed(model: StandIn) -> None:
    model.asked.clear()
    written(model, "good")
    body = model.asked[0].body
    assert body["model"] == "good"
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    lines = body["messages"][1]["content"].split("\n")
    assert lines[-1].endswith("end")
    assert lines[-1].split()[0] == lines[-len(DAM) - 2].split()[0]
    assert lines[-len(DAM) - 1 : -1] == [f"[{n}] {text}" for n, text in enumerate(DAM, 1)]


def test_a_key_goes_with_the_question_and_no_cookie_does(model: StandIn) -> None:
    model.asked.clear()
    Endpoint(f"{model.url()}/v1/chat/completions", "Octavo/test", key="hush").post({"model": "good"})
    headers = {name.lower(): value for name, value in model.asked[0].headers.items()}
    assert headers["authorization"] == "Bearer hush"
    assert "cookie" not in headers


def test_tokens_are_counted_as_the_endpoint_says_unless_it_says_nonsense() -> None:
    def answer(tokens: object) -> bytes:
        message = {"message": {"content": "Yes. [1]"}, "finish_reason": "stop"}
        return json.dumps({"choices": [message], "usage": {"total_tokens": tokens}}).encode()

    questions = ("Rules." * 100, "Sentences." * 100)

    def counted(tokens: object) -> int:
        return ask(lambda _: answer(tokens), "m", questions, 200).tokens

    assert counted(700) == 700
    assert all(500 < counted(nonsense) < 700 for nonsense in (-3, 10**9, "many", True))


# And models that do not -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        ("inventive", "number"),
        ("inventive", "quote"),
        ("inventive", "name"),
        ("inventive", "date"),
        ("markup", "markup"),
        ("markup", "link"),
        ("links", "link"),
        ("uncited", "uncited"),
        ("refusing", "uncited"),
        ("wrong-numbers", "citation"),
        ("endless", "repeated"),
        ("huge", None),
        ("empty", None),
        ("null", None),
        ("only-thinking", None),
    ],
)
def test_what_does_not_hold_is_dropped_and_counted_and_too_little_is_nothing(
    model: StandIn, manner: str, reason: str | None
) -> None:
    try:
        found = written(model, manner)
    except Unparsable:
        assert manner == "huge"
        return
    assert found.sentences == ()
    assert reason is None or found.reasons[reason] >= 1


@pytest.mark.parametrize(
    ("manner", "error"),
    [
        ("slow", Timeout),
        ("garbage", Unparsable),
        ("html", Unparsable),
        ("wrong", Unparsable),
        ("half", Unreachable),
        ("error", ServerError),
        ("busy", Busy),
        ("closed", Forbidden),
        ("bad-request", Permanent),
        ("elsewhere", Refused),
    ],
)
def test_an_endpoint_in_trouble_is_told_by_what_is_wrong(model: StandIn, manner: str, error: type[OctavoError]) -> None:
    with pytest.raises(error) as caught:
        written(model, manner)
    assert str(model.port) not in caught.value.detail
    assert caught.value.retry_after == (120.0 if manner == "busy" else None)


def test_an_endpoint_that_leads_elsewhere_is_not_followed(model: StandIn) -> None:
    model.asked.clear()
    with pytest.raises(Refused):
        written(model, "elsewhere")
    assert len(model.asked) == 1


def test_nobody_there_is_unreachable_and_a_metadata_service_is_refused() -> None:
    with pytest.raises(Unreachable):
        Endpoint("http://127.0.0.1:1/v1/chat/completions", "Octavo/test", timeout=1).post({})
    with pytest.raises(Refused):
        Endpoint("http://169.254.169.254/v1/chat/completions", "Octavo/test", timeout=1).post({})


def test_half_a_sentence_at_the_end_of_a_stream_is_dropped(model: StandIn) -> None:
    found = written(model, "half-stream")
    assert all(sentence.text.endswith((".", "”")) for sentence in found.sentences)
    assert found.dropped


# Line by line ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("The dam held through the night, engineers said.", Fault.UNCITED),
        ("The dam held through the night, engineers said. [9]", Fault.CITATION),
        ("The dam held through the night, engineers said. [0]", Fault.CITATION),
        ("The dam held through the night, engineers [1]", Fault.HALF),
        ("The dam held through the night; see www.varn.example [1].", Fault.LINK),
        ("Write to desk@varn.example now. [1]", Fault.LINK),
        ("The dam [held](http://x.example) through the night. [1]", Fault.LINK),
        ("The <i>old</i> dam held through the night. [1]", Fault.MARKUP),
        ("The old dam held&nbsp;through the night. [1]", Fault.MARKUP),
        ("The old dam \u202eheld through the night. [1]", Fault.MARKUP),
        ("The old dam held \x07 through the night. [1]", Fault.MARKUP),
        ("Some 4,300 people had left the lower town by bus. [2]", "number"),
        ("Some 4,200 people had left the lower town by bus. [1]", "number"),
        ("Some 4,200 people had left the lower town by bus on Monday. [2]", "date"),
        ("Some 4,200 people had left Calvera by bus. [2]", "name"),
        ("“The water fell at five,” said Ilva Serran, who heads the board. [3]", "quote"),
        ("The old dam above Varn did not hold through the night, engineers said on Sunday. [1]", "turned"),
        ("Two of the nine gates were stuck, and officials blame each other for years of neglect. [4]", "unsupported"),
        ("Some 4,200 people left by bus. The mayor of Varn has resigned over it. [2]", "unsupported"),
    ],
)
def test_a_line_is_dropped_for_its_reason(line: str, reason: str) -> None:
    found = said(f"{DAM[0]} [1]\n{DAM[1]} [2]\n{DAM[2]} [3]\n{line}")
    assert found.reasons == {reason: 1}
    assert own(found) == list(DAM[:3])
    assert found.sentences[3] == brief().chosen[3].cited


@pytest.mark.parametrize(
    "answer",
    [
        "{0} [1]\n{1} [2]\n{3} [4]",
        "1. {0} [1]\n2. {1} [2]\n3. {3} [4]",
        "- {0} [1]\n• {1} [2]\n* {3} [4]",
        "**{0}** [1]\n\n\n{1}【2】\n{3} [ 4 ]",
        "[1] {0}\n[2] {1}\n[4] {3}",
    ],
)
def test_habits_of_models_are_understood(answer: str) -> None:
    found = said(answer.format(*DAM))
    assert own(found) == [DAM[0], DAM[1], DAM[3]]
    assert not found.dropped


def test_a_day_of_the_month_at_the_beginning_of_a_line_is_no_number_of_a_list() -> None:
    text = ("3. Mai war der Tag, an dem die Mauer geprüft wurde.", "Zwei der neun Tore klemmten damals, sagt das Amt.")
    found = said("\n".join(f"{one} [{n}]" for n, one in enumerate(text, 1)), brief(*text, language="de"))
    assert [sentence.text for sentence in found.sentences] == list(text)


def test_nothing_is_shown_when_less_than_half_holds() -> None:
    wrong = "\n".join(f"The dam broke in {n} places. [1]" for n in ("two", "three", "four"))
    assert said(f"{DAM[0]} [1]\n{DAM[1]} [2]\n{wrong}").sentences == ()
    assert said(f"{DAM[0]} [1]\n{DAM[1]} [2]").sentences != ()


def test_nothing_is_shown_when_it_rests_on_one_sentence_of_several() -> None:
    assert said(f"{DAM[1]} [2]").sentences == ()
    parts = "Some 4,200 people had left the lower town by bus. [2]\nThe rain reached the valley in the end. [2]"
    assert said(parts).sentences == ()


def test_what_the_model_left_out_stands_in_its_place_as_it_was_chosen() -> None:
    found = said(f"{DAM[1]} [2]\n{DAM[3]} [4]")
    assert [(sentence.text, sentence.by) for sentence in found.sentences] == [
        (DAM[0], ""),
        (DAM[1], "a model"),
        (DAM[2], ""),
        (DAM[3], "a model"),
    ]


def test_a_reader_gets_an_answer_of_one_sentence_where_one_was_chosen() -> None:
    work = Work(Task.ANSWER, picked(DAM[1]), "en", "How many left?")
    found = judged(work, Reply("Some 4,200 people had left the lower town by bus. [1]", 50), "a model")
    assert [sentence.text for sentence in found.sentences] == ["Some 4,200 people had left the lower town by bus."]


@given(st.text(max_size=400))
def test_whatever_a_model_says_only_what_the_gate_admits_is_kept(text: str) -> None:
    found = said(f"{text}\n{DAM[0]} [1]\n{text} [2]\n{DAM[1]} [2]")
    assert all(sentence.text and "\n" not in sentence.text and sentence.receipts for sentence in found.sentences)
    strange = set(text) & set("<>{}[]|\x00\u202e")
    assert not any(strange & set(sentence.text) - set("[]{}|<>") for sentence in found.sentences)


@given(st.binary(max_size=600))
def test_whatever_bytes_come_back_are_an_answer_or_unparsable(data: bytes) -> None:
    def said_something(answer: bytes) -> bool:
        try:
            return isinstance(ask(lambda _: answer, "m", ("a", "b"), 10).text, str)
        except Unparsable:
            return True

    assert all(said_something(answer) for answer in (data, b"data: " + data, b'{"choices": [' + data + b"]}"))
