"""Bad combinations of settings are named, each with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from octavo.site.checks import is_local, settings_of_the_paper


def found() -> set[str]:
    """The codes of what is wrong."""
    messages = settings_of_the_paper(None)
    assert all(message.hint for message in messages)
    return {str(message.id).removeprefix("octavo.") for message in messages}


@pytest.fixture(autouse=True)
def _a_good_paper(settings: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    settings.DATA = tmp_path
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    settings.PRIVATE_HOSTS = ("intranet.lan",)


def test_a_paper_on_loopback_is_fine() -> None:
    assert found() == set()


def test_the_checks_run_with_djangos_own() -> None:
    assert not [message for message in run_checks() if str(message.id).startswith("octavo.")]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("LANGUAGE_CODE", "xx", "E005"),
        ("TIME_ZONE", "Mars/Olympus", "E006"),
        ("FULL_TEXT", "friends", "E007"),
        ("PLACE", "GERMANY", "W008"),
        ("PRIVATE_HOSTS", ("*",), "E012"),
        ("PRESS_PORT", 8000, "E004"),
        ("MODEL_URL", "http://127.0.0.1:11434/v1", "E023"),
        ("TRANSLATE_URL", "translate.lan:5000", "E024"),
    ],
)
def test_a_value_that_means_nothing_is_named(settings: Settings, name: str, value: object, code: str) -> None:
    setattr(settings, name, value)
    assert found() == {code}


def test_a_public_paper_needs_https(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOWED_HOSTS = ["news.example"]
    assert found() == {"W002"}
    settings.HTTPS = True
    assert found() == set()
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.HTTPS = False
    monkeypatch.setenv("OCTAVO_BIND", "0.0.0.0")
    assert found() == {"W002"}


def test_tracebacks_are_for_loopback_only(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEBUG = settings.HTTPS = True
    assert found() == set()
    monkeypatch.setenv("OCTAVO_BIND", "192.168.1.4")
    assert found() == {"E001"}


def test_every_name_is_too_many(settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS = ["*"], True
    assert found() == {"W003"}


def test_mail_that_cannot_be_sent_is_found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MAIL_CONFIGURED = True
    monkeypatch.setenv("OCTAVO_MAIL", "mail.news.example:25")
    settings.DEFAULT_FROM_EMAIL = "desk@news.example"
    assert found() == {"E009"}
    monkeypatch.setenv("OCTAVO_MAIL", "smtps://mail.news.example")
    settings.DEFAULT_FROM_EMAIL = "octavo@localhost"
    assert found() == {"W010"}


def test_a_data_folder_that_others_read_is_found(settings: Settings) -> None:
    settings.DATA.chmod(0o755)
    assert found() == {"W011"}


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("[::1]", True), ("localhost", True), ("press.localhost", True),
        ("0.0.0.0", False), ("::", False), ("10.0.0.1", False), ("news.example", False), ("*", False),
        ("notlocalhost", False),
    ],
)  # fmt: skip
def test_loopback_is_told_from_the_rest(host: str, local: bool) -> None:  # noqa: FBT001
    assert is_local(host) is local
