"""From a stored text to its story: copies, vectors, stories, related articles. One file a step."""
