"""The newsroom's back office: what is read, where each row stands, and how to set it going again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from octavo.engine.errors import OctavoError, Refused
from octavo.engine.urls import canonical
from octavo.news import subscribe
from octavo.news.group.counts import recount
from octavo.news.group.unfold import unfold
from octavo.news.models import Article, Place, Publisher, Source, Story, Version

Stage = Article.Stage


class Kept(admin.ModelAdmin[Any]):
    """Rows that the paper makes by itself: nobody adds them by hand, and nothing is deleted."""

    show_full_result_count = False  # a second count over everything, for a number nobody needs
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from the pipeline."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is deleted silently."""
        return False


class ReadOnly(Kept):
    """Rows to look at."""

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Never."""
        return False


class Trouble(admin.SimpleListFilter):
    """By error code. The codes come from the code, so that no query over all rows is needed."""

    title = gettext_lazy("error")
    parameter_name = "error"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Any, none, or one of the engine's codes."""
        codes = {error.code for error in below(OctavoError)} | {"same_address"}
        return [("any", _("any error")), ("none", _("no error")), *((code, code) for code in sorted(codes))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with the chosen error."""
        if self.value() is None:
            return queryset
        if self.value() == "any":
            return queryset.exclude(error="")
        return queryset.filter(error="" if self.value() == "none" else self.value())


def below(kind: type[OctavoError]) -> set[type[OctavoError]]:
    """All errors of the engine's tree below one."""
    return {kind for child in kind.__subclasses__() for kind in ({child} | below(child))}


@admin.register(Publisher)
class PublisherAdmin(Kept):
    """Newsrooms: what they are called and who may read their full texts."""

    list_display = ("name", "host", "country", "language", "ownership", "full_text")
    list_filter = ("full_text", "ownership", "country")
    search_fields = ("name", "host", "short")
    readonly_fields = ("host", "logo", "logo_due_at", "created")


@admin.register(Source)
class SourceAdmin(Kept):
    """Addresses we read, with the health of each. They are added on the page Sources, which tries them first."""

    list_display = ("publisher", "url", "kind", "active", "health", "succeeded_at", "due_at", "attempts")
    list_display_links = ("url",)
    list_filter = ("active", Trouble, "kind")
    list_select_related = ("publisher",)
    search_fields = ("url", "title", "publisher__name")
    autocomplete_fields = ("publisher",)
    actions = ("read_now", "pause", "take_up")
    readonly_fields = tuple(
        field.name for field in Source._meta.fields if field.name not in {"publisher", "title", "active"}
    )

    @admin.display(description=gettext_lazy("health"), ordering="error")
    def health(self, source: Source) -> str:
        """Well, not read yet, or the error's code."""
        return source.error or (_("well") if source.succeeded_at else _("not read yet"))

    @admin.action(description=gettext_lazy("Read now"), permissions=["change"])
    def read_now(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        """The worker looks at them with its next sweep."""
        count = queryset.filter(active=True).update(due_at=timezone.now(), attempts=0)
        told(request, ngettext("{n} source is read now.", "{n} sources are read now.", count), count)

    @admin.action(description=gettext_lazy("Pause"), permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        """Read them no more; articles stay."""
        sources = list(queryset)
        for source in sources:
            subscribe.drop(source)
        told(request, ngettext("{n} source is paused.", "{n} sources are paused.", len(sources)), len(sources))

    @admin.action(description=gettext_lazy("Take up again"), permissions=["change"])
    def take_up(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        """Read paused ones again."""
        count = queryset.filter(active=False).update(active=True, due_at=timezone.now(), attempts=0)
        told(request, ngettext("{n} source is read again.", "{n} sources are read again.", count), count)


def told(request: HttpRequest, text: str, count: int) -> None:
    """Say what an action did; a warning when it did nothing."""
    messages.add_message(request, messages.SUCCESS if count else messages.WARNING, text.format(n=count))


Action = Callable[["ArticleAdmin", HttpRequest, QuerySet[Article]], None]


def again_from(stage: Article.Stage, description: Any) -> Action:
    """An action that moves articles back to a stage. Those without a text can only be fetched."""

    @admin.action(description=description, permissions=["change"])
    def act(_self: ArticleAdmin, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        rows = queryset if stage == Stage.LISTED else queryset.filter(version__isnull=False)
        keys = list(rows.values_list("pk", flat=True))
        Article.objects.filter(pk__in=keys).update(
            stage=stage, due_at=timezone.now(), attempts=0, error="", error_text=""
        )
        told(
            request,
            ngettext("{n} article is on its way again.", "{n} articles are on their way again.", len(keys)),
            len(keys),
        )

    act.__name__ = f"again_{stage.name.lower()}"
    return act


SHOWN: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (None, ("title", "address", "publisher", "source", "language", "published", "published_by", "seen")),
    (gettext_lazy("Where it stands"), ("stage", "due_at", "attempts", "checks", "error", "error_text")),
    (
        gettext_lazy("Its text"),
        ("lead", "authors", "agency", "section", "version", "versions_count", "withdrawn"),
    ),
    (gettext_lazy("Its story"), ("story", "original", "signals")),
)


@admin.register(Article)
class ArticleAdmin(Kept):
    """Where every article stands. A stage is run again by moving its rows back."""

    list_display = ("headline", "publisher", "stage", "error", "language", "published", "due_at", "attempts")
    list_filter = ("stage", Trouble, "publisher")
    list_select_related = ("publisher",)
    ordering = ("-published", "-pk")
    search_fields = ("title", "url")
    search_help_text = gettext_lazy("A whole address, or words of the headline or address")
    actions = (
        again_from(Stage.LISTED, gettext_lazy("Fetch the page again")),
        again_from(Stage.EXTRACTED, gettext_lazy("Compare with others again")),
        again_from(Stage.FOLDED, gettext_lazy("Make the vector again")),
        again_from(Stage.EMBEDDED, gettext_lazy("Look for the story again, where there is none")),
        again_from(Stage.GROUPED, gettext_lazy("Choose related articles again")),
        again_from(Stage.RELATED, gettext_lazy("Prepare reading aids again, where there are none")),
        "unfold",
    )
    fieldsets = tuple((title, {"fields": fields}) for title, fields in SHOWN)
    readonly_fields = tuple(field for _title, fields in SHOWN for field in fields)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Lists leave the long fields where they are."""
        rows: QuerySet[Article] = super().get_queryset(request)
        listing = request.resolver_match and str(request.resolver_match.url_name).endswith("_changelist")
        return rows.defer("lead", "authors", "signals", "error_text") if listing else rows

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """A whole address is looked up in its index; words are looked for everywhere."""
        if search_term.startswith(("http://", "https://")):
            try:
                return queryset.filter(url__in={search_term, canonical(search_term)}), False
            except Refused:
                return queryset.none(), False
        found: tuple[QuerySet[Article], bool] = super().get_search_results(request, queryset, search_term)
        return found

    @admin.display(description=gettext_lazy("headline"), ordering="title")
    def headline(self, article: Article) -> str:
        """Headline, or the address while there is none."""
        return str(article)[:120]

    @admin.display(description=gettext_lazy("address"))
    def address(self, article: Article) -> str:
        """The publisher's page and ours."""
        links = '<a href="{0}" rel="noopener noreferrer" dir="ltr">{0}</a> · <a href="/article/{1}">{2}</a>'
        return format_html(links, article.url, article.pk, _("as readers see it"))

    @admin.action(description=gettext_lazy("Unfold: this is no copy"), permissions=["change"])
    def unfold(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Let copies stand for themselves: they get a vector of their own and stay in their story."""
        copies = list(queryset.exclude(original=None).exclude(stage=Stage.PARKED))
        for copy in copies:
            unfold(copy, request.user if request.user.is_authenticated else None, timezone.now())
        told(
            request,
            ngettext("{n} copy stands for itself.", "{n} copies stand for themselves.", len(copies)),
            len(copies),
        )


@admin.register(Version)
class VersionAdmin(ReadOnly):
    """Texts as they stood. Rows are only ever added."""

    list_display = ("title", "number", "article_id", "fetched")
    ordering = ("-pk",)
    search_fields = ("title",)
    exclude = ("paragraphs", "article")
    readonly_fields = ("whole",)

    @admin.display(description=gettext_lazy("text"))
    def whole(self, version: Version) -> str:
        """The text, paragraph by paragraph."""
        return version.text


@admin.register(Story)
class StoryAdmin(ReadOnly):
    """Stories with their counts; made and kept by the pipeline."""

    list_display = ("headline", "reports", "newsrooms", "copies", "began", "updated", "merged_into_id")
    list_select_related = ("headline",)
    ordering = ("-updated", "-pk")
    search_fields = ("headline__title",)
    actions = ("count_again",)

    @admin.action(description=gettext_lazy("Count again"))
    def count_again(self, request: HttpRequest, queryset: QuerySet[Story]) -> None:
        """Bring counts and headlines up to date with the rows."""
        keys = list(queryset.values_list("pk", flat=True))
        for key in keys:
            with transaction.atomic():
                recount(key)
        told(request, ngettext("{n} story is counted.", "{n} stories are counted.", len(keys)), len(keys))


@admin.register(Place)
class PlaceAdmin(ReadOnly):
    """Places that articles name."""

    list_display = ("__str__", "kind", "country", "latitude", "longitude")
    list_filter = ("kind", "country")
    search_fields = ("key", "names")
