"""Signing up, in and out; the first account; what happens to one that goes."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from octavo.accounts.models import User
from octavo.discussion.models import Comment
from octavo.reading.models import Saved
from tests.web import newsstand
from tests.web.test_pages import body

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


def sign_up(client: Client, email: str = "ann@news.example", name: str = "Ann", password: str = PASSWORD) -> int:
    """Send the form; the answer's status: 302 when the account is made."""
    return client.post("/account/signup/", {"email": email, "name": name, "password1": password}).status_code


def sign_in(client: Client, email: str = "ann@news.example", password: str = PASSWORD) -> int:
    """Send the form; the answer's status: 302 when signed in."""
    return client.post("/account/login/", {"login": email, "password": password}).status_code


def test_the_first_account_runs_the_paper_and_the_next_ones_read_it(client: Client) -> None:
    sign_up(client)
    sign_up(Client(), "bob@news.example", "Bob")
    assert list(User.objects.order_by("pk").values_list("name", "is_staff", "is_superuser")) == [
        ("Ann", True, True),
        ("Bob", False, False),
    ]


def test_sign_up_signs_in_where_no_mail_is_sent(client: Client) -> None:
    assert sign_up(client) == 302
    assert "Ann" in body(client, "/account")


@pytest.mark.parametrize(
    ("email", "name", "password"),
    [
        ("no address", "Ann", PASSWORD),
        ("", "Ann", PASSWORD),
        ("a@news.example", "", PASSWORD),
        ("a@news.example", "x" * 61, PASSWORD),
        ("a@news.example", "Ann", "short"),
        ("a@news.example", "Ann", "password12"),
        ("longaddress@news.example", "Ann", "longaddress@news.example"),
    ],
)
def test_what_is_missing_or_weak_is_said_beside_the_field(client: Client, email: str, name: str, password: str) -> None:
    response = client.post("/account/signup/", {"email": email, "name": name, "password1": password})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not User.objects.exists()


def test_an_address_has_one_account_however_it_is_spelt(client: Client) -> None:
    sign_up(client, "Ann@News.example")
    sign_up(Client(), "ANN@news.EXAMPLE", "Other")
    assert [(user.email, user.name) for user in User.objects.all()] == [("ann@news.example", "Ann")]


def test_sign_up_can_be_closed_but_not_to_the_first(client: Client, settings: Settings) -> None:
    settings.SIGNUP_OPEN = False
    assert sign_up(client) == 302
    assert "closed sign-up" in body(Client(), "/account/signup/")
    sign_up(Client(), "bob@news.example")
    assert User.objects.count() == 1


def test_sign_out_is_a_form_and_no_link(client: Client) -> None:
    sign_up(client)
    client.get("/account/logout/")
    assert client.get("/account").status_code == 200
    client.post("/account/logout/")
    assert client.get("/account").status_code == 302


def test_a_way_back_is_followed_within_the_paper_only(client: Client) -> None:
    sign_up(client)
    client.post("/account/logout/")
    form = {"login": "ann@news.example", "password": PASSWORD}
    assert client.post("/account/login/", form | {"next": "/sources"})["Location"] == "/sources"
    client.post("/account/logout/")
    assert client.post("/account/login/", form | {"next": "https://evil.example/"})["Location"] == "/"


def test_five_wrong_passwords_and_one_waits(client: Client) -> None:
    sign_up(Client())
    assert [sign_in(client, password="wrong") for _ in range(5)] == [200] * 5
    response = client.post("/account/login/", {"login": "ann@news.example", "password": PASSWORD})
    assert "many tries in a short time" in response.content.decode()
    assert sign_in(client, "bob@news.example", "wrong") == 200


def test_eight_wrong_passwords_lock_the_name_even_when_the_memory_is_lost(client: Client) -> None:
    sign_up(Client())
    for _ in range(8):
        sign_in(client, password="wrong")
        cache.clear()  # as a restart of the paper does
    response = client.post("/account/login/", {"login": "ANN@news.example", "password": PASSWORD})
    assert response.status_code == 429
    assert "Please wait a little" in response.content.decode()
    assert "masthead" in response.content.decode()


def test_a_lock_on_one_name_leaves_others_alone(client: Client) -> None:
    sign_up(Client())
    sign_up(Client(), "bob@news.example", "Bob")
    for _ in range(8):
        sign_in(client, password="wrong")
        cache.clear()
    assert sign_in(client, "bob@news.example") == 302


def test_a_locked_name_cannot_sign_in_through_the_admin_either(client: Client) -> None:
    sign_up(Client())
    response = client.get("/admin/")
    assert response.status_code == 302
    assert client.get(response["Location"])["Location"].startswith("/account/login/")


def test_a_closed_account_cannot_sign_in(client: Client) -> None:
    sign_up(Client())
    User.objects.update(is_active=False)
    sign_in(client)
    assert client.get("/account").status_code == 302


def test_the_password_is_changed_with_the_old_one(client: Client) -> None:
    sign_up(client)
    new = "another long password"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/change/", form | {"oldpassword": "wrong"}).status_code == 200
    client.post("/account/password/change/", form)
    assert "The password is changed." in body(client, "/account/password/change/")
    assert sign_in(Client(), password=new) == 302


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client: Client) -> None:
    sign_up(Client())
    client.post("/account/password/reset/", {"email": "ann@news.example"})
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link[1], follow=True)
    new = "another long password"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert sign_in(Client(), password=new) == 302
    assert "used up or too old" in Client().get(link[1], follow=True).content.decode()


def test_nobody_learns_who_has_an_account(client: Client) -> None:
    sign_up(Client())
    known = client.post("/account/password/reset/", {"email": "ann@news.example"})
    unknown = client.post("/account/password/reset/", {"email": "nobody@news.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    wrong = client.post("/account/login/", {"login": "ann@news.example", "password": "x"}).content.decode()
    nobody = client.post("/account/login/", {"login": "nobody@news.example", "password": "x"}).content.decode()
    assert "do not go together" in wrong
    assert "do not go together" in nobody


def test_the_address_is_changed_without_mail(client: Client) -> None:
    sign_up(client)
    client.post("/account/email/", {"action_add": "", "email": "new@news.example"})
    client.post("/account/email/", {"action_primary": "", "email": "new@news.example"})
    client.post("/account/email/", {"action_remove": "", "email": "ann@news.example"})
    assert User.objects.get().email == "new@news.example"
    assert sign_in(Client(), "new@news.example") == 302
    assert sign_in(Client(), "ann@news.example") == 200


def test_an_address_is_confirmed_where_mail_is_sent(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    sign_up(client)
    assert client.get("/account").status_code == 302
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link is not None
    assert "is the address of this account" in body(client, link[1])
    client.post(link[1])
    assert sign_in(Client()) == 302


def test_an_account_goes_with_its_password_and_takes_its_words_along(client: Client) -> None:
    article = newsstand.article()
    User.objects.create_superuser("op@news.example", PASSWORD, name="Olga")
    sign_up(client)
    client.post(f"/article/{article.pk}/comment", {"body": "My words"})
    client.post(f"/article/{article.pk}/save")
    assert "This is not your password." in client.post("/account/delete", {"password": "x"}).content.decode()
    client.post("/account/delete", {"password": PASSWORD})
    assert (User.objects.count(), Saved.objects.count()) == (1, 0)
    assert Comment.objects.get().body == ""
    assert "A former reader" in body(client, f"/article/{article.pk}")


def test_an_account_that_an_operator_removes_takes_its_words_along(client: Client) -> None:
    article = newsstand.article()
    user = User.objects.create_user("bob@news.example", PASSWORD, name="Bob")
    Comment.objects.create(article=article, user=user, body="My words")
    user.delete()
    assert Comment.objects.get().body == ""


def test_the_last_operator_is_told_plainly_that_the_paper_needs_one(client: Client) -> None:
    sign_up(client)
    assert "You are the only operator" in client.post("/account/delete", {"password": PASSWORD}).content.decode()
    assert User.objects.count() == 1
    User.objects.create_superuser("op@news.example", PASSWORD, name="Olga")
    assert client.post("/account/delete", {"password": PASSWORD}).status_code == 302
    assert [user.name for user in User.objects.all()] == ["Olga"]


def test_what_was_counted_under_an_address_goes_with_the_account(client: Client) -> None:
    User.objects.create_superuser("op@news.example", PASSWORD, name="Olga")
    sign_up(client)
    sign_in(Client(), password="wrong")
    client.post("/account/delete", {"password": PASSWORD})
    with connection.cursor() as cursor:
        for table in ("axes_accessattempt", "axes_accesslog", "account_emailaddress"):
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("language", ["ar", "he", "de"])
def test_account_pages_stand_in_the_readers_language_and_direction(client: Client, language: str) -> None:
    page = client.get("/account/login/", headers={"Accept-Language": language}).content.decode()
    assert f'lang="{language}"' in page
    assert ('dir="rtl"' in page.split("<head", 1)[0]) is (language != "de")
    assert "csrfmiddlewaretoken" in page


def test_passwords_are_checked_by_the_lock_first() -> None:
    User.objects.create_user("ann@news.example", PASSWORD)
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    assert authenticate(request, email="ann@news.example", password=PASSWORD) is not None
