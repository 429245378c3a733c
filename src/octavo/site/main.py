"""The ``octavo`` command."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run ``octavo COMMAND``: Octavo's own commands and Django's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.site.settings")
    execute_from_command_line(["octavo", *sys.argv[1:]])
