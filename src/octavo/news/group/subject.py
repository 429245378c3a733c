"""What of an article is embedded."""

CHARACTERS = 900  # title, lead and the first paragraphs say what an article is about


def subject(title: str, lead: str, text: str) -> str:
    """The text that stands for an article."""
    return f"{title}. {lead} {text}"[:CHARACTERS]
