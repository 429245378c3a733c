from __future__ import annotations

from django.db import models

from octavo.news.models.story import Story


class Shelf(models.Model):
    """A story stands on a shelf: ``topic:sport``, or ``place:FR`` for a country in which it happens.

    ``updated`` is the story's, kept here too, so that a page of a shelf is read along one index.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="shelves")
    name = models.CharField(max_length=40)
    updated = models.DateTimeField()

    class Meta:
        verbose_name_plural = "shelves"
        constraints = [models.UniqueConstraint(fields=["story", "name"], name="one_place_a_shelf")]
        indexes = [models.Index(fields=["name", "-updated", "-story"], name="shelf_page")]

    def __str__(self) -> str:
        return f"{self.name}: {self.story_id}"
