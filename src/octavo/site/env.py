"""The environment, read in one place: every setting is declared here with its default and its meaning.

``docs/run/settings.md`` shows the same table; a test keeps the two alike.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("OCTAVO_DATA", "data", "folder of everything this paper keeps: database, pictures, secret key"),
    Setting("OCTAVO_DATABASE", "", "postgresql://user:password@host/name; empty: SQLite in the data folder"),
    Setting("OCTAVO_SECRET_KEY_FILE", "", "file with the signing key; empty: made once in the data folder"),
    Setting("OCTAVO_DEBUG", "0", "1 shows tracebacks in the browser; never on a public address"),
    Setting("OCTAVO_BIND", "127.0.0.1", "address the web server listens on"),
    Setting("OCTAVO_PORT", "8000", "port the web server listens on"),
    Setting("OCTAVO_HOSTS", "localhost 127.0.0.1 [::1]", "host names this paper answers to"),
    Setting("OCTAVO_HTTPS", "0", "1 when readers reach it by https: secure cookies, HSTS"),
    Setting("OCTAVO_THREADS", "4", "web threads a process"),
    Setting("OCTAVO_PROCESSES", "2", "processes for extraction and embedding; 0 works in the worker itself"),
    Setting("OCTAVO_NAME", "Octavo", "name in the masthead"),
    Setting("OCTAVO_LANGUAGE", "en", "language of the pages where the browser asks for none we have"),
    Setting("OCTAVO_TIME_ZONE", "UTC", "time zone of the pages, as in Europe/Berlin"),
    Setting("OCTAVO_PLACE", "", "country code of the paper's readers, for the eighth story: close to home"),
    Setting("OCTAVO_PRESS", "1", "1: a new paper starts with the sample press"),
    Setting("OCTAVO_PRESS_PORT", "8010", "port of the sample press, on loopback"),
    Setting("OCTAVO_PRIVATE_HOSTS", "", "host names on private addresses that may be read, such as intranet.lan"),
    Setting("OCTAVO_CONTACT", "", "address in the user agent for publishers who wish to complain"),
    Setting("OCTAVO_MIN_INTERVAL", "300", "seconds between two looks at one source, at least"),
    Setting("OCTAVO_MODELS", "", "folder of the embedding model; empty: models in the data folder"),
    Setting(
        "OCTAVO_FULL_TEXT",
        "everyone",
        "who reads full texts unless a publisher says else: everyone, members, nobody",
    ),
    Setting("OCTAVO_MODEL_URL", "", "address of a language model that speaks OpenAI's protocol; empty: there is none"),
    Setting("OCTAVO_MODEL_NAME", "", "the model to ask for there, as its server names it"),
    Setting("OCTAVO_MODEL_KEY_FILE", "", "file with the key for it; empty: it asks for none"),
    Setting("OCTAVO_MODEL_TIMEOUT", "60", "seconds for one answer of the model"),
    Setting("OCTAVO_MODEL_BUDGET", "200000", "tokens a day that the model may be asked for; 0: no limit"),
    Setting("OCTAVO_MODEL_CONCURRENCY", "2", "questions to the model at once"),
    Setting("OCTAVO_TRANSLATE_URL", "", "address of a LibreTranslate; empty: the language model translates, if any"),
    Setting("OCTAVO_TRANSLATE_KEY_FILE", "", "file with the key for it; empty: it asks for none"),
    Setting("OCTAVO_VOICE", "", "program that records texts here: espeak-ng or piper; empty: only browsers read aloud"),
    Setting(
        "OCTAVO_VOICE_MODELS",
        "",
        "folder of piper's voices, by language; empty: voices in the data folder",
    ),
    Setting("OCTAVO_VOICE_ROOM", "1000", "megabytes of recordings that are kept"),
    Setting("OCTAVO_SIGNUP", "1", "0 closes sign-up"),
    Setting("OCTAVO_MAIL", "", "smtp://user:password@host:587; empty: mail is written to the log"),
    Setting("OCTAVO_MAIL_FROM", "octavo@localhost", "sender of the paper's mail"),
)
DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def text(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The setting's value. Raises KeyError for a name that is not declared."""
    return environ.get(name, "").strip() or DEFAULTS[name]


def flag(name: str) -> bool:
    """True for 1, yes, true, on."""
    return text(name).lower() in {"1", "yes", "true", "on"}


def number(name: str) -> int:
    """The setting as an integer. Raises ValueError naming the setting."""
    try:
        return int(text(name))
    except ValueError:
        message = f"{name} must be a whole number, not {text(name)!r}"
        raise ValueError(message) from None


def words(name: str) -> list[str]:
    """The setting split at spaces and commas."""
    return text(name).replace(",", " ").split()


def data_folder() -> Path:
    """The data folder, absolute; made when it is not there, readable by its owner only."""
    folder = Path(text("OCTAVO_DATA")).absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """The signing key: from its file, which is made once with mode 600."""
    path = Path(text("OCTAVO_SECRET_KEY_FILE") or folder / "secret-key")
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(draft, path)  # the first of two processes that start together wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def database(folder: Path) -> dict[str, object]:
    """Django's DATABASES entry for the paper's database."""
    url = text("OCTAVO_DATABASE")
    return postgres(url) if url else sqlite(folder / "octavo.sqlite3")


def sqlite(path: Path) -> dict[str, object]:
    """SQLite as measured: WAL and IMMEDIATE transactions, so that readers and one writer never collide."""
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;"
        "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;"
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "CONN_MAX_AGE": None,
    }


def postgres(url: str) -> dict[str, object]:
    """PostgreSQL with a pool a process. ``?host=/folder`` names a socket, ``pool=0`` goes without a pool.

    Raises ValueError for another scheme.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        message = f"OCTAVO_DATABASE must begin with postgresql://, not {parts.scheme}://"
        raise ValueError(message)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": {} if query.get("pool") == "0" else {"pool": {"min_size": 1, "max_size": 8, "timeout": 20}},
    }


def mail() -> dict[str, object]:
    """Django's e-mail settings from OCTAVO_MAIL."""
    url = text("OCTAVO_MAIL")
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp" and (parts.port or 25) == 587,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
