from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "octavo.discussion"
    label = "discussion"
