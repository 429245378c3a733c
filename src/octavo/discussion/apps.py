from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import pre_delete


class DiscussionConfig(AppConfig):
    """Comments."""

    name = "octavo.discussion"
    label = "discussion"

    def ready(self) -> None:
        """A reader's words go with the account."""
        from octavo.discussion.comments import withdraw_all  # noqa: PLC0415 - models are there by now

        pre_delete.connect(withdraw_all, sender=settings.AUTH_USER_MODEL, dispatch_uid="octavo.discussion")
