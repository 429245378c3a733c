"""The gate: what is shown beside the news stands in the news."""

from octavo.engine.aids.gate.check import check
from octavo.engine.aids.gate.values import Knowledge, Passage, Reason, Verdict

__all__ = ["Knowledge", "Passage", "Reason", "Verdict", "check"]
