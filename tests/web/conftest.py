"""Who looks at the pages."""

from __future__ import annotations

import pytest
from django.test import Client

from octavo.accounts.models import User

PASSWORD = "correct horse battery"


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("reader@news.example", PASSWORD, name="Rena")


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser("operator@news.example", PASSWORD, name="Olga")


@pytest.fixture
def as_reader(reader: User) -> Client:
    client = Client()
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def as_operator(operator: User) -> Client:
    client = Client()
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    return client
