from __future__ import annotations

from django.db import models

from octavo.news.models.article import Article


class Version(models.Model):
    """A text as it stood at one time. Rows are only ever added."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()  # from 1
    title = models.CharField(max_length=1000)
    lead = models.TextField(blank=True)
    paragraphs = models.JSONField()  # plain texts
    digest = models.CharField(max_length=64)  # SHA-256 of title and text
    fetched = models.DateTimeField()

    class Meta:
        ordering = ["article", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"

    @property
    def text(self) -> str:
        """The paragraphs joined by a blank line. Receipts count characters in this string."""
        return "\n\n".join(self.paragraphs)
