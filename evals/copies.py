"""Who carries whose text, decided as the paper decides: article by article, oldest first, from its own tables.

Each set is decided in a process of its own on a new database: ``python -m evals.copies`` reads texts as lines of
JSON and prints the original of each. Only the network and extraction are left out, for the texts are there.

Pairs are counted within the copy groups of gold (an original and all that carry it) and of the paper.
``candidate_recall`` is the share of copies for which an article of their own group was among those looked at.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.made_copies import Text, made_texts, press_texts
from evals.pipeline import environment
from evals.scores import harmonic

Scores = Mapping[str, float | int]

SEED = 1  # thresholds were chosen looking at this one
FRESH = (5, 6, 7)  # and these were not looked at


def press(_data: Path) -> Scores:
    """The sample press as it is, against its own gold."""
    return scored(press_texts())


def made(_data: Path) -> Scores:
    """The sample press with made copies and texts that only look like copies."""
    return scored(made_texts(SEED))


def fresh(_data: Path) -> Scores:
    """The same from other seeds, the mean of three."""
    runs = [scored(made_texts(seed)) for seed in FRESH]
    return {metric: sum(run[metric] for run in runs) / len(runs) for metric in runs[0]}


def folder(data: Path) -> Scores:
    """Any stream with gold in the layout that ``octavo press --export`` writes. FileNotFoundError if it is none."""
    return scored(stream_texts(data))


def stream_texts(data: Path) -> list[Text]:
    """The articles of a stream with the originals that gold names."""
    gold = {line["id"]: line.get("copy_of", "") for line in lines(data / "gold.jsonl")}
    articles = lines(data / "articles.jsonl")
    names = {one["id"]: one["name"] for one in json.loads((data / "publishers.json").read_text(encoding="utf-8"))}
    agencies = {one["agency"] for one in articles if "agency" in one}
    return [
        Text(
            one["id"], one["publisher"], datetime.fromisoformat(one["published"]), one["language"], one["title"],
            one["text"], one.get("agency", ""), is_agency=names.get(one["publisher"]) in agencies,
            copy_of=gold.get(one["id"], ""), url=one["url"],
        )
        for one in articles
    ]  # fmt: skip


def lines(path: Path) -> list[dict[str, Any]]:
    """A file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def scored(texts: Sequence[Text]) -> Scores:
    """How well the copies of a stream are found."""
    found = decided(texts)
    gold = {one.id: one.copy_of or one.id for one in texts}
    copies = [one.id for one in texts if one.copy_of]
    return {
        "n": len(texts),
        "copies": len(copies),
        **pair_scores({one.id: found[one.id]["original"] or one.id for one in texts}, rooted(gold)),
        "candidate_recall": sum(met(one, found, rooted(gold)) for one in copies) / max(1, len(copies)),
        "original_right": sum(found[one]["original"] == rooted(gold)[one] for one in copies) / max(1, len(copies)),
    }


def met(copy: str, found: Mapping[str, Mapping[str, Any]], gold: Mapping[str, str]) -> bool:
    """Whether a copy and its original met among the candidates, of whichever came later."""
    looked = [*found[copy]["looked"], *(other for other in found[gold[copy]]["looked"] if other == copy)]
    return any(gold[other] == gold[copy] for other in looked)


def rooted(originals: Mapping[str, str]) -> dict[str, str]:
    """Each article with the original at the end of its chain."""
    ends = dict(originals)
    for key, end in originals.items():
        ends[key] = end
        while ends[key] != originals.get(ends[key], ends[key]):
            ends[key] = originals[ends[key]]
    return ends


def pair_scores(found: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> dict[str, float]:
    """Precision, recall and F1 over pairs of one group; where there are no pairs nothing is wrong."""
    both = pairs((found[key], gold[key]) for key in gold)
    ours, theirs = pairs(found[key] for key in gold), pairs(gold.values())
    precision, recall = both / ours if ours else 1.0, both / theirs if theirs else 1.0
    return {"copy_pair_f1": harmonic(precision, recall), "copy_precision": precision, "copy_recall": recall}


def pairs(groups: Iterable[Hashable]) -> int:
    """How many pairs stand in one group."""
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def decided(texts: Sequence[Text]) -> dict[str, dict[str, Any]]:
    """What a new paper makes of these texts: the original and the candidates of each, by id."""
    told = "".join(json.dumps(asdict(one), default=str) + "\n" for one in texts)
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "evals.copies"],
            input=told, env=environment(Path(home)), check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


def main() -> None:
    """Decide the texts on standard input and print what stands in the database."""
    import django  # noqa: PLC0415 - only this process is a paper

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs the settings

    from octavo.news.models import Article  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    store([json.loads(line) for line in sys.stdin])
    names = dict(Article.objects.values_list("pk", "guid"))
    looked = fold_all()
    for key, original in Article.objects.values_list("pk", "original"):
        row = {
            "id": names[key],
            "original": names.get(original or 0, ""),
            "looked": [names[one] for one in looked[key]],
        }
        print(json.dumps(row))


def store(texts: Sequence[Mapping[str, Any]]) -> None:
    """Articles as they stand when they have been read."""
    from octavo.engine.copies import provenance  # noqa: PLC0415
    from octavo.engine.values import Document  # noqa: PLC0415
    from octavo.news.group import fingerprints  # noqa: PLC0415
    from octavo.news.models import Article, Publisher  # noqa: PLC0415

    agencies = {one["publisher"]: one["agency"] for one in texts if one["is_agency"]}
    houses = {
        name: Publisher.objects.create(slug=name, name=name, host=f"{name}.example", agency=agencies.get(name, ""))
        for name in sorted({one["publisher"] for one in texts})
    }
    now = datetime.now(UTC)
    for one in texts:
        article = Article.objects.create(
            publisher=houses[one["publisher"]], url=one["url"] or f"https://{one['publisher']}.example/{one['id']}",
            guid=one["id"], stage=Article.Stage.EXTRACTED, due_at=now, title=one["title"], agency=one["agency"],
            language=one["language"], published=datetime.fromisoformat(one["published"]), seen=now,
        )  # fmt: skip
        document = Document(one["title"], tuple(one["text"].split("\n\n")), agency=one["agency"])
        fingerprints.keep(article, provenance(document, article.url))


def fold_all() -> Mapping[int, Sequence[int]]:
    """Decide all, one by one, as the stage does. Returns what was looked at for each."""
    from django.db import transaction  # noqa: PLC0415

    from octavo.engine.copies import candidates, unpack  # noqa: PLC0415
    from octavo.news.group import fingerprints, fold, order  # noqa: PLC0415
    from octavo.news.models import Article  # noqa: PLC0415
    from octavo.news.rows import advance  # noqa: PLC0415

    now = datetime.now(UTC)
    looked: dict[int, Sequence[int]] = {}
    for article in order.in_order(Article.Stage.EXTRACTED, now).select_related("provenance"):
        text = unpack(bytes(article.provenance.fingerprint))
        looked[article.pk] = candidates(fingerprints.hits(article, text), article.publisher_id).others
        with transaction.atomic():
            fold.decide(article, now)
            advance(article, Article.Stage.FOLDED, now, ("original",))
    return looked


SETS: dict[str, Callable[[Path], Scores]] = {"press": press, "made": made, "fresh": fresh, "folder": folder}

if __name__ == "__main__":
    main()
