"""The nouns of the paper, one a file."""

from octavo.news.models.article import Article
from octavo.news.models.clipping import Clipping
from octavo.news.models.move import Move, Verdict
from octavo.news.models.picture import Picture
from octavo.news.models.place import Mention, Place
from octavo.news.models.provenance import Provenance
from octavo.news.models.publisher import Publisher
from octavo.news.models.relation import Relation
from octavo.news.models.shelf import Shelf
from octavo.news.models.shingle import Shingle
from octavo.news.models.source import Source
from octavo.news.models.story import Story
from octavo.news.models.storyline import Storyline
from octavo.news.models.version import Version

__all__ = [
    "Article",
    "Clipping",
    "Mention",
    "Move",
    "Picture",
    "Place",
    "Provenance",
    "Publisher",
    "Relation",
    "Shelf",
    "Shingle",
    "Source",
    "Story",
    "Storyline",
    "Verdict",
    "Version",
]
