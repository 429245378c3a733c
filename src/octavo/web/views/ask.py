"""Ask: a question over everything stored. The page is sent in pieces: first what is searched, then what was found."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template import loader
from django.template.backends.jinja2 import Template
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.utils import timezone, translation
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from octavo.assist import ask as asking
from octavo.news.models import Article, Publisher, Story
from octavo.news.queries.today import today
from octavo.web.labels import ByPublisher, by_publisher
from octavo.web.templating import url
from octavo.web.wording import language_code

LONGEST = 400  # characters of a question
AT_ONCE = threading.BoundedSemaphore(2)  # questions at work in a process
PATIENCE = 30.0  # seconds that a question waits for its turn
BREAK = Markup("<!-- -->")  # where the page may be sent so far


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the question is asked: everything, a story, or an article."""

    story: Story | None = None
    article: Article | None = None

    @property
    def title(self) -> str:
        """The headline it is about; empty for everything."""
        headline = self.article or (self.story.headline if self.story else None)
        return headline.title if headline else ""

    @property
    def language(self) -> str:
        """The headline's language."""
        headline = self.article or (self.story.headline if self.story else None)
        return headline.language if headline else "und"

    @property
    def names(self) -> list[str]:
        """Whom it names, the most often named first."""
        headline = self.article or (self.story.headline if self.story else None)
        return [name for name, _times in headline.names] if headline else []


@dataclass(frozen=True, slots=True)
class Filter:
    """A bound of the search in words, and the address without it."""

    kind: str  # time, publisher, place
    words: str
    without: str


class Reply:
    """What the page asks for as it is made: each part is worked out when the page comes to it."""

    def __init__(self, question: asking.Question, parameters: dict[str, list[str]]) -> None:
        self._question = question
        self._parameters = parameters
        self._held = False

    @cached_property
    def begun(self) -> asking.Begun:
        """The question as it is understood, and how many articles are searched."""
        return asking.begin(self._question, timezone.now())

    @cached_property
    def waits(self) -> bool:
        """True when others are being answered, and this one waits."""
        self._held = AT_ONCE.acquire(blocking=False)
        return not self._held

    @cached_property
    def found(self) -> asking.Found | None:
        """The answer; nothing when the turn did not come in time."""
        if self.waits:
            self._held = AT_ONCE.acquire(timeout=PATIENCE)
        if not self._held:
            return None
        try:
            return asking.find(self._question, self.begun)
        finally:
            self.release()

    def release(self) -> None:
        """Let the next question begin."""
        if self._held:
            self._held = False
            AT_ONCE.release()

    @cached_property
    def labels(self) -> ByPublisher:
        """Chips for the receipts."""
        lines = self.found.answer.lines if self.found else ()
        return by_publisher([receipt.article for line in lines for receipt in line.cited.receipts],
                            signed_in=self._question.signed_in)  # fmt: skip

    @cached_property
    def articles(self) -> dict[int, Article]:
        """The articles that the answer cites."""
        keys = self.labels.names.keys()
        return Article.objects.filter(pk__in=keys).select_related("publisher").in_bulk()

    @property
    def filters(self) -> list[Filter]:
        """The bounds in words, each with the address that leaves it out."""
        return list(filters(self.begun, self._question, self._parameters))


def filters(begun: asking.Begun, question: asking.Question, parameters: dict[str, list[str]]) -> Iterator[Filter]:
    """The bounds of a search: those of the address, then those understood from the question."""
    if question.publisher:
        yield Filter("publisher", str(Publisher.objects.get(pk=question.publisher)), without(parameters, "publisher"))
    for _key, name in begun.asked.publishers if not question.publisher else ():
        yield Filter("publisher", name, without(parameters, off="publisher"))
    for name, moment in (("after", question.after), ("before", question.before)):
        if moment is not None:
            words = _("from %(day)s") if name == "after" else _("before %(day)s")
            yield Filter("time", words % {"day": f"{moment:%Y-%m-%d}"}, without(parameters, name))
    if begun.asked.period and not (question.after or question.before):
        yield Filter("time", begun.asked.period.words, without(parameters, off="time"))


def without(parameters: dict[str, list[str]], name: str = "", off: str = "") -> str:
    """The address of the same question without a parameter, or with an understood filter taken off."""
    left = {key: values for key, values in parameters.items() if key != name}
    if off:
        left["off"] = sorted({*left.get("off", []), off})
    return f"{url('ask')}?{urlencode(left, doseq=True)}"


@require_safe
def ask(request: HttpRequest) -> HttpResponseBase:
    """A question and its answer; without one the form, with examples."""
    text = " ".join(request.GET.get("q", "").replace("\0", "").split())
    scope = scope_of(request)
    parameters = {key: values for key, values in request.GET.lists() if key in KNOWN and any(values)}
    context: dict[str, Any] = {
        "question": text[:LONGEST],
        "cut": len(text) > LONGEST,
        "scope": scope,
        "everywhere": without(without_scope(parameters)),
        "hidden": [(key, value) for key, values in parameters.items() if key != "q" for value in values],
        "pause": BREAK,
        "section": "ask",
    }
    template = loader.get_template("pages/ask.html", using="jinja2")
    if not text or request.method == "HEAD":
        return HttpResponse(template.render(context | {"examples": examples(scope)}, request))
    reply = Reply(question_of(request, text[:LONGEST], scope), parameters)
    response = StreamingHttpResponse(pieces(template, context | {"reply": reply}, request, reply.release))
    response.headers["Content-Encoding"] = "identity"  # what compresses would hold the first piece back
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["X-Accel-Buffering"] = "no"
    return response


KNOWN = frozenset({"q", "story", "article", "publisher", "after", "before", "off"})


def without_scope(parameters: dict[str, list[str]]) -> dict[str, list[str]]:
    """The parameters of the same question asked of everything."""
    return {key: values for key, values in parameters.items() if key not in {"story", "article"}}


def scope_of(request: HttpRequest) -> Scope:
    """The story or article the address names; everything when there is no such."""
    article = key_of(request.GET.get("article", ""))
    if article and (found := asking.scope_article(article)):
        return Scope(article=found)
    story = key_of(request.GET.get("story", ""))
    if story:
        return Scope(story=asking.scope_story(story))
    return Scope()


def key_of(text: str) -> int | None:
    """A row's key; nothing for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def question_of(request: HttpRequest, text: str, scope: Scope) -> asking.Question:
    """The question with its bounds. What cannot be read of them is left out."""
    publisher = Publisher.objects.filter(slug=request.GET.get("publisher", "")[:80]).first()
    return asking.Question(
        text,
        language_code(),
        scope.story.pk if scope.story else None,
        scope.article.pk if scope.article else None,
        publisher.pk if publisher else None,
        day_of(request.GET.get("after", "")),
        day_of(request.GET.get("before", "")),
        frozenset(request.GET.getlist("off")),
        request.user.is_authenticated,
    )


def day_of(text: str) -> datetime | None:
    """The beginning of a day in the paper's zone; nothing for what is no day."""
    try:
        found = parse_date(text[:10])
        return timezone.make_aware(datetime(found.year, found.month, found.day)) if found else None  # noqa: DTZ001 - made aware
    except (ValueError, OverflowError):
        return None


def examples(scope: Scope) -> list[str]:
    """Questions to begin with, of the names of the story or of today's."""
    names = scope.names if scope.title else names_of_today()
    forms = (_("What is reported about %(name)s?"), _("Why is %(name)s in the news?"), _("What is new about %(name)s?"))
    return [form % {"name": name} for form, name in zip(forms, dict.fromkeys(names), strict=False)]


def names_of_today() -> list[str]:
    """Whom today's stories name first, one a story."""
    eight = today(timezone.now(), language_code()).eight
    rows = dict(Article.objects.filter(pk__in=[told.article.pk for told in eight]).values_list("pk", "names"))
    return [names[0][0] for told in eight if (names := rows.get(told.article.pk))]


def pieces(template: Any, context: dict[str, Any], request: HttpRequest, after: Callable[[], None]) -> Iterator[bytes]:
    """The page in pieces, cut where it says so."""
    language = translation.get_language()
    wrapped: Template = template
    full = {"request": request, "csrf_input": csrf_input_lazy(request), "csrf_token": csrf_token_lazy(request)}
    for processor in wrapped.backend.template_context_processors:
        full.update(processor(request))
    ready: list[str] = []
    try:
        for part in wrapped.template.generate(full | context):
            if part == BREAK:
                yield "".join(ready).encode()
                ready.clear()
                translation.activate(language)  # another page may have been made in this thread meanwhile
            else:
                ready.append(part)
        yield "".join(ready).encode()
    finally:
        after()
