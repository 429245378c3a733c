"""Reads for the pages, one file a page. Nothing here writes."""
