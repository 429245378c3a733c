from __future__ import annotations

from django.db import models


class Story(models.Model):
    """The articles about one event as it develops. Counts are kept here so that a card is one row.

    A story that was merged stays as a signpost: ``merged_into`` says where its articles are.
    """

    headline = models.ForeignKey("news.Article", on_delete=models.SET_NULL, null=True, related_name="+")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    storyline = models.ForeignKey("news.Storyline", on_delete=models.SET_NULL, null=True, related_name="stories")
    reviewed = models.DateTimeField(null=True, db_index=True)  # when the second look was last taken
    untold = models.DateTimeField(null=True, db_index=True)  # since when its reading aids are behind its reports
    began = models.DateTimeField()  # first report
    updated = models.DateTimeField(db_index=True)  # newest report or change
    reports = models.PositiveIntegerField(default=0)  # articles, copies included
    copies = models.PositiveIntegerField(default=0)
    newsrooms = models.PositiveIntegerField(default=0)  # publishers with a text of their own
    publishers = models.PositiveIntegerField(default=0)
    countries = models.JSONField(default=list)  # of the publishers, most reports first
    languages = models.JSONField(default=list)  # of the articles, most reports first
    topics = models.JSONField(default=list)  # of octavo.engine.topics, the foremost first
    about = models.JSONField(default=list)  # countries in which it happens, by the places its reports name
    carried = models.JSONField(default=list)  # [[agency, copies], …]

    class Meta:
        verbose_name_plural = "stories"
        indexes = [models.Index(fields=["merged_into", "-updated"], name="story_recent")]

    def __str__(self) -> str:
        return str(self.headline) if self.headline else f"Story {self.pk}"
