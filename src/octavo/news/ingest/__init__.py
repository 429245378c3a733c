"""From a publisher's address to a stored text: listing, fetching, extraction. One file a step."""
