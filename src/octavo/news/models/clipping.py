from __future__ import annotations

from django.db import models

from octavo.news.models.article import Article


class Clipping(models.Model):
    """What was fetched for an article and is not yet read: the feed's entry and the page's bytes.

    Goes when its article has been extracted; stays when that failed, so that nothing is lost.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="clipping", primary_key=True)
    entry = models.JSONField(default=dict)  # the feed's Item
    url = models.URLField(max_length=2000, blank=True)  # the address that answered
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")  # zlib
    fetched = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.url
