"""What the checker asks of the gold: every span stands in its text, every name is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from octavo.press import wording

if TYPE_CHECKING:
    from octavo.press.check_article import Notes
    from octavo.press.world import World

KINDS = {"says", "denies", "confirms", "warns", "promises", "asks", "accuses"}
FORMS = {"direct", "indirect"}
LANGUAGES = {"en", "ar", "ja", "de", "es"}


def check_spans(entry: dict[str, Any], notes: Notes, world: World) -> None:
    """Check the statements, figures, events and places of one article."""
    name, text = entry["id"], entry["text"]
    for key in ("statements", "figures", "events"):
        for number, gold in enumerate(entry.get(key, []), 1):
            check_span(f"{name} {key} {number}", gold.get("words", ""), text, notes)
    for number, statement in enumerate(entry.get("statements", []), 1):
        check_statement(f"{name} statements {number}", statement, text, notes)
    for number, figure in enumerate(entry.get("figures", []), 1):
        if not isinstance(figure.get("value"), int | float) or not figure.get("what"):
            notes.error(f"{name} figures {number}", "needs a value (a number) and what")
        elif figure.get("qualifier") and not figure["what"].isascii():
            notes.warn(f"{name} figures {number}", "what should be in English")
    for number, event in enumerate(entry.get("events", []), 1):
        if not isinstance(event.get("date"), int):
            notes.error(f"{name} events {number}", "date must be a day number")
    check_places(entry, notes, world)


def check_span(where: str, words: str, text: str, notes: Notes) -> None:
    """The words stand in the text exactly, in one paragraph."""
    if not words:
        notes.error(where, "no words")
    elif words not in text:
        loose = " ".join(words.split()).casefold() in " ".join(text.split()).casefold()
        notes.error(where, f"words do not stand in the text{' (case or spaces differ)' * loose}: {words!r}")
    elif "\n" in words:
        notes.warn(where, "words run over a paragraph's end")


def check_statement(where: str, statement: dict[str, Any], text: str, notes: Notes) -> None:
    """The kind and form are known; the speaker is somebody of the text."""
    if statement.get("kind") not in KINDS:
        notes.error(where, f"unknown kind {statement.get('kind')!r}")
    if statement.get("form") not in FORMS:
        notes.error(where, f"unknown form {statement.get('form')!r}")
    if not statement.get("speaker"):
        notes.error(where, "no speaker")
    elif statement["speaker"] not in text:
        notes.warn(where, f"the speaker {statement['speaker']!r} does not stand in the text")


def check_places(entry: dict[str, Any], notes: Notes, world: World) -> None:
    """Places are known, and named in the text."""
    publisher = world.publishers.get(entry.get("publisher", ""))
    for place in entry.get("places", []):
        if place not in world.places:
            notes.error(entry["id"], f"unknown place {place!r}")
        elif publisher and world.places[place].name(publisher.language) not in entry["text"]:
            known = world.places[place].name(publisher.language)
            notes.warn(entry["id"], f"place {place!r} is not named in the text as {known!r}")


def check_story(story: dict[str, Any], notes: Notes, elsewhere: set[str]) -> None:
    """Check what stands below the articles: differences, questions, related."""
    for number, difference in enumerate(story.get("difference", []), 1):
        where = f"difference {number}"
        if difference.get("kind") not in {"figure", "statement"}:
            notes.error(where, f"unknown kind {difference.get('kind')!r}")
        for side in ("a", "b"):
            check_support(where, difference.get(side, {}), notes)
    check_questions(story.get("question", []), notes)
    for entry in story.get("related", []):
        check_related(entry, notes, elsewhere)


def check_support(where: str, support: dict[str, Any], notes: Notes) -> None:
    """The article is of this file and the words stand in it."""
    article = notes.articles.get(support.get("article", ""))
    if article is None:
        notes.error(where, f"unknown article {support.get('article')!r}")
    else:
        check_span(f"{where} in {article['id']}", support.get("words", ""), article["text"], notes)


def check_questions(questions: list[dict[str, Any]], notes: Notes) -> None:
    """Questions have answers that their support shows; about a third has none."""
    for number, question in enumerate(questions, 1):
        where = f"question {number}"
        if question.get("language") not in LANGUAGES:
            notes.error(where, f"language {question.get('language')!r} is none of {sorted(LANGUAGES)}")
        if not question.get("question"):
            notes.error(where, "no question")
        for support in question.get("support", []):
            check_support(where, support, notes)
        check_answers(where, question, notes)
    if not questions:
        return
    share = sum(not question.get("answers") for question in questions) / len(questions)
    if len(questions) >= 3 and not 0.19 <= share <= 0.5:
        notes.warn("questions", f"{share:.0%} cannot be answered; one of three is wanted")
    if len(questions) >= 3 and len({question.get("language") for question in questions}) < 3:
        notes.warn("questions", "fewer than three languages")


def check_answers(where: str, question: dict[str, Any], notes: Notes) -> None:
    """An answerable question has support in which, or in whose article, an answer stands."""
    answers, support = question.get("answers", []), question.get("support", [])
    if answers and not support:
        notes.error(where, "answers without support")
    if not answers and support:
        notes.warn(where, "support without answers")
    texts = [notes.articles[one["article"]]["text"] for one in support if one.get("article") in notes.articles]
    plain = wording.joined(texts).casefold()
    if answers and texts and not any(answer.casefold() in plain for answer in answers):
        notes.warn(where, f"none of {answers} stands in the supporting articles (another language?)")


def check_related(entry: dict[str, Any], notes: Notes, elsewhere: set[str]) -> None:
    """Related ids exist, here or in another file, and are no copies."""
    where = f"related {entry.get('id')}"
    if entry.get("id") not in notes.articles:
        notes.error(where, "is no article of this file")
    for key in ("related", "not"):
        for name in entry.get(key, []):
            if name not in notes.articles and name not in elsewhere:
                notes.warn(where, f"{key}: {name!r} is not there (yet)")
            elif key == "related" and "copy_of" in notes.articles.get(name, {}):
                notes.error(where, f"{name!r} is a copy")
    if set(entry.get("related", [])) & set(entry.get("not", [])):
        notes.error(where, "an id stands in both lists")
