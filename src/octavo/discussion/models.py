from __future__ import annotations

from django.conf import settings
from django.db import models

from octavo.news.models import Article, Story


class Comment(models.Model):
    """What a reader says on an article or a story. Hidden ones stay, with the reason."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="comments")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="comments")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="replies")
    body = models.TextField()  # Markdown as written; rendered by discussion.markdown
    at = models.DateTimeField(auto_now_add=True)
    hidden = models.CharField(max_length=300, blank=True)  # the moderator's reason

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["article", "at"], name="comment_article")]

    def __str__(self) -> str:
        return self.body[:60]
