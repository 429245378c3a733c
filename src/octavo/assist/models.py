from __future__ import annotations

from django.db import models

from octavo.news.models import Article, Story, Version


class Brief(models.Model):
    """*In brief* for an article or a story: chosen sentences, each with its receipts.

    ``sentences`` is ``[{"text": str, "receipts": [{"article", "version", "start", "end", "digest"}]}]``;
    the spans count characters in the version's text.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, null=True, related_name="brief")
    story = models.OneToOneField(Story, on_delete=models.CASCADE, null=True, related_name="brief")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=20, default="und")
    sentences = models.JSONField(default=list)
    made = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(article__isnull=False) ^ models.Q(story__isnull=False),
                name="brief_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"In brief: {self.article or self.story}"
