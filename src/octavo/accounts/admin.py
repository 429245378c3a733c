"""Readers and operators. Signing in is the same page for all, with its limits; see accounts.lockout."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from octavo.accounts.models import User

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = format_lazy("{} · {}", settings.SITE_NAME, gettext_lazy("Administration"))
admin.site.site_title = settings.SITE_NAME
admin.site.index_title = gettext_lazy("Administration")
admin.site.enable_nav_sidebar = False  # room for the columns


class NewReader(AdminUserCreationForm):  # type: ignore[type-arg]
    """An account made by an operator."""

    class Meta:
        model = User
        fields = ("email", "name")

    def clean_email(self) -> str:
        """Addresses are kept in small letters, as sign-up keeps them."""
        return str(self.cleaned_data["email"]).lower()


class Reader(UserChangeForm):  # type: ignore[type-arg]
    """An account as it stands."""

    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class ReaderAdmin(UserAdmin):  # type: ignore[type-arg]
    """Who reads, who runs the paper. To shut somebody out, take *active* away: the words stay in place."""

    form = Reader
    add_form = NewReader
    list_display = ("email", "name", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "name")
    ordering = ("-date_joined", "-pk")
    readonly_fields = ("last_login", "date_joined")
    show_full_result_count = False
    list_per_page = 50
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        (
            gettext_lazy("Rights"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (gettext_lazy("Times"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {"classes": ("wide",), "fields": ("email", "name", "usable_password", "password1", "password2")},
        ),
    )
