from __future__ import annotations

from django.db import models

from octavo.news.models.article import Article


class Shingle(models.Model):
    """One sampled fingerprint of an article's text; texts that share some are compared word for word."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="shingles")
    value = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.value:x}"
