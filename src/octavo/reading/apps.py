from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """What a reader keeps."""

    name = "octavo.reading"
    label = "reading"
