"""A language model and a translator on loopback that behave, or misbehave as they are asked to.

The name of the model says how, or the first part of the path: ``http://127.0.0.1:PORT/garbage`` is the address of an
endpoint that answers garbage whatever is asked. ``python -m tests.standin --port N`` runs it by hand.
"""

from tests.standin.server import Asked, StandIn, standin

__all__ = ["Asked", "StandIn", "standin"]
