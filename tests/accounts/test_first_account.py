"""Two who sign up at the same moment: on connections of their own, so that the database decides."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest

from octavo.accounts.adapter import Adapter
from octavo.accounts.models import User

AT_ONCE = 4


class Form:
    """What allauth's form is once it is valid."""

    def __init__(self, number: int) -> None:
        self.cleaned_data = {"email": f"reader{number}@news.example", "password1": "correct horse battery"}


@pytest.fixture
def _committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rows that other connections see; taken away by hand, for a flush would want every table."""
    with django_db_blocker.unblock():
        yield
        User.objects.all().delete()
        connection.close()


@pytest.mark.usefixtures("_committed")
def test_only_one_of_them_runs_the_paper() -> None:
    gate = threading.Barrier(AT_ONCE, timeout=20)
    threads = [threading.Thread(target=sign_up, args=(gate, number)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert User.objects.count() == AT_ONCE
    assert User.objects.filter(is_staff=True).count() == 1


def sign_up(gate: threading.Barrier, number: int) -> None:
    """Save an account when all are ready to."""
    gate.wait()
    try:
        Adapter().save_user(HttpRequest(), User(), Form(number))
    finally:
        connection.close()
