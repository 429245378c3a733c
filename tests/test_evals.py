from __future__ import annotations

import gzip
import itertools
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals import __main__ as evals
from evals import floors, scores

from .engine.pages import SENTENCES, URL, body, linked, page

TODAY = date(2026, 3, 4)
ROOT = Path(__file__).resolve().parents[1]


def test_word_f1_counts_each_word_as_often_as_it_stands() -> None:
    assert scores.word_f1("the dam the dam", "The dam holds") == pytest.approx(2 * 2 / 7)


@pytest.mark.parametrize(
    ("found", "gold", "value"), [("", "", 1.0), ("", "dam", 0.0), ("dam", "", 0.0), ("Dam.", "dam!", 1.0)]
)
def test_word_f1_of_empty_texts(found: str, gold: str, value: float) -> None:
    assert scores.word_f1(found, gold) == value


def test_scripts_without_spaces_are_counted_by_pairs_of_characters() -> None:
    assert scores.words("川の水位 rose 3cm市") == ["川の", "の水", "水位", "rose", "3cm", "市"]


def test_ngram4_f1_is_of_the_mean_precision_and_the_mean_recall() -> None:
    assert scores.ngram4_f1(["a b c d e", ""], ["a b c d f", "a b c d"]) == pytest.approx(2 * 0.5 * 0.25 / 0.75)


def test_ngram4_f1_keeps_case_and_takes_short_texts_whole() -> None:
    assert scores.ngram4_f1(["a b"], ["a b"]) == 1.0
    assert scores.ngram4_f1(["A b c d"], ["a b c d"]) == 0.0


def test_titles_are_the_same_but_for_space_case_and_unicode_form() -> None:
    assert scores.same_text(" Die  UBERSCHRIFT\u0308 ", "die uberschrift\u0308")
    assert not scores.same_text("Dam holds", "Dam held")


def test_names_are_sets() -> None:
    assert scores.same_names(["Ada Park", "Luis Ortega"], ["luis ortega", "ADA PARK"])
    assert not scores.same_names(["Ada Park"], ["Ada Park", "Luis Ortega"])


def test_days_are_those_of_their_own_zones() -> None:
    assert scores.same_day("2026-03-04T23:30:00-05:00", "2026-03-04")
    assert not scores.same_day("", "2026-03-04")


def test_snippets_are_looked_up_with_equal_white_space() -> None:
    assert scores.snippets("the dam\n\nholds", ["dam holds", "rain"], ["Subscribe"]) == (0.5, 1.0)


def test_precision_and_recall_of_yes_and_no() -> None:
    assert scores.precision_recall([True, True, False], [True, False, True]) == (0.5, 0.5)


def test_a_value_below_its_floor_falls_and_a_count_of_failures_rises() -> None:
    pinned = {"extraction": {"fundus": {"word_f1": 0.95, "failures": 1}}}
    fallen = list(floors.falls("extraction", {"fundus": {"word_f1": 0.94, "failures": 2}}, pinned))
    assert [fall.metric for fall in fallen] == ["word_f1", "failures"]
    assert not list(floors.falls("extraction", {"fundus": {"word_f1": 0.96, "failures": 0}}, pinned))


def test_a_metric_that_is_no_longer_measured_falls() -> None:
    assert list(floors.falls("dates", {"htmldate": {"n": 1}}, {"dates": {"htmldate": {"accuracy": 0.9}}}))


def test_floors_are_raised_to_the_measured_less_the_tolerance() -> None:
    moved = floors.moved({"floors": {}, "lowered": []}, "dates", {"htmldate": {"accuracy": 0.91, "n": 3}}, "", TODAY)
    assert moved["floors"] == {"dates": {"htmldate": {"accuracy": 0.907}}}


def test_a_floor_is_not_lowered_without_a_reason() -> None:
    file = {"floors": {"dates": {"htmldate": {"accuracy": 0.9}}}, "lowered": []}
    with pytest.raises(ValueError, match="accuracy"):
        floors.moved(file, "dates", {"htmldate": {"accuracy": 0.8}}, "", TODAY)


def test_a_floor_within_the_tolerance_stays() -> None:
    file = {"floors": {"dates": {"htmldate": {"accuracy": 0.9}}}, "lowered": []}
    assert floors.moved(file, "dates", {"htmldate": {"accuracy": 0.901}}, "", TODAY) == file


def test_a_lowered_floor_is_kept_with_its_reason() -> None:
    file = {"floors": {"dates": {"htmldate": {"accuracy": 0.9}}}, "lowered": []}
    moved = floors.moved(file, "dates", {"htmldate": {"accuracy": 0.8}}, "a new set", TODAY)
    assert moved["floors"]["dates"]["htmldate"]["accuracy"] == 0.797
    assert moved["lowered"][0] | {"on": ""} == {
        "task": "dates",
        "set": "htmldate",
        "metric": "accuracy",
        "from": 0.9,
        "to": 0.797,
        "reason": "a new set",
        "on": "",
    }


def test_a_floor_lowered_or_dropped_by_hand_is_seen() -> None:
    before: dict[str, Any] = {"floors": {"dates": {"htmldate": {"accuracy": 0.9}}}, "lowered": []}
    by_hand = {"floors": {"dates": {"htmldate": {"accuracy": 0.8}}}, "lowered": []}
    assert floors.unexplained(by_hand, before)
    assert floors.unexplained({"floors": {}, "lowered": []}, before)
    assert not floors.unexplained(before, before)


def test_no_floor_was_ever_lowered_silently() -> None:
    states = [json.loads(text) for text in _history("evals/floors.json")] + [floors.read()]
    found = [line for before, now in itertools.pairwise(states) for line in floors.unexplained(now, before)]
    assert found == []


def test_every_floor_is_of_a_task_that_exists() -> None:
    assert set(floors.read()["floors"]) <= set(evals.TASKS)


def test_without_the_data_it_says_so_and_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evals.main(["all", "--data", str(tmp_path / "nowhere")]) == 0
    assert "nothing measured" in capsys.readouterr().out


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of the layout with one invented page of each set."""
    head = linked(
        headline="River",
        author={"name": "Ada Park"},
        datePublished="2026-03-04T08:00:00+01:00",
        image="https://i.example/river-hall.jpg",
    )
    gold = {
        "id": "1",
        "url": URL,
        "page_type": "article",
        "title": "River",
        "authors": ["Ada Park"],
        "published": "2026-03-04",
        "text": "\n".join(SENTENCES),
        "with": [SENTENCES[0]],
        "without": ["Home"],
    }
    for folder in ("extraction/fundus", "extraction/wcxb", "extraction/scrapinghub", "dates/htmldate"):
        place = tmp_path / folder
        (place / "html").mkdir(parents=True)
        (place / "gold.jsonl").write_text(json.dumps(gold) + "\n", "utf-8")
        (place / "html" / "1.html.gz").write_bytes(gzip.compress(page(body(), head, "River")))
    return tmp_path


def test_any_folder_of_the_layout_is_measured(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evals.main(["extraction", "--data", str(data)]) == 0
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert result["task"] == "extraction"
    assert result["sets"]["fundus"]["word_f1"] == 1.0
    assert [result["sets"]["fundus"][name] for name in ("title", "day", "authors", "picture")] == [1.0] * 4
    assert result["sets"]["wcxb"]["article_precision"] == 1.0
    assert result["sets"]["scrapinghub"]["ngram4_f1"] == 1.0


def test_floors_are_written_then_hold_and_a_fall_ends_with_one(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    command = ["floors", "--set", "htmldate", "--data", str(data), "--floors", str(file)]
    assert evals.main([*command, "--write"]) == 0
    assert evals.main(command) == 0
    file.write_text(file.read_text("utf-8").replace("0.997", "1.5"), "utf-8")
    assert evals.main(command) == 1
    assert evals.main([*command, "--write"]) == 2
    assert evals.main([*command, "--write", "--lower", "the floor was a mistake"]) == 0


def test_one_set_can_be_asked_for(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evals.main(["dates", "--set", "htmldate", "--data", str(data)]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["sets"]["htmldate"]["accuracy"] == 1.0


def _history(path: str) -> list[str]:
    """The committed states of a file, oldest first; none where there is no git or no history."""
    try:
        commits = _git("log", "--format=%H", "--max-count=100", "--", path).split()
        return [_git("show", f"{commit}:{path}") for commit in reversed(commits)]
    except (OSError, subprocess.CalledProcessError):
        return []


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout
