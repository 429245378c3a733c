from django.apps import AppConfig


class AssistConfig(AppConfig):
    name = "octavo.assist"
    label = "assist"
