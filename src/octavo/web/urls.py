from django.urls import include, path, re_path

from octavo.web.views import account, articles, files, publishers, search, settings, sources, stories, today

urlpatterns = [
    path("", today.today, name="today"),
    path("progress", today.progress, name="progress"),
    path("more", today.more, name="more"),
    path("article/<int:pk>", articles.article, name="article"),
    path("article/<int:pk>/changes", articles.changes, name="changes"),
    path("article/<int:pk>/save", articles.save, name="save"),
    path("article/<int:pk>/comment", articles.comment, name="comment"),
    path("receipt/<int:article>/<int:version>/<int:start>/<int:end>", articles.receipt, name="receipt"),
    path("story/<int:pk>", stories.story, name="story"),
    path("publisher/<slug:slug>", publishers.publisher, name="publisher"),
    path("search", search.search, name="search"),
    path("saved", account.saved, name="saved"),
    path("sources", sources.sources, name="sources"),
    path("sources/add", sources.add, name="add-source"),
    path("sources/import", sources.read_list, name="import"),
    path("sources/export", sources.write_list, name="export"),
    path("sources/pack/<slug:key>", sources.add_pack, name="add-pack"),
    path("sources/<int:pk>/drop", sources.drop, name="drop-source"),
    path("sources/<int:pk>/retry", sources.retry, name="retry-source"),
    path("settings", settings.settings, name="settings"),
    path("account", account.account, name="account"),
    path("account/delete", account.delete, name="delete-account"),
    path("account/", include("allauth.account.urls")),
    re_path(r"^picture/(?P<name>[0-9a-f]{32}-\d{1,4})\.webp$", files.picture, name="picture"),
    path("manifest.webmanifest", files.manifest, name="manifest"),
    path("service-worker.js", files.worker, name="service-worker"),
    path("offline", files.offline, name="offline"),
    path("health", files.health, name="health"),
]
