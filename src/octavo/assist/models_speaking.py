"""Rows of what was recorded, or is to be."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from octavo.news.models import Version


class Recording(models.Model):
    """A version of an article, or the edition of a day, as sound. The row is the queue and the result.

    ``marks`` is ``[[second, number of the line], …]``. An edition keeps what was said that day: ``chapters`` is
    ``[{"title", "language", "story", "article", "start": second, "lines": [{"publisher", "cited": row of Cited}]}]``.
    """

    class State(models.TextChoices):
        """How far it is."""

        PENDING = "pending", _("being recorded")
        DONE = "done", _("recorded")
        FAILED = "failed", _("failed")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, null=True, related_name="recordings")
    day = models.DateField(null=True)  # of an edition, in the paper's time zone
    language = models.CharField(max_length=20)  # BCP 47, of the text or of the edition's own words
    voice = models.CharField(max_length=200)  # as its engine calls it; of an edition the engine alone
    chapters = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    file = models.CharField(max_length=32, blank=True)  # digest of the sound, which names the file
    size = models.PositiveIntegerField(default=0)  # bytes
    seconds = models.FloatField(default=0.0)
    marks = models.JSONField(default=list)
    lines = models.PositiveIntegerField(default=0)  # that it holds
    of_lines = models.PositiveIntegerField(default=0)  # that there are; more than it holds: the text was too long
    asked = models.DateTimeField()
    made = models.DateTimeField(null=True)
    used = models.DateTimeField()  # when somebody last wanted it: what was unused for longest makes room first
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)  # null: nothing to do
    error = models.CharField(max_length=40, blank=True)
    error_text = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="recording_work")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(version__isnull=False) ^ models.Q(day__isnull=False), name="recording_of_one_thing"
            ),
            models.UniqueConstraint(fields=["version", "voice"], name="one_recording_a_voice"),
            models.UniqueConstraint(fields=["day", "language"], name="one_recorded_edition_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.voice}: {self.version or self.day}"

    @property
    def whole(self) -> bool:
        """False when the text was too long for one recording."""
        return self.lines >= self.of_lines

    def about(self) -> dict[str, Any]:
        """What a player needs to know of it."""
        return {
            "state": self.state,
            "seconds": self.seconds,
            "bytes": self.size,
            "marks": self.marks,
            "whole": self.whole,
            "voice": self.voice,
        }
