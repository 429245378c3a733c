from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from octavo.engine.language import direction
from octavo.news.models.publisher import Publisher
from octavo.news.models.source import Source


class Article(models.Model):
    """One publisher's text at one address. Where it stands on its way is on the row.

    ``version`` is the newest text; earlier ones are never overwritten. ``original`` is set on a copy.
    """

    class Stage(models.IntegerChoices):
        """The way of an article. A stage can be run again by moving rows back."""

        LISTED = 10, _("listed")
        FETCHED = 20, _("fetched")
        EXTRACTED = 30, _("extracted")
        FOLDED = 40, _("compared with others")
        EMBEDDED = 50, _("embedded")
        GROUPED = 60, _("in a story")
        RELATED = 70, _("related")
        READY = 80, _("ready")
        PARKED = 90, _("parked")  # an error that only a person can mend, or not an article

    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="articles")
    source = models.ForeignKey(Source, on_delete=models.SET_NULL, null=True, related_name="articles")
    url = models.URLField(max_length=2000, unique=True)  # canonical
    guid = models.CharField(max_length=500, blank=True)
    listing = models.CharField(max_length=40, blank=True)  # digest of the entry as last listed

    stage = models.PositiveSmallIntegerField(choices=Stage.choices, default=Stage.LISTED)
    due_at = models.DateTimeField(null=True)  # null: nothing to do
    attempts = models.PositiveIntegerField(default=0)  # failures in a row at this stage
    checks = models.PositiveSmallIntegerField(default=0)  # looks at the page after it was first read
    error = models.CharField(max_length=40, blank=True)
    error_text = models.TextField(blank=True)

    title = models.CharField(max_length=1000, blank=True)
    lead = models.TextField(blank=True)
    authors = models.JSONField(default=list)  # names, in the byline's order
    agency = models.CharField(max_length=80, blank=True)
    section = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=20, default="und")  # BCP 47
    published = models.DateTimeField(db_index=True)
    published_by = models.CharField(max_length=10, default="seen")  # feed, page, or when we first saw it
    minutes = models.PositiveSmallIntegerField(default=0)  # reading time
    seen = models.DateTimeField()  # when we first saw its address
    withdrawn = models.DateTimeField(null=True)  # when the publisher took it down

    version = models.ForeignKey("news.Version", on_delete=models.PROTECT, null=True, related_name="+")
    versions_count = models.PositiveSmallIntegerField(default=0)
    picture = models.ForeignKey("news.Picture", on_delete=models.SET_NULL, null=True, related_name="+")
    original = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="copies")
    story = models.ForeignKey("news.Story", on_delete=models.SET_NULL, null=True, related_name="articles")
    signals = models.JSONField(default=dict)  # why it is in its story
    form = models.CharField(max_length=10, blank=True)  # of octavo.engine.forms: a round-up, a live blog …
    trace = models.BinaryField(default=b"")  # of octavo.engine.stories: what is compared beside the vector
    names = models.JSONField(default=list)  # [[name, times], …] of people and organisations, most often named first
    centrality = models.FloatField(default=0.0)  # cosine to the middle of its story
    placed_by_hand = models.BooleanField(default=False)  # its story was chosen by a person: no machine moves it

    class Meta:
        indexes = [
            models.Index(fields=["stage", "due_at"], name="article_work"),
            models.Index(fields=["story", "published"], name="article_story"),
            models.Index(fields=["publisher", "-published"], name="article_publisher"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, by its language."""
        return direction(self.language)
