"""The checker finds what would break the gold, and lets the real stories pass."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from octavo.press import check
from octavo.press.newsroom import story_files
from octavo.press.world import load_world

if TYPE_CHECKING:
    from pathlib import Path

NIGHT = (
    "Paragraph {} says that the water rose by another {} centimetres in the night, that the mill stood dry, "
    "that nobody slept, and that the road to the station was open again before dawn, although the buses did "
    "not run and the bakers had no flour left to bake with."
)
TEXT = "\n\n".join(
    ["The bridge at Brenna was closed on {{weekday 3}}, said Ilva Serran."]
    + [NIGHT.format(number, number) for number in range(5)]
)
STORY = f"""
id = "brenna-bridge"
topic = "disaster"
summary = "A bridge is closed."
[[article]]
id = "brenna-bridge-01"
publisher = "northline"
day = 3
time = "06:40"
headline = "Bridge closed"
lead = "The river is too high."
places = ["brenna"]
text = '''{TEXT}'''
statements = [{{ speaker = "Ilva Serran", kind = "says", form = "indirect",\
 words = "The bridge at Brenna was closed on {{{{weekday 3}}}}" }}]
[[article]]
id = "brenna-bridge-02"
publisher = "prairiecourier"
copy_of = "brenna-bridge-01"
day = 3
time = "09:00"
headline = "Bridge shut"
drop = [3]
replace = [["centimetres", "centimeters"]]
[[article.edit]]
day = 4
time = "10:00"
replace = [["nobody slept", "few slept"]]
[[question]]
language = "de"
question = "Wer sagt es?"
answers = ["Ilva Serran"]
support = [{{ article = "brenna-bridge-02", words = "said Ilva Serran" }}]
"""


def errors(folder: Path, text: str) -> list[str]:
    path = folder / "brenna-bridge.toml"
    path.write_text(text, "utf-8")
    return check.check_all([path])[0].errors


def test_a_sound_story_passes(tmp_path: Path) -> None:
    assert errors(tmp_path, STORY) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("topic =", "topic ", "does not parse"),
        ('"disaster"', '"gossip"', "unknown topic"),
        ('"northline"', '"moonline"', "unknown publisher"),
        ('["brenna"]', '["atlantis"]', "unknown place"),
        ("brenna-bridge-02", "brenna-bridge-01", "given twice"),
        ('was closed on {{weekday 3}}"', 'was open on {{weekday 3}}"', "do not stand in the text"),
        ("{{weekday 3}}, said", "{{weekdays 3}}, said", "unknown tag"),
        ('"Bridge shut"', '"Shut on {{weekday 3}}"', "in the headline"),
        ('time = "09:00"', 'time = "05:00"', "before its original"),
        ('time = "09:00"', 'time = "9 am"', "is not HH:MM"),
        ("day = 4", "day = 2", "is not later"),
        ('nobody slept",', 'nobody ate",', "does not stand in the text"),
        ('[["centimetres"', '[["inches"', "does not stand in the original"),
        ("drop = [3]", "drop = [30]", "has 6 paragraphs"),
        ('copy_of = "brenna-bridge-01"', 'copy_of = "brenna-bridge-09"', "is no original"),
        ("drop = [3]", "drop = [2, 3, 4, 5]", "only"),
        ('kind = "says"', 'kind = "shouts"', "unknown kind"),
        ('"said Ilva Serran"', '"said nobody"', "do not stand in the text"),
        ('language = "de"', 'language = "la"', "language"),
        ("drop = [3]", 'drop = [3]\npicture = { scene = "volcano" }', "unknown scene"),
    ],
)  # fmt: skip
def test_each_mistake_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in STORY
    found = errors(tmp_path, STORY.replace(old, new))
    assert any(said in one for one in found), found


def test_an_id_of_another_file_is_not_taken_again(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(STORY, "utf-8")
    assert any("is also in other.toml" in one for one in errors(tmp_path, STORY))


def test_it_runs_as_a_file_without_the_package(tmp_path: Path) -> None:
    path = tmp_path / "brenna-bridge.toml"
    path.write_text(STORY, "utf-8")
    done = subprocess.run([sys.executable, "-I", check.__file__, path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 articles, 0 errors" in done.stdout


def test_every_story_of_the_press_passes() -> None:
    reports = check.check_all(list(story_files()), load_world())
    assert {report.path.name: report.errors for report in reports if report.errors} == {}
