from __future__ import annotations

from django.db import models

from octavo.news.models.publisher import Publisher


class Source(models.Model):
    """One address of a publisher that we read. The row is its own schedule and its own health record."""

    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="sources")
    url = models.URLField(max_length=2000, unique=True)
    kind = models.CharField(max_length=20, blank=True)  # as found at the last reading
    title = models.CharField(max_length=300, blank=True)
    active = models.BooleanField(default=True)

    due_at = models.DateTimeField(null=True, db_index=True)
    interval = models.FloatField(default=0)  # seconds until the next look, as last decided
    checked_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    news_at = models.DateTimeField(null=True)  # when it last had a new article
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    listed = models.PositiveIntegerField(default=0)  # entries at the last reading
    note = models.TextField(blank=True)  # what was wrong and mended at the last reading

    attempts = models.PositiveIntegerField(default=0)  # failures in a row
    error = models.CharField(max_length=40, blank=True)  # code of engine.errors
    error_text = models.TextField(blank=True)
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["publisher__name", "url"]

    def __str__(self) -> str:
        return self.title or self.url
