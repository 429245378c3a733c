"""Stories: which articles are about one event, and storylines: which stories follow from one another.

``assign`` decides each article once, when it arrives. ``should_merge`` and ``should_split`` are the slow second
look, ``follows`` joins stories to storylines. What is compared beside the vectors is a ``Trace``.
"""

from octavo.engine.stories.assign import NEVER, Candidate, Join, Neighbour, Start, assign, signals, total
from octavo.engine.stories.review import Member, Sketch, follows, link, should_merge, should_split
from octavo.engine.stories.trace import NOTHING, Trace, likeness, trace_of, unpacked
from octavo.engine.stories.weights import Scale, Weights, weights

__all__ = [
    "NEVER", "NOTHING", "Candidate", "Join", "Member", "Neighbour", "Scale", "Sketch", "Start", "Trace", "Weights",
    "assign", "follows", "likeness", "link", "should_merge", "should_split", "signals", "total",
    "trace_of", "unpacked", "weights",
]  # fmt: skip
