"""Reading aids as they were prepared, and how to have them prepared anew."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from octavo.assist.models import Brief
from octavo.news.admin import ReadOnly
from octavo.news.models import Article


@admin.register(Brief)
class BriefAdmin(ReadOnly):
    """*In brief*. The sentences are the sources' own: they are made again, never edited."""

    list_display = ("__str__", "language", "made")
    list_select_related = ("article", "story__headline")
    ordering = ("-pk",)
    search_fields = ("article__title",)
    actions = ("make_again",)

    @admin.action(description=gettext_lazy("Prepare again"))
    def make_again(self, request: HttpRequest, queryset: QuerySet[Brief]) -> None:
        """The articles go back a stage; what stood here is replaced."""
        with transaction.atomic():
            keys = list(queryset.exclude(article=None).values_list("article", flat=True))
            Brief.objects.filter(article__in=keys).delete()
            ready = Article.objects.filter(pk__in=keys, stage=Article.Stage.READY)
            count = ready.update(stage=Article.Stage.RELATED, due_at=timezone.now(), attempts=0)
        text = ngettext("{n} article is prepared again.", "{n} articles are prepared again.", count)
        messages.success(request, text.format(n=count))
