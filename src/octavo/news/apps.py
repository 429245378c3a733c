from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Publishers, sources, articles, stories: everything that is read and grouped."""

    name = "octavo.news"
    label = "news"
