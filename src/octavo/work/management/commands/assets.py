from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from octavo.work.assets import build


class Command(BaseCommand):
    """Build fonts, translations and static files where they are not up to date."""

    help = "Build fonts, translations and static files."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Build what is stale; nothing else."""
        if build():
            call_command("collectstatic", interactive=False, verbosity=0)
