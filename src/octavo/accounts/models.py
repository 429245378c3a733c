from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes readers and operators, known by their mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A reader. Raises ValueError without an address."""
        if not email:
            raise ValueError("A reader needs a mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An operator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A reader with an account. The mail address is the only thing we ask."""

    email = models.EmailField(_("mail address"), unique=True)
    name = models.CharField(_("name shown beside comments"), max_length=60)
    is_staff = models.BooleanField(_("operator"), default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name other readers see."""
        return self.name

    def get_short_name(self) -> str:
        """The name other readers see."""
        return self.name
