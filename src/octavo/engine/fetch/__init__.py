"""Reading the web: politely, guarded, one door."""

from octavo.engine.fetch.answers import fresh_for
from octavo.engine.fetch.batch import fetch_all
from octavo.engine.fetch.client import Fetcher
from octavo.engine.fetch.manners import Manners
from octavo.engine.fetch.policy import Policy, Purpose, Request

__all__ = ["Fetcher", "Manners", "Policy", "Purpose", "Request", "fetch_all", "fresh_for"]
