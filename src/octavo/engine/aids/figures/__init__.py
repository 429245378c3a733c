"""Figures: what news counts and measures, with the numbers and dates beneath them, in nine languages."""

from octavo.engine.aids.figures.differences import Difference, Report, Told, differences
from octavo.engine.aids.figures.find import figures_of
from octavo.engine.aids.figures.reading import Reading, numbers_of, read
from octavo.engine.aids.figures.values import Clock, Dated, Figure, Form, Number, Precision, Qualifier, Said

__all__ = [
    "Clock",
    "Dated",
    "Difference",
    "Figure",
    "Form",
    "Number",
    "Precision",
    "Qualifier",
    "Reading",
    "Report",
    "Said",
    "Told",
    "differences",
    "figures_of",
    "numbers_of",
    "read",
]
