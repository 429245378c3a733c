from __future__ import annotations

from django.conf import settings
from django.db import models

from octavo.news.models import Article, Story


class Saved(models.Model):
    """A reader keeps an article."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "saved"
        constraints = [models.UniqueConstraint(fields=["user", "article"], name="saved_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.article}"


class Visit(models.Model):
    """When a signed-in reader last read a story."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()  # the last look
    before = models.DateTimeField(null=True)  # the last look of the sitting before: what is new is newer than this
    reports = models.PositiveIntegerField(default=0)  # of the story, at the last look

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "story"], name="one_visit_a_story")]

    def __str__(self) -> str:
        return f"{self.user}: {self.story}"
