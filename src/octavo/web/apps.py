from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages."""

    name = "octavo.web"
    label = "web"
