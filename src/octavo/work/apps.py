from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "octavo.work"
    label = "work"
