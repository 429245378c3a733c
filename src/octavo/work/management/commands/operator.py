from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from octavo.accounts.models import User


class Command(BaseCommand):
    """Make a reader an operator."""

    help = "Make the reader with this mail address an operator of the paper (--no takes it back)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be chosen on the command line."""
        parser.add_argument("email")
        parser.add_argument("--no", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Set or take the right."""
        wanted = not options["no"]
        if not User.objects.filter(email=options["email"].lower()).update(is_staff=wanted, is_superuser=wanted):
            message = f"no reader has the address {options['email']}"
            raise CommandError(message)
