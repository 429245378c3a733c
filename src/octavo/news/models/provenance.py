from __future__ import annotations

from django.db import models

from octavo.news.models.article import Article


class Provenance(models.Model):
    """What an article's text is known by when others carry it, and where it says it is from."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="provenance")
    fingerprint = models.BinaryField(default=b"")  # of octavo.engine.copies
    dateline = models.BooleanField(default=False)  # its dateline names an agency
    first_at = models.CharField(max_length=500, blank=True)  # an address at another site, or a name

    def __str__(self) -> str:
        return self.first_at or f"{self.article_id}"
