from __future__ import annotations

import threading
from datetime import datetime, timedelta

from django.db import OperationalError

from octavo.engine.executor import Executor, Inline
from octavo.news.models import Article, Story
from octavo.work.pipeline import DIGEST, GATHER, SPEAK, STAGES, WRITE, Stage, drain, keep_sweeping, sweep
from tests.news.paper import Paper

HOUR = timedelta(hours=1)


def test_the_stages_carry_an_article_all_the_way(paper: Paper) -> None:
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years")
    for name in STAGES:
        drain([name], Inline(), paper.now)
    assert paper.article(piece).stage == Article.Stage.READY
    assert set(GATHER) | set(DIGEST) | set(WRITE) | set(SPEAK) == set(STAGES)


def test_a_sweep_over_nothing_does_nothing(paper: Paper) -> None:
    assert sweep(STAGES, Inline(), paper.now) == 0


def test_a_stage_can_be_run_again_by_moving_rows_back(paper: Paper) -> None:
    paper.publishes("Maros", "Harbour bridge opens after nine years")
    paper.publishes("Ilves", "Harbour bridge opens after nine long years", day=29.1)
    paper.reads()
    before = list(Article.objects.values_list("url", "story", "original", "versions_count"))
    for stage in (Article.Stage.EXTRACTED, Article.Stage.FOLDED, Article.Stage.EMBEDDED, Article.Stage.RELATED):
        Article.objects.update(stage=stage, due_at=paper.now)
        paper.reads(feeds=False)
        assert list(Article.objects.values_list("url", "story", "original", "versions_count")) == before
    assert Story.objects.exclude(headline=None).count() == len({story for _, story, _, _ in before})


def test_an_article_waits_for_an_older_one_that_is_on_its_way(paper: Paper) -> None:
    older = paper.publishes("Maros", "Harbour bridge opens after nine years", day=28)
    younger = paper.publishes("Maros", "Harbour bridge open again", day=29)
    for name in ("refresh", "fetch"):
        drain([name], Inline(), paper.now)
    Article.objects.filter(url=older.url).update(stage=Article.Stage.LISTED)
    drain(list(DIGEST), Inline(), paper.now)
    assert paper.article(younger).stage < Article.Stage.GROUPED
    drain(list(DIGEST), Inline(), paper.now + HOUR)
    assert paper.article(younger).stage == Article.Stage.READY


def test_a_step_that_fails_is_tried_again_and_holds_up_no_other() -> None:
    done: list[str] = []
    stop = Hurry()

    def first(trouble: Exception) -> Stage:
        def stage(_now: datetime, _executor: Executor) -> int:
            done.append("first")
            if done.count("first") == 1:
                raise trouble
            return 0

        return stage

    def second(_now: datetime, _executor: Executor) -> int:
        done.append("second")
        if done.count("first") == 2:
            stop.set()
        return 0

    for trouble in (OperationalError("database is locked"), ZeroDivisionError()):
        done.clear()
        stop.clear()
        sweep_in_a_thread({"first": first(trouble), "second": second}, stop)
        assert done == ["first", "second", "first", "second"]


class Hurry(threading.Event):
    """Asks to stop as any event does, but is never waited for."""

    def wait(self, timeout: float | None = None) -> bool:
        del timeout
        return self.is_set()


def sweep_in_a_thread(stages: dict[str, Stage], stop: threading.Event) -> None:
    """Away from the test's own connection, as the worker's two threads are."""
    thread = threading.Thread(target=keep_sweeping, args=(stages, Inline(), stop))
    thread.start()
    thread.join()
