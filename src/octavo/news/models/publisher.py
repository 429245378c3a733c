from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Publisher(models.Model):
    """A newsroom: name, site, country, languages, ownership, logo."""

    class Ownership(models.TextChoices):
        """Who owns the newsroom, where known."""

        UNKNOWN = "", _("not known")
        PUBLIC = "public", _("public broadcaster")
        STATE = "state", _("state-owned")
        FAMILY = "family", _("family-owned")
        GROUP = "group", _("media group")
        PRIVATE = "private", _("private owner")
        COOPERATIVE = "cooperative", _("cooperative")
        TRUST = "trust", _("trust")
        FOUNDATION = "foundation", _("foundation")

    class FullText(models.TextChoices):
        """Who may read this publisher's full text here."""

        DEFAULT = "", _("as the paper's setting says")
        EVERYONE = "everyone", _("everyone")
        MEMBERS = "members", _("signed-in readers")
        NOBODY = "nobody", _("nobody: headline, lead and link only")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=40, blank=True)
    host = models.CharField(max_length=255, unique=True)  # host[:port] of its pages
    site = models.URLField(max_length=2000, blank=True)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1 alpha-2
    language = models.CharField(max_length=20, blank=True)  # BCP 47, the main one
    ownership = models.CharField(max_length=20, blank=True, choices=Ownership.choices)
    agency = models.CharField(max_length=80, blank=True)  # the agency this publisher is, if it is one
    full_text = models.CharField(max_length=10, blank=True, choices=FullText.choices)
    logo_url = models.URLField(max_length=2000, blank=True)
    logo = models.CharField(max_length=200, blank=True)  # file below the pictures folder
    logo_due_at = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def chip(self) -> str:
        """The name in a receipt's chip: the short form, else the name."""
        return self.short or self.name
