"""Gather the words of the interface for translators: ``python scripts/messages.py [--check]``.

Reads what ``babel.cfg`` names, writes ``src/octavo/locale/django.pot`` and brings every
``src/octavo/locale/LOCALE/LC_MESSAGES/django.po`` in line with it: new texts come in empty, texts that are
gone go, and no translation is guessed from a similar one. A folder without a catalogue gets an empty one.
Files name where a text stands, but no line and no date, so that they change only when the words do.
"""

from __future__ import annotations

import argparse
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "octavo"
LOCALE = SOURCE / "locale"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
Found = tuple[int, Any, Any, Any]  # line, function, words, remarks: as Babel has them


def main() -> int:
    """Write the catalogues, or with ``--check`` say which are not up to date. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is out of date")
    check = parser.parse_args().check
    stale = {path: text for path, text in catalogues() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        if check:
            print(f"{path.relative_to(ROOT)} is out of date: run python scripts/messages.py")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in LOCALE.glob("*/LC_MESSAGES/django.po"):
        if empty := [message.id for message in read(path) if not is_translated(message)]:
            print(f"{path.relative_to(ROOT)}: {len(empty)} texts wait for a translation")
    return int(check and bool(stale))


def catalogues() -> Iterator[tuple[Path, str]]:
    """Yield every file with what should stand in it: the template, then a catalogue a language."""
    template = gathered()
    yield LOCALE / "django.pot", written(template)
    for folder in sorted(path for path in LOCALE.iterdir() if path.is_dir()):
        path = folder / "LC_MESSAGES" / "django.po"
        catalogue = read(path) if path.exists() else Catalog(locale=folder.name)
        catalogue.update(template, no_fuzzy_matching=True)
        yield path, written(catalogue)


def gathered() -> Catalog:
    """Return all texts of the sources, with the files they stand in."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    template = Catalog()
    for name, _, words, remarks, context in extract_from_dir(
        SOURCE, methods, options, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        where = (SOURCE / name).relative_to(ROOT).as_posix()
        template.add(words, None, [(where, 0)], auto_comments=remarks, context=context)
    return template


def written(catalogue: Catalog) -> str:
    """Return a catalogue as text, with a header that holds nothing that changes by itself."""
    head = ["Project-Id-Version: Octavo", "MIME-Version: 1.0"]
    head += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if catalogue.locale:
        head += [f"Language: {catalogue.locale_identifier}", f"Plural-Forms: {catalogue.plural_forms}"]
    body = BytesIO()
    writing = {"include_lineno": False, "omit_header": True, "sort_by_file": True, "ignore_obsolete": True}
    write_po(body, catalogue, width=100, **writing)
    lines = "".join(f'"{line}\\n"\n' for line in head)
    return f'msgid ""\nmsgstr ""\n{lines}\n{body.getvalue().decode().strip()}\n'


def read(path: Path) -> Catalog:
    """Return the catalogue of a file. Raises babel's PoFileError when it is damaged."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def is_translated(message: Message) -> bool:
    """Tell whether a text has words, each of its plural forms included. The header counts as translated."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return not message.id or all(forms)


def page_of_django(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[Found]:
    """Yield the texts of a template in Django's own language, by Django's own way of finding them.

    ``templatize`` blanks all but the texts, which it wraps in calls; in brackets, indentation means nothing.
    """
    calls = templatize(file.read().decode())
    yield from extract_python(BytesIO(f"({calls})".encode()), keywords, tags, options | {"encoding": "utf-8"})


def name_of_pack(file: IO[bytes], _keywords: Any, _tags: Any, options: Any) -> Iterator[Found]:
    """Yield the name of a starter pack; those of countries come from CLDR."""
    pack = json.load(file)
    if "country" not in pack:
        yield 1, None, pack["name"], []


if __name__ == "__main__":
    sys.exit(main())
