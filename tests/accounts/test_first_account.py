"""Some who sign up at the same moment: each on a connection of its own, so that the database decides."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from django.db import connection, connections
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
def test_only_one_of_them_runs_the_paper(tmp_path: Path) -> None:
    file = on_disk(tmp_path / "paper.sqlite3")
    gate = threading.Barrier(AT_ONCE, timeout=20)
    made: list[bool] = []
    threads = [threading.Thread(target=sign_up, args=(gate, number, file, made)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(made) == [False] * (AT_ONCE - 1) + [True]


def sign_up(gate: threading.Barrier, number: int, file: Path | None, made: list[bool]) -> None:
    """Save an account when all are ready to, and note whether it became the operator's."""
    if file:
        own = connections["default"].copy()
        own.settings_dict = own.settings_dict | {"NAME": file}
        connections["default"] = own
    gate.wait()
    try:
        made.append(Adapter().save_user(HttpRequest(), User(), Form(number)).is_staff)
    finally:
        connections["default"].close()


def on_disk(path: Path) -> Path | None:
    """The test's SQLite database as a file, with the locks that a paper has; None on PostgreSQL."""
    if connection.vendor != "sqlite":
        return None
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    copy.close()
    return path
