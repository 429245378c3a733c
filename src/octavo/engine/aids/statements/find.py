"""The statements of a text: its quotations and reported clauses, each with whoever the text gives as its speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from octavo.engine.aids.statements import han, marks
from octavo.engine.aids.statements.clauses import reports
from octavo.engine.aids.statements.drafts import Draft, Report, Topic
from octavo.engine.aids.statements.grammar import Grammar, grammar
from octavo.engine.aids.statements.interviews import labelled, turns
from octavo.engine.aids.statements.lines import Line, lines
from octavo.engine.aids.statements.marks import MASK, Quote
from octavo.engine.aids.statements.naming import named
from octavo.engine.aids.statements.openings import beside, opening
from octavo.engine.aids.statements.people import People
from octavo.engine.aids.statements.phrases import Subject, bare_name
from octavo.engine.aids.statements.subjects import announcer
from octavo.engine.aids.statements.values import Form, Span, Statement

HAN = frozenset({"ja", "zh"})
_MARKS = (
    ("،", ","),
    ("；", ";"),
    ("؛", ";"),
    ("：", ":"),
    ("，", ","),
    ("؟", "?"),
)  # one character for one: spans stay
_OPEN = re.compile(r"(?<!\w)[\"“„«「『]|[”»」』]|\"(?!\w)")
_LETTERS = re.compile(r"[^\W\d_]+")


LONGEST = 2500  # characters of a sentence; a longer one is a table or a list, and says nothing


def statements_of(paragraphs: Sequence[str], language: str) -> tuple[Statement, ...]:
    """Who says what in a text, in reading order.

    Args:
        paragraphs: plain texts; spans count characters of them joined by a blank line.
        language: BCP 47. A language without a file of cues gives no statements.
    """
    words = grammar(language.split("-", maxsplit=1)[0].lower())
    if words is None or not paragraphs:
        return ()
    text = "\n\n".join(paragraphs)
    labels = labelled(paragraphs)
    found = [quote for quote in marks.quotes(paragraphs) if not marks.named(text, quote)]
    masked = _plain_marks(marks.masked(text, found), words)
    page = Page(text, masked, found, words)
    for number, line in enumerate(lines(text, masked, found, words)):
        page.read(line, number, quiet=line.paragraph in labels)
    people = People(text, words)
    people.learn(masked)
    if not words.cased:
        people.learn_from(draft.subject for draft in page.drafts if draft.subject)
        page.topics = [topic.naming(people.opens(*topic.span)) for topic in page.topics]
    drafts = sorted([*page.drafts, *turns(paragraphs, labels)], key=lambda draft: draft.words)
    return tuple(named(drafts, page.topics, people))


def _plain_marks(text: str, words: Grammar) -> str:
    """The text with the comma, colon and semicolon of other scripts as Latin ones."""
    if not words.cased:
        for mark, latin in _MARKS:
            text = text.replace(mark, latin)
    return text


@dataclass(slots=True)
class Page:
    """One text while it is read: its quotations, and the statements found so far."""

    text: str
    masked: str
    quotes: list[Quote]
    grammar: Grammar
    waiting: tuple[Span, ...] = ()  # paragraphs of a speech whose speaker is not named yet
    drafts: list[Draft] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)  # whom each sentence begins with

    def read(self, line: Line, number: int, *, quiet: bool) -> None:
        """Add the statements of the next sentence; of one within a turn of an interview (``quiet``) none."""
        if quiet or line.end - line.start > LONGEST:
            self.topics.append(Topic(None, line.paragraph, (line.start, line.end)))
            return
        language = self.grammar.language
        found = (
            han.reports(self.masked, line.start, line.end, language)
            if language in HAN
            else reports(self.masked, line.start, line.end, self.grammar)
        )
        drafts = [draft for report in found if (draft := self._draft(report, line, number))]
        if drafts:
            self.drafts += self._with_waiting(drafts, line)
        elif not found:
            self._unreported(line, number)
        subject = (
            han.opening(self.masked, line.start, line.end, language)
            if language in HAN
            else opening(self.masked, line.start, line.end, self.grammar)
        )
        self.topics.append(Topic(subject, line.paragraph, (line.start, line.end)))

    def _with_waiting(self, drafts: list[Draft], line: Line) -> list[Draft]:
        """The drafts, the first one with the paragraphs of its speech that came before it."""
        waiting, self.waiting = self.waiting, ()
        first = drafts[0]
        at_start = first.form == "direct" and self.masked[first.words[0] - 1] == MASK
        if not waiting or not at_start or self.text[waiting[-1][1] : first.words[0]].strip('"“”„«»').strip():
            return drafts
        spans = (*waiting, *first.spans)
        return [replace(first, words=spans[0], more=spans[1:]), *drafts[1:]]

    def _unreported(self, line: Line, number: int) -> None:
        """A sentence without a verb of speech: a quotation that goes on, or one with a name and a colon."""
        inside = self._inside((line.start, line.end))
        if self._in_mood(line, number) or not inside:
            return
        outside = _LETTERS.findall(_unquoted(self.masked, (line.start, line.end)))
        spans = tuple(quote.inner for quote in inside)
        previous = self.drafts[-1] if self.drafts else None
        if self._announced(inside, line, number) or (outside and self._beside(inside, line, number)):
            return
        if (
            not outside
            and not inside[-1].closed
            and not (previous and self._follows(previous, line, number, inside[0]))
        ):
            self.waiting = (*self.waiting, *spans)
            return
        if not outside and previous and self._follows(previous, line, number, inside[0]):
            if previous.form == "direct" and previous.line >= number - 1:
                self.drafts[-1] = replace(previous, more=(*previous.more, *spans), line=number)
            else:
                cue = (inside[0].outer[0], inside[0].inner[0])
                self.drafts.append(Draft(None, "says", "direct", spans[0], cue, line.paragraph, number, spans[1:]))
        elif not outside and number and self._is_speech(inside[0]):
            topic = self.topics[-1]
            if topic.subject and topic.paragraph == line.paragraph:
                cue = (inside[0].outer[0], inside[0].inner[0])
                draft = Draft(topic.subject, "says", "direct", spans[0], cue, line.paragraph, number, spans[1:])
                self.drafts.append(draft)

    def _announced(self, inside: list[Quote], line: Line, number: int) -> bool:
        """Add a quotation after a colon, in the sentence or at the end of the one before, said by whom it is about."""
        quote = inside[-1]
        before = self.masked[line.start : quote.outer[0]].rstrip()
        start, end = line.start, line.start + len(before)
        if not before and number:
            start, end = self.topics[-1].span
        if self.masked[end - 1 : end] != ":" or not self._is_speech(quote):
            return False
        if before and self.masked[quote.outer[1] : line.end].strip(" ."):
            return False
        if self.grammar.language in HAN:
            return False
        subject, kind, cue = announcer(self.masked, start, end, self.grammar)
        if subject is None:
            return False
        spans = tuple(one.inner for one in inside) if not before else (quote.inner,)
        self.drafts.append(Draft(subject, kind, "direct", spans[0], cue, line.paragraph, number, spans[1:]))
        return True

    def _beside(self, inside: list[Quote], line: Line, number: int) -> bool:
        """Add a quotation with a comma and a name beside it, whatever the verb between them."""
        quote = inside[0]
        if self.masked[line.start : quote.outer[0]].strip() or not self._is_speech(quote):
            return False
        start = quote.outer[1]
        ends_in_comma = self.text[: quote.inner[1]].endswith((",", "?", "!"))
        comma = self.masked[start : start + 1] == ","
        if not (comma or ends_in_comma):
            return False
        found = beside(self.masked, start + comma, line.end, self.grammar)
        if found is None:
            return False
        subject, cue = found
        more = tuple(one.inner for one in inside[1:] if self._is_speech(one))
        self.drafts.append(Draft(subject, "says", "direct", quote.inner, cue, line.paragraph, number, more))
        return True

    def _is_speech(self, quote: Quote) -> bool:
        """True of more than a word or two."""
        return len(_LETTERS.findall(self.text, *quote.inner)) > 2

    def _in_mood(self, line: Line, number: int) -> bool:
        """Add a sentence whose mood reports speech and that goes on from a statement: free indirect speech."""
        previous = self.drafts[-1] if self.drafts else None
        shown = self.grammar.reported.search(self.masked, line.start, line.end)
        if shown is None or self.grammar.first_person.search(self.masked, line.start, line.end):
            return False
        colon = self.masked.rfind(": ", line.start, shown.start())
        subject = self._about(line.start, colon) if colon > 0 else None
        start = colon + 2 if subject else line.start
        if subject is not None:
            pass
        elif previous is None or previous.paragraph != line.paragraph or previous.line < number - 1:
            topic = self.topics[-1] if self.topics else None
            if topic is None or topic.paragraph != line.paragraph or topic.subject is None or topic.subject.pronoun:
                return False
            subject = topic.subject
        words = (start, line.end)
        quoted = tuple(quote.inner for quote in self._inside(words))
        form: Form = "mixed" if quoted else "indirect"
        self.drafts.append(Draft(subject, "says", form, words, shown.span(), line.paragraph, number, (), quoted))
        return True

    def _about(self, start: int, end: int) -> Subject | None:
        """Whom the words before a colon are about: whoever they begin with, or the one full name among them."""
        names = [
            match.span() for match in self.grammar.names.finditer(self.masked, start, end) if len(match[0].split()) > 1
        ]
        found = opening(self.masked, start, end, self.grammar)
        if found is None and len(names) == 1:
            found = Subject(names[0], bare_name(self.masked, names[0], self.grammar), guessed=True)
        return found

    def _follows(self, previous: Draft, line: Line, number: int, quote: Quote) -> bool:
        """True where a bare quotation is the next thing the same person says."""
        if previous.paragraph == line.paragraph:
            return previous.line == number - 1
        return previous.paragraph == line.paragraph - 1 and previous.line == number - 1

    def _draft(self, report: Report, line: Line, number: int) -> Draft | None:
        """The words of a report: what stands in the marks where nothing stands beside them, else the clause."""
        inside = [quote for region in report.regions for quote in self._inside(region)]
        outside = [_LETTERS.findall(_unquoted(self.masked, region)) for region in report.regions]
        spans: tuple[Span, ...]
        form: Form
        if inside and all(self.grammar.joints.fullmatch(word) for words in outside for word in words):
            spans, form = tuple(quote.inner for quote in inside), "direct"
        elif inside and report.regions[0][0] == inside[0].outer[0] and (report.before or self._ends(inside[0], line)):
            spans, form = tuple(q.inner for q in inside if self._alone(q)), "direct"
        else:
            spans, form = report.regions, "mixed" if inside else "indirect"
        if not spans or not any(_LETTERS.search(self.text, *span) for span in spans):
            return None
        if form == "indirect" and self._is_scrap(spans, 3 if report.kind == "says" else 2):
            return None
        if form != "direct" and any(_OPEN.search(self.masked, *span) for span in spans):
            return None  # a mark without its other half: where the words end is not known
        return Draft(
            report.subject,
            report.kind,
            form,
            spans[0],
            report.cue,
            line.paragraph,
            number,
            spans[1:],
            tuple(quote.inner for quote in inside) if form == "mixed" else (),
        )

    def _is_scrap(self, spans: tuple[Span, ...], fewest: int) -> bool:
        """True of less than so many words and no number; scripts without spaces are never that short."""
        if self.grammar.language in HAN or any(self.grammar.numeral.search(self.text, *span) for span in spans):
            return False
        return sum(len(_LETTERS.findall(self.text, *span)) for span in spans) < fewest

    def _ends(self, quote: Quote, line: Line) -> bool:
        """True where a comma or the end of the sentence follows a quotation."""
        return self.masked[quote.outer[1] : line.end].lstrip()[:1] in {"", ",", "."}

    def _alone(self, quote: Quote) -> bool:
        return len(_LETTERS.findall(self.text, *quote.inner)) > 1

    def _inside(self, span: Span) -> list[Quote]:
        """The quotations within a span."""
        first = bisect_left(self.quotes, span[0], key=lambda quote: quote.outer[0])
        found = []
        while first < len(self.quotes) and self.quotes[first].outer[1] <= span[1]:
            found.append(self.quotes[first])
            first += 1
        return found


def _unquoted(masked: str, region: Span) -> str:
    return masked[slice(*region)].replace(MASK, " ")
