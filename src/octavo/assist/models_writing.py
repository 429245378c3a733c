"""Rows of what a language model or a translator made, and of what that cost."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from octavo.news.models import Article, Story, Version


class Written(models.Model):
    """*In brief* in a model's words, beside the chosen sentences, which stay.

    ``sentences`` has the shape of ``Brief.sentences``. Only what passed the gate is kept; of what was dropped there
    is the number, by reason, and no word.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, null=True, related_name="written")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, related_name="written")
    language = models.CharField(max_length=20, default="und")  # of the brief; a story has one a language
    stamp = models.CharField(max_length=64)  # of the chosen sentences it is made from
    basis = models.DateTimeField(null=True)  # when those were made: a quick look whether they are still the same
    model = models.CharField(max_length=200)
    sentences = models.JSONField(default=list)  # empty: too little held, or it was not answered yet
    dropped = models.PositiveIntegerField(default=0)
    reasons = models.JSONField(default=dict)  # {reason: number}
    tokens = models.PositiveIntegerField(default=0)  # of all attempts
    made = models.DateTimeField(null=True)  # when it was answered
    attempts = models.PositiveSmallIntegerField(default=0)  # failures in a row
    due_at = models.DateTimeField(null=True)  # null: nothing to do
    error = models.CharField(max_length=40, blank=True)
    error_text = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "written"
        indexes = [models.Index(fields=["due_at"], name="written_work")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(article__isnull=False) ^ models.Q(story__isnull=False),
                name="written_of_one_thing",
            ),
            models.UniqueConstraint(fields=["story", "language"], name="one_written_a_language"),
        ]

    def __str__(self) -> str:
        return f"{self.model}: {self.article or self.story}"


class Translation(models.Model):
    """A version in another language, by a machine, sentence by sentence.

    A sentence is ``{"text": str, "ok": bool}``; one that lost a number or a name, or has one that the original has
    not, stands in the original's words with ``ok`` false.
    """

    class State(models.TextChoices):
        """How far it is."""

        PENDING = "pending", _("being translated")
        DONE = "done", _("translated")
        FAILED = "failed", _("failed")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=20)  # BCP 47
    by = models.CharField(max_length=200, blank=True)  # the model, or the host of the service
    title = models.JSONField(default=list)  # [sentence, …]
    lead = models.JSONField(default=list)  # [sentence, …]
    paragraphs = models.JSONField(default=list)  # [[sentence, …], …]
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    asked = models.DateTimeField()
    made = models.DateTimeField(null=True)
    tokens = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)  # null: nothing to do
    error = models.CharField(max_length=40, blank=True)
    error_text = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="translation_work")]
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="one_translation_a_language")]

    def __str__(self) -> str:
        return f"{self.language}: {self.version}"


class Spent(models.Model):
    """What the language model was asked for in a day, all aids together."""

    day = models.DateField(unique=True)  # in the paper's time zone
    tokens = models.PositiveIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "spent"

    def __str__(self) -> str:
        return f"{self.day}: {self.tokens}"


class Rest(models.Model):
    """An endpoint of the operator's that failed or asked for patience is left in peace until then."""

    of = models.CharField(max_length=20, unique=True)  # "model" or "translator"
    until = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    error = models.CharField(max_length=40, blank=True)
    error_text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.of}: {self.error}"
