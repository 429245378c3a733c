"""The tables behind the two vendor doors."""

from __future__ import annotations

from django.db import migrations

from octavo.news.search import postgres as postgres_search
from octavo.news.search import sqlite as sqlite_search
from octavo.news.vectors import postgres as postgres_vectors
from octavo.news.vectors import sqlite as sqlite_vectors

CREATE = {
    "sqlite": (sqlite_search.CREATE, sqlite_vectors.CREATE),
    "postgresql": (postgres_search.CREATE, postgres_vectors.CREATE),
}


def create(apps, editor):
    for statement in CREATE[editor.connection.vendor]:
        editor.execute(statement)


def drop(apps, editor):
    editor.execute("DROP TABLE news_search")
    editor.execute("DROP TABLE news_vector")


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
