"""The one door to onnxruntime, which keeps a device number and a queue of events in the home folder unless told not to.

Nothing of a reader's leaves the server, and nothing of the server's either: the variable must stand before the import.
"""

from __future__ import annotations

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

__all__ = ["onnxruntime"]
