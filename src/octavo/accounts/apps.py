from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Readers with an account, and operators."""

    name = "octavo.accounts"
    label = "accounts"
