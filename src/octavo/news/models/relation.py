from __future__ import annotations

from django.db import models

from octavo.news.models.article import Article


class Relation(models.Model):
    """``other`` is worth reading with ``article``, and the reason why."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()  # from 1
    score = models.FloatField()
    reasons = models.JSONField(default=list)  # [[code, [words …]] …], worded for people by the page

    class Meta:
        ordering = ["article", "rank"]
        constraints = [models.UniqueConstraint(fields=["article", "other"], name="one_relation_a_pair")]

    def __str__(self) -> str:
        return f"{self.article} → {self.other}"
