"""Ask: a question, the stored passages that bear on it, and what of them may stand as its answer."""
