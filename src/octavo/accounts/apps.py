from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Readers with an account, and operators."""

    name = "octavo.accounts"
    label = "accounts"
    verbose_name = _("Readers")
