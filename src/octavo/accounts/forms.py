from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from octavo.accounts.models import User


class SignUp(forms.Form):
    """What we ask beside address and password: the name shown beside comments."""

    name = forms.CharField(label=_("Your name, as shown beside comments"), max_length=60, strip=True)

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name; allauth calls this when the account is made."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
