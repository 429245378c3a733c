from django.apps import AppConfig
from django.core import checks


class SiteConfig(AppConfig):
    """Where the parts are put together."""

    name = "octavo.site"
    label = "octavo_site"

    def ready(self) -> None:
        """Have settings looked at before the paper starts."""
        from octavo.site.checks import settings_of_the_paper  # noqa: PLC0415 - settings are read by now

        checks.register(settings_of_the_paper, checks.Tags.security)
