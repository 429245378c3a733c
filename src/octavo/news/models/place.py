from __future__ import annotations

from django.db import models

from octavo.news.models.article import Article


class Place(models.Model):
    """A place that articles name."""

    key = models.CharField(max_length=40, unique=True)  # of the gazetteer
    names = models.JSONField(default=dict)  # language: name
    kind = models.CharField(max_length=20)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1 alpha-2
    latitude = models.FloatField()  # degrees
    longitude = models.FloatField()

    def __str__(self) -> str:
        return self.names.get("en") or self.key


class Mention(models.Model):
    """An article names a place."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="mentions")
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "place"], name="one_mention_a_place")]

    def __str__(self) -> str:
        return f"{self.place} in {self.article}"
