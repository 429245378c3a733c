from django.apps import AppConfig


class WorkConfig(AppConfig):
    """The background process and the commands."""

    name = "octavo.work"
    label = "work"
