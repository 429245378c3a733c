"""Settings that do not go together, found before the paper starts: each with what to do."""

from __future__ import annotations

import ipaddress
import shutil
from collections.abc import Callable, Iterator, Sequence
from zoneinfo import available_timezones

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 - Django's names

from octavo.engine.voice import ENGINES, Studio, languages
from octavo.site import env

EXPOSED_BITS = 0o077  # rights of group and others
FULL_TEXTS = ("everyone", "members", "nobody")


def settings_of_the_paper(app_configs: Sequence[AppConfig] | None, **_options: object) -> list[CheckMessage]:
    """What is wrong with the environment, for ``octavo check`` and at every start."""
    return [message for look in LOOKS for message in look()]


def address() -> Iterator[CheckMessage]:
    """How the paper is reached."""
    bind = env.text("OCTAVO_BIND")
    names = [host for host in settings.ALLOWED_HOSTS if not is_local(host)]
    public = not is_local(bind) or bool(names)
    if settings.DEBUG and public:
        yield Error(
            "OCTAVO_DEBUG is on while the paper can be reached from other machines: errors show them its secrets.",
            hint="Set OCTAVO_DEBUG=0, or OCTAVO_BIND=127.0.0.1 and only local names in OCTAVO_HOSTS.",
            id="octavo.E001",
        )
    if public and not settings.HTTPS:
        yield Warning(
            f"Other machines reach the paper ({', '.join([bind, *names])}) without https: passwords travel open.",
            hint="Put a proxy with https before it and set OCTAVO_HTTPS=1.",
            id="octavo.W002",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Warning(
            "OCTAVO_HOSTS allows every name, so links in mails can be made to lead elsewhere.",
            hint="Name the hosts of this paper in OCTAVO_HOSTS.",
            id="octavo.W003",
        )
    if env.number("OCTAVO_PORT") == settings.PRESS_PORT:
        yield Error(
            f"OCTAVO_PORT and OCTAVO_PRESS_PORT are both {settings.PRESS_PORT}.",
            hint="Set one of them to a free port.",
            id="octavo.E004",
        )


def words() -> Iterator[CheckMessage]:
    """Settings that take one of a few values."""
    known = dict(settings.LANGUAGES)
    if settings.LANGUAGE_CODE not in known:
        yield Error(
            f"OCTAVO_LANGUAGE is {settings.LANGUAGE_CODE!r}, for which there are no words.",
            hint=f"Choose one of {', '.join(known)}.",
            id="octavo.E005",
        )
    if settings.TIME_ZONE not in available_timezones():
        yield Error(
            f"OCTAVO_TIME_ZONE is {settings.TIME_ZONE!r}, which is no time zone.",
            hint="Write it as in Europe/Berlin or UTC.",
            id="octavo.E006",
        )
    if settings.FULL_TEXT not in FULL_TEXTS:
        yield Error(
            f"OCTAVO_FULL_TEXT is {settings.FULL_TEXT!r}; full texts are shown to nobody.",
            hint=f"Choose one of {', '.join(FULL_TEXTS)}.",
            id="octavo.E007",
        )
    if settings.PLACE and not (len(settings.PLACE) == 2 and settings.PLACE.isalpha()):
        yield Warning(
            f"OCTAVO_PLACE is {settings.PLACE!r}, which is no country code: no story is close to home.",
            hint="Write two letters, as in DE or JP.",
            id="octavo.W008",
        )


def mail() -> Iterator[CheckMessage]:
    """Whether an address can be confirmed and a password replaced."""
    if settings.MAIL_CONFIGURED and not env.text("OCTAVO_MAIL").startswith(("smtp://", "smtps://")):
        yield Error(
            "OCTAVO_MAIL names no mail server: nobody can confirm an address, so nobody can sign up.",
            hint="Write it as in smtp://user:password@host:587 or smtps://host:465.",
            id="octavo.E009",
        )
    if settings.MAIL_CONFIGURED and env.DEFAULTS["OCTAVO_MAIL_FROM"] == settings.DEFAULT_FROM_EMAIL:
        yield Warning(
            "Mail goes out from octavo@localhost, which most servers refuse.",
            hint="Set OCTAVO_MAIL_FROM to an address of your domain.",
            id="octavo.W010",
        )


def safety() -> Iterator[CheckMessage]:
    """What lies open."""
    mode = settings.DATA.stat().st_mode
    if mode & EXPOSED_BITS:
        yield Warning(
            f"Others on this machine can look into the data folder {settings.DATA}: it holds the signing key.",
            hint=f"chmod 700 {settings.DATA}",
            id="octavo.W011",
        )
    if "*" in settings.PRIVATE_HOSTS:
        yield Error(
            "OCTAVO_PRIVATE_HOSTS opens the whole private network to whoever can add a source.",
            hint="Name the hosts that may be read, such as intranet.lan or *.news.lan.",
            id="octavo.E012",
        )


def voice() -> Iterator[CheckMessage]:
    """Whether what reads aloud is there, and speaks something."""
    if not settings.VOICE:
        return
    engine = ENGINES.get(settings.VOICE)
    if engine is None:
        yield Error(
            f"OCTAVO_VOICE is {settings.VOICE!r}, which is no voice we know: nothing is recorded.",
            hint=f"Choose one of {', '.join(ENGINES)}, or leave it empty.",
            id="octavo.E020",
        )
        return
    for program, package in ((engine.program, settings.VOICE), ("opusenc", "opus-tools")):
        if shutil.which(program) is None:
            yield Warning(
                f"{program} is not installed: nothing is recorded, and browsers read aloud by themselves.",
                hint=f"Install {package}, or leave OCTAVO_VOICE empty. See docs/run/listen.md.",
                id="octavo.W021",
            )
    if not languages(Studio(settings.VOICE, "", "", settings.VOICE_MODELS)):
        yield Warning(
            f"There is no voice of {settings.VOICE} in {settings.VOICE_MODELS}.",
            hint="Put files such as de_DE-thorsten-medium.onnx with their .onnx.json there: see docs/run/listen.md.",
            id="octavo.W022",
        )


def is_local(host: str) -> bool:
    """True for names and addresses that only this machine reaches."""
    bare = host.strip("[]").lower()
    if bare == "localhost" or bare.endswith((".localhost", "testserver")):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def model() -> Iterator[CheckMessage]:
    """The language model, if there is to be one."""
    if settings.MODEL_URL and not settings.MODEL_NAME:
        yield Error(
            "OCTAVO_MODEL_URL names a server, and no model is chosen on it.",
            hint="Set OCTAVO_MODEL_NAME to the model's name there, or leave both empty.",
            id="octavo.E023",
        )
    for name, url in (("OCTAVO_MODEL_URL", settings.MODEL_URL), ("OCTAVO_TRANSLATE_URL", settings.TRANSLATE_URL)):
        if url and not url.startswith(("http://", "https://")):
            yield Error(
                f"{name} must begin with http:// or https://.", hint="Write the whole address.", id="octavo.E024"
            )


LOOKS: tuple[Callable[[], Iterator[CheckMessage]], ...] = (address, words, mail, safety, voice, model)
