from __future__ import annotations

from django.db import models

from octavo.news.models.article import Article


class Picture(models.Model):
    """A picture of an article, kept by ourselves in a few widths so that no reader asks a stranger for it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")
    url = models.URLField(max_length=2000)
    caption = models.TextField(blank=True)
    credit = models.CharField(max_length=300, blank=True)
    after = models.PositiveSmallIntegerField(default=0)  # the paragraph it follows; 0 is the top
    file = models.CharField(max_length=200, blank=True)  # stem below the pictures folder; empty: not here
    width = models.PositiveIntegerField(null=True)  # pixels of the largest file
    height = models.PositiveIntegerField(null=True)
    due_at = models.DateTimeField(null=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["article", "after", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "url"], name="one_picture_an_address")]

    def __str__(self) -> str:
        return self.caption or self.url

    @property
    def ready(self) -> bool:
        """True when its file is here."""
        return bool(self.file)
