"""Django's settings. What an operator may change comes from the environment, by ``octavo.site.env``."""

from __future__ import annotations

from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from octavo.site import env

django_stubs_ext.monkeypatch()  # so that ModelAdmin[Article] means something at run time too

PACKAGE = Path(__file__).resolve().parent.parent
DATA = env.data_folder()

DEBUG = env.flag("OCTAVO_DEBUG")
SECRET_KEY = env.secret_key(DATA)
ALLOWED_HOSTS = env.words("OCTAVO_HOSTS")
HTTPS = env.flag("OCTAVO_HTTPS")
BIND = env.text("OCTAVO_BIND")
PORT = env.number("OCTAVO_PORT")
THREADS = env.number("OCTAVO_THREADS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in {"*", "[::1]"}] if HTTPS else []

INSTALLED_APPS = [
    "octavo.accounts",
    "octavo.news",
    "octavo.reading",
    "octavo.discussion",
    "octavo.assist",
    "octavo.web",
    "octavo.api",
    "octavo.work",
    "octavo.site",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "octavo.site.urls"
WSGI_APPLICATION = "octavo.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "environment": "octavo.web.templating.environment",
            "context_processors": ["octavo.web.templating.page"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": env.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}

# Accounts ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
MAIL_CONFIGURED = bool(env.text("OCTAVO_MAIL"))
ACCOUNT_ADAPTER = "octavo.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "octavo.accounts.forms.SignUp"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_CONFIGURED else "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "today"
LOGIN_URL = "account_login"
SIGNUP_OPEN = env.flag("OCTAVO_SIGNUP")
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "octavo.accounts.lockout.name_of"
AXES_CLIENT_IP_CALLABLE = "octavo.accounts.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "octavo.accounts.lockout.locked"
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is nobody's business
AXES_ENABLE_ADMIN = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # X-Forwarded-For, as with X-Forwarded-Proto below
AXES_RESET_ON_SUCCESS = True
globals().update(env.mail())
DEFAULT_FROM_EMAIL = env.text("OCTAVO_MAIL_FROM")

# Language, place and time ---------------------------------------------------------------------
LANGUAGE_CODE = env.text("OCTAVO_LANGUAGE")
LANGUAGES = [
    ("en", "English"),
    ("ar", "العربية"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("ja", "日本語"),
    ("ms", "Bahasa Melayu"),
    ("zh-hans", "中文（简体）"),
]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 86400
USE_TZ = True
TIME_ZONE = env.text("OCTAVO_TIME_ZONE")
SITE_NAME = env.text("OCTAVO_NAME")
PLACE = env.text("OCTAVO_PLACE").upper()
EDITION_NAME = _("World edition")

# Files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
ASSETS = DATA / "assets"
ASSETS.mkdir(exist_ok=True)
GAZETTEER = DATA / "gazetteer"
STATICFILES_DIRS = [PACKAGE / "web" / "static", ASSETS]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 365 * 86400
PICTURES = DATA / "pictures"
MODELS = Path(env.text("OCTAVO_MODELS") or DATA / "models")

# Reading the web ------------------------------------------------------------------------------
PRIVATE_HOSTS = tuple(env.words("OCTAVO_PRIVATE_HOSTS"))
PRESS_PORT = env.number("OCTAVO_PRESS_PORT")
PRESS_WANTED = env.flag("OCTAVO_PRESS")
MIN_INTERVAL = env.number("OCTAVO_MIN_INTERVAL")
CONTACT = env.text("OCTAVO_CONTACT")
PROCESSES = env.number("OCTAVO_PROCESSES")
FULL_TEXT = env.text("OCTAVO_FULL_TEXT")

# Writing with a model -------------------------------------------------------------------------
MODEL_URL = env.text("OCTAVO_MODEL_URL")
MODEL_NAME = env.text("OCTAVO_MODEL_NAME")
MODEL_KEY_FILE = env.text("OCTAVO_MODEL_KEY_FILE")
MODEL_TIMEOUT = env.number("OCTAVO_MODEL_TIMEOUT")
MODEL_BUDGET = env.number("OCTAVO_MODEL_BUDGET")
MODEL_CONCURRENCY = env.number("OCTAVO_MODEL_CONCURRENCY")
TRANSLATE_URL = env.text("OCTAVO_TRANSLATE_URL")
TRANSLATE_KEY_FILE = env.text("OCTAVO_TRANSLATE_KEY_FILE")

# Reading aloud --------------------------------------------------------------------------------
VOICE = env.text("OCTAVO_VOICE")
VOICE_MODELS = env.text("OCTAVO_VOICE_MODELS") or str(DATA / "voices")
VOICE_ROOM = env.number("OCTAVO_VOICE_ROOM")

# Safety --------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 86400 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 90 * 86400
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "octavo": {"level": "INFO"},
        "axes": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # HSTS, W008 redirect, W012 and W016 cookies: a paper on loopback has no https;
    "security.W008",  # octavo.site.checks asks for OCTAVO_HTTPS where it listens on a public address
    "security.W012",
    "security.W016",
]
