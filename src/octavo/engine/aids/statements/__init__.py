"""Who says what: the statements of a text with their speakers, every part of them a span of that text."""

from octavo.engine.aids.statements.find import statements_of
from octavo.engine.aids.statements.values import KINDS, Form, Kind, Phrase, Span, Statement

__all__ = ["KINDS", "Form", "Kind", "Phrase", "Span", "Statement", "statements_of"]
