"""Writing with a language model: it may join and shorten what the aids chose, and the gate judges each sentence."""

from octavo.engine.writer.rewrite import Work, rewrite
from octavo.engine.writer.values import Chosen, Fault, Post, Reply, Task, Written

__all__ = ["Chosen", "Fault", "Post", "Reply", "Task", "Work", "Written", "rewrite"]
