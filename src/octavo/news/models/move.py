from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from octavo.news.models.article import Article
from octavo.news.models.story import Story


class Move(models.Model):
    """Articles that went from one story to another: every merge and split, by the machine or by hand.

    A move is never deleted. Undoing it is another move, and ``undone`` says when that was.
    """

    class Kind(models.TextChoices):
        """What was done."""

        MERGE = "merge", _("two stories became one")
        SPLIT = "split", _("a story was split")
        UNDO = "undo", _("a move was undone")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="departures")
    target = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="arrivals")
    articles = models.JSONField(default=list)  # keys of those that went
    signals = models.JSONField(default=dict)  # what spoke for it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")  # hand
    at = models.DateTimeField(db_index=True)
    undone = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.source_id} → {self.target_id}"


class Verdict(models.Model):
    """What a person said of two articles. It outlives every run of the machine, which never decides against it."""

    class Kind(models.TextChoices):
        """What was said."""

        NOT_COPY = "not_copy", _("not the same text")
        NOT_STORY = "not_story", _("not the same story")
        SAME_STORY = "same_story", _("the same story")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="verdicts")  # the lower key
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")  # the higher key
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "article", "other"], name="one_verdict_a_pair")]

    def __str__(self) -> str:
        return f"{self.article_id}, {self.other_id}: {self.get_kind_display()}"
