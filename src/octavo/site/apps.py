from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "octavo.site"
    label = "octavo_site"
