"""Rows of who speaks, and in which articles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from octavo.engine.language import direction
from octavo.news.models import Article


class Speaker(models.Model):
    """Somebody who speaks, or a body that does, by one spelling of the name.

    Another spelling of the same one is a row of its own whose ``same_as`` leads to the first; so a fold that was
    wrong is undone by emptying it, and nothing moves.
    """

    class Kind(models.TextChoices):
        """Who can speak."""

        PERSON = "person", _("person")
        BODY = "body", _("organisation")

    key = models.CharField(max_length=200, unique=True)  # the name folded
    name = models.CharField(max_length=200)  # as first met
    language = models.CharField(max_length=20, default="und")  # of the article it was first met in
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="others")
    articles = models.PositiveIntegerField(default=0)  # that quote them under this key
    last = models.DateTimeField(null=True)  # when they were last quoted

    def __str__(self) -> str:
        return self.name

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, by the language of the name."""
        return direction(self.language)


class Said(models.Model):
    """A speaker has made some statements of an article; ``Findings.statements`` has their words."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="said")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="said")
    statements = models.JSONField(default=list)  # numbers in the findings of the article
    at = models.DateTimeField()  # when the article appeared

    class Meta:
        verbose_name_plural = "said"
        indexes = [models.Index(fields=["speaker", "-at"], name="said_page")]
        constraints = [models.UniqueConstraint(fields=["speaker", "article"], name="one_said_a_speaker")]

    def __str__(self) -> str:
        return f"{self.speaker} in {self.article}"
