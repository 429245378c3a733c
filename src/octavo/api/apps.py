from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Machines that read the paper."""

    name = "octavo.api"
    label = "api"
