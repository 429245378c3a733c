from __future__ import annotations

from django.db import models

from octavo.assist.models_people import Said, Speaker
from octavo.assist.models_speaking import Recording
from octavo.assist.models_writing import Rest, Spent, Translation, Written
from octavo.news.models import Article, Story, Version

__all__ = ["Brief", "Findings", "Recording", "Rest", "Said", "Speaker", "Spent", "Telling", "Translation", "Written"]


class Brief(models.Model):
    """*In brief* for an article: chosen sentences, each with its receipts.

    ``sentences`` are rows of ``octavo.engine.aids.cited``; the spans count characters in the version's text.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="brief")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=20, default="und")
    sentences = models.JSONField(default=list)
    made = models.DateTimeField()

    def __str__(self) -> str:
        return f"In brief: {self.article}"


class Findings(models.Model):
    """What the reading aids found in an article's newest text: rows of ``octavo.engine.aids.findings``."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="findings")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    statements = models.JSONField(default=list)
    figures = models.JSONField(default=list)
    events = models.JSONField(default=list)
    made = models.DateTimeField()

    class Meta:
        verbose_name_plural = "findings"

    def __str__(self) -> str:
        return f"Findings: {self.article}"


class Telling(models.Model):
    """What a story's reading aids show, made from its reports as they were: rows of ``octavo.engine.aids.telling``.

    Each piece of words is a row of ``octavo.engine.aids.cited``.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="telling")
    stamp = models.CharField(max_length=32, blank=True)  # of the reports and versions it was made from
    brief = models.JSONField(default=dict)  # language of the reader: what is known, in brief
    voices = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    opposed = models.JSONField(default=list)  # statements against each other
    timeline = models.JSONField(default=list)
    comparison = models.JSONField(default=list)
    made = models.DateTimeField()

    def __str__(self) -> str:
        return f"Telling: {self.story}"
