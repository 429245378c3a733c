from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "octavo.reading"
    label = "reading"
