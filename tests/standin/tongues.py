"""A translator that knows one sentence of each language, and puts the numbers and names of the original into it."""

from __future__ import annotations

from datetime import date

from octavo.engine.aids.figures import read
from octavo.engine.language import detect
from octavo.engine.names import names_of

NAMES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "he": "Hebrew", "ja": "Japanese",
    "ms": "Malay", "zh": "Chinese",
}  # fmt: skip
SENTENCES = {
    "ar": "هذه جملة من التقرير نقلتها آلة إلى لغة القارئ، وفيها {given}.",
    "de": "Das ist ein Satz des Berichts, den eine Maschine in die Sprache der Leser übertragen hat, darin {given}.",
    "en": "This is a sentence of the report that a machine has put into the language of the reader, with {given}.",
    "es": "Esta es una frase del informe que una máquina ha pasado a la lengua de quien lee, con {given}.",
    "fr": "Voici une phrase du reportage qu'une machine a mise dans la langue de qui la lit, avec {given}.",
    "he": "זה משפט מתוך הידיעה שמכונה העבירה לשפת הקוראים, ובו {given}.",
    "ja": "これは機械が読者の言葉に移した記事の文であり、{given}が出てくる。",
    "ms": "Ini ialah ayat laporan yang telah dipindahkan oleh mesin ke dalam bahasa pembaca, dengan {given}.",
    "zh": "这是机器译成读者语言的报道中的句子，其中有{given}。",
}
NOTHING = {
    "ar": "كلام", "de": "Worte", "en": "words", "es": "palabras", "fr": "des mots", "he": "מילים", "ja": "言葉",
    "ms": "kata", "zh": "文字",
}  # fmt: skip


def translated(text: str, target: str) -> str:
    """A sentence of the target language, by its code or its English name."""
    code = next((code for code, name in NAMES.items() if target in {code, name}), "en")
    source = detect(text)
    numbers = [f"{number.low:g}" for number in read(text, source, date(2026, 1, 1)).numbers]
    names = [name.text for name in names_of("", [text], source)]
    return SENTENCES[code].format(given=", ".join([*numbers, *names]) or NOTHING[code])
