"""Two who sign up at the same moment: on connections of their own, so that the database decides."""

from __future__ import annotations

import threading

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


# Committed rows, taken away with what refers to them; a flush of all apps stops at the search table's reference.
@pytest.mark.django_db(transaction=True, available_apps=["octavo.accounts"])
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
