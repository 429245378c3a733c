"""What readers said, and the moderator's one act: hide, with a reason that readers see."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from octavo.discussion.models import Comment


class Reason(ActionForm):
    """The reason stands beside the action."""

    reason = forms.CharField(label=gettext_lazy("Reason, shown to readers"), max_length=300, required=False, strip=True)


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin[Comment]):
    """Comments, newest first. Words are never edited; hidden ones stay, with the reason."""

    list_display = ("__str__", "user", "article", "at", "hidden")
    list_filter = (("hidden", admin.EmptyFieldListFilter),)
    list_select_related = ("user", "article")
    search_fields = ("body", "user__name", "user__email")
    ordering = ("-at", "-pk")
    action_form = Reason
    actions = ("hide", "show")
    fields = ("user", "article", "story", "at", "body", "hidden")
    readonly_fields = ("user", "article", "story", "at", "body")
    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readers write below articles."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Hidden, not deleted."""
        return False

    @admin.action(description=gettext_lazy("Hide, with the reason"), permissions=["change"])
    def hide(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Hide comments. Without a reason nothing is hidden."""
        reason = request.POST.get("reason", "").replace("\0", "").strip()[:300]
        if not reason:
            messages.error(request, _("Write the reason beside the action: readers see it."))
            return
        self._set(request, queryset.filter(hidden=""), reason)

    @admin.action(description=gettext_lazy("Show again"), permissions=["change"])
    def show(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Take the hiding back. What its writer removed has no words to show."""
        self._set(request, queryset.exclude(hidden="").exclude(body=""), "")

    def _set(self, request: HttpRequest, queryset: QuerySet[Comment], reason: str) -> None:
        comments = list(queryset)
        Comment.objects.filter(pk__in=[comment.pk for comment in comments]).update(hidden=reason)
        if comments:
            LogEntry.objects.log_actions(request.user.pk or 0, comments, CHANGE, change_message=reason or "shown again")
        text = ngettext("{n} comment changed.", "{n} comments changed.", len(comments))
        messages.success(request, text.format(n=len(comments)))
