from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "octavo.api"
    label = "api"
