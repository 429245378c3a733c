from __future__ import annotations

from django.conf import settings
from django.db import models

from octavo.news.models import Article


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
