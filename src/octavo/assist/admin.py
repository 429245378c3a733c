"""Reading aids as they were prepared, and how to have them prepared anew."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from octavo.assist.models import Brief, Findings, Speaker, Telling, Translation, Written
from octavo.news.admin import ReadOnly
from octavo.news.models import Article, Story


@admin.register(Brief)
class BriefAdmin(ReadOnly):
    """*In brief*. The sentences are the sources' own: they are made again, never edited."""

    list_display = ("__str__", "language", "made")
    list_select_related = ("article",)
    ordering = ("-pk",)
    search_fields = ("article__title",)
    actions = ("make_again",)

    @admin.action(description=gettext_lazy("Prepare again"))
    def make_again(self, request: HttpRequest, queryset: QuerySet[Brief]) -> None:
        """The articles go back a stage; what stood here is replaced."""
        with transaction.atomic():
            keys = list(queryset.values_list("article", flat=True))
            for rows in (Brief, Findings):
                rows.objects.filter(article__in=keys).delete()
            ready = Article.objects.filter(pk__in=keys, stage=Article.Stage.READY)
            count = ready.update(stage=Article.Stage.RELATED, due_at=timezone.now(), attempts=0)
        text = ngettext("{n} article is prepared again.", "{n} articles are prepared again.", count)
        messages.success(request, text.format(n=count))


@admin.register(Telling)
class TellingAdmin(ReadOnly):
    """What a story's page shows beside its reports."""

    list_display = ("__str__", "made")
    list_select_related = ("story__headline",)
    ordering = ("-pk",)
    search_fields = ("story__headline__title",)
    actions = ("tell_again",)

    @admin.action(description=gettext_lazy("Prepare again"))
    def tell_again(self, request: HttpRequest, queryset: QuerySet[Telling]) -> None:
        """The stories are told anew; what stands here stays until then."""
        with transaction.atomic():
            count = Story.objects.filter(telling__in=queryset).update(untold=timezone.now())
            queryset.update(stamp="")
        text = ngettext("{n} story is told again.", "{n} stories are told again.", count)
        messages.success(request, text.format(n=count))


@admin.register(Speaker)
class SpeakerAdmin(ReadOnly):
    """Who speaks in the news."""

    list_display = ("__str__", "kind", "articles", "last")
    ordering = ("-last",)
    search_fields = ("name",)


@admin.register(Written)
class WrittenAdmin(ReadOnly):
    """What a language model wrote, and how much of it did not pass."""

    list_display = ("__str__", "made", "dropped", "tokens", "error")
    list_select_related = ("article", "story__headline")
    ordering = ("-pk",)


@admin.register(Translation)
class TranslationAdmin(ReadOnly):
    """Texts in other languages, by machines."""

    list_display = ("__str__", "by", "state", "made", "error")
    list_select_related = ("version",)
    ordering = ("-pk",)
