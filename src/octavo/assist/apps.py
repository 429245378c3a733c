from django.apps import AppConfig


class AssistConfig(AppConfig):
    """Reading aids, prepared for each article."""

    name = "octavo.assist"
    label = "assist"
