"""The words of a language that tell who says what: read from ``cues/LANGUAGE.toml``, one file a language."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from octavo.engine.aids.figures.lexicon import lexicon
from octavo.engine.aids.statements.values import KINDS, Kind

_UPPER = "".join(
    chr(code)
    for code in range(0x530)
    if chr(code).isupper() and sys.maxunicode  # Latin, Greek, Cyrillic
)
UPPER = f"[{_UPPER}]"
_PATTERN = re.compile(r"[\\\[(|?]")
_MASK = "\ue000"
_ARABIC_MARKS = "[\u064b-\u0652]*"
_FIRST = re.compile("[^\\W\\d_\u064b-\u0652][^\\W_]*(?:[\u064b-\u0652]+[^\\W_]*)*")
_MARKS = re.compile(_ARABIC_MARKS.rstrip("*"))
_SPACES = re.compile(r"\s+")
_AFTER = r"(?:(?!\w)|(?<=[’']))"
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a verb of speech says and what may follow it.

    ``frame`` is ``clause`` (a clause with or without a conjunction), ``that`` (only with one), ``rest``
    (whatever follows: an infinitive, a noun), ``quoting`` (only where words in quotation marks follow) or
    ``number`` (only where a number follows).
    """

    kind: Kind
    frame: str
    particle: str = ""  # of a verb that is split: "kündigte … an"
    participle: bool = False  # needs its auxiliary
    either: bool = False  # a participle where there is an auxiliary
    counts: str | None = None  # a verb that gives a number, with the preposition before it: "put … at"


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's words as patterns. Each is anchored as its name says."""

    language: str
    cased: bool
    inverts: bool  # the subject may follow the verb
    finds: re.Pattern[str]  # any cue, at the start
    firsts: frozenset[str]  # the first words of the cues
    cues: Mapping[str, Cue]  # by form, lower case
    sources: re.Pattern[str]  # "according to"
    sources_after: re.Pattern[str]  # "zufolge"
    that: re.Pattern[str]  # a conjunction, at the start
    far: re.Pattern[str]  # everything up to and with a conjunction, at the start
    before_that: re.Pattern[str]  # the space before a conjunction
    pronouns: re.Pattern[str]  # the whole phrase
    determiners: re.Pattern[str]  # at the start
    prepositions: re.Pattern[str]  # at the start
    joints: re.Pattern[str]  # conjunctions and adverbs that open a clause, at the start
    joins: re.Pattern[str]  # the same, at the end
    relatives: re.Pattern[str]  # at the start
    tail: re.Pattern[str]  # auxiliaries and adverbs before the verb, at the end
    negations: re.Pattern[str]  # before the verb, at the end
    auxiliaries: re.Pattern[str]  # anywhere
    adverbials: re.Pattern[str]  # after the verb, at the start
    names: re.Pattern[str]  # anywhere
    before_names: re.Pattern[str]  # words with a capital that are no part of a name, at the start
    titles: re.Pattern[str]  # before a name, at the start
    times: frozenset[str]
    subjunctives: re.Pattern[str]  # anywhere
    noun_before: re.Pattern[str]  # words that make the cue a noun, at the end
    particles: Mapping[str, re.Pattern[str]]
    verbs_second: bool  # what stands before the verb is the subject, or the subject follows
    inverted_pronouns: re.Pattern[str]  # a pronoun after the verb that is always its subject, whole
    like: re.Pattern[str]  # "as he said", at the start
    reported: re.Pattern[str]  # verbs that by their mood report speech
    infinitive: re.Pattern[str]  # "zu", anywhere
    first_person: re.Pattern[str]  # anywhere
    passives: re.Pattern[str]  # anywhere
    negations_after: re.Pattern[str]  # at the start
    comma_clause: bool  # a clause without a conjunction follows a comma
    inner: re.Pattern[str]  # prepositions inside of a phrase, whole
    own: re.Pattern[str]  # verbs with their subject inside, whole
    roles: re.Pattern[str]  # words for an office, whole; of scripts without capitals
    sources_own: re.Pattern[str]  # "in his words"
    organisations: re.Pattern[str]  # the last word of a name that is no person's, whole
    adverbs_after: re.Pattern[str]  # words after a subject that are no part of it, whole
    and_that: re.Pattern[str]  # "and that", anywhere
    drops: bool  # a verb may stand without a subject
    needs_that: bool  # a reported clause has a conjunction or is an infinitive
    couplers: re.Pattern[str]  # "and", at the end
    participles: re.Pattern[str]  # "saying", at the start
    subordinates: re.Pattern[str]  # "while", at the end
    hearers: re.Pattern[str]  # whom it is said to, at the start
    numeral: re.Pattern[str]  # a number in digits or words, anywhere
    closers: re.Pattern[str]  # what ends the words of a speaker and is the narrator's, with its comma

    def found(self, text: str, lo: int, hi: int) -> Iterator[re.Match[str]]:
        """The cues in ``text[lo:hi]``: only where a word stands that begins one is the long pattern tried."""
        at = lo
        for word in _FIRST.finditer(text, lo, hi):
            if word.start() < at or plain(word[0]) not in self.firsts:
                continue
            if match := self.finds.match(text, word.start(), hi):
                at = match.end()
                yield match


@lru_cache(maxsize=16)
def grammar(language: str) -> Grammar | None:
    """The grammar of a language by its primary tag; ``None`` where there is no file for it."""
    file = files(__package__).joinpath("cues", f"{language}.toml")
    if not file.is_file():
        return None
    return _grammar(language, tomllib.loads(file.read_text(encoding="utf-8")))


def known() -> frozenset[str]:
    """The languages there are words for."""
    folder = files(__package__).joinpath("cues")
    return frozenset(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


# How the words of each key stand in a text: what comes before them in the pattern, and what after.
_WORD = (r"(?<!\w)", r"(?!\w)")
_PHRASE = (r"(?<![\w-])", r"(?![\w-])")
_HEAD = ("", r"(?!\w)")
_SPACED_HEAD = (r"\s*", r"(?!\w)")
_WHOLE = ("", "")
_ANCHORS: Mapping[str, tuple[str, str]] = {
    "sources": _PHRASE,
    "sources_after": _PHRASE,
    "sources_own": _PHRASE,
    "pronouns": _WHOLE,
    "inverted_pronouns": _WHOLE,
    "inner": _WHOLE,
    "own": _WHOLE,
    "roles": _WHOLE,
    "organisations": _WHOLE,
    "adverbs_after": _WHOLE,
    "participles": _WHOLE,
    "determiners": ("", _AFTER),
    "prepositions": ("", _AFTER),
    "joints": ("", r"(?!\w)[\s,]*"),
    "titles": ("", r"(?!\w)\.?"),
    "like": _HEAD,
    "adverbials": _SPACED_HEAD,
    "negations_after": _SPACED_HEAD,
    "hearers": _SPACED_HEAD,
    "relatives": _WORD,
    "auxiliaries": _WORD,
    "subjunctives": _WORD,
    "reported": _WORD,
    "infinitive": _WORD,
    "first_person": _WORD,
    "passives": _WORD,
    "negations": (r"(?<!\w)", r"\s*(?:\w+ly\s*)?$"),
    "noun_before": (r"(?<!\w)", r"\s*$"),
    "couplers": (r"(?<!\w)", "$"),
    "subordinates": (r"(?<!\w)", r"\s+$"),
    "closers": (r",\s+", r"(?!\w)"),
    "and_that": (r",?\s+(?<!\w)", r"(?!\w)\s*"),
}


def _grammar(language: str, words: Mapping[str, Any]) -> Grammar:
    cues = _cues(words)
    joins = _listed(words, "joints", r"(?<!\w)", r"(?!\w)[\s,]*$")
    patterns = {key: _listed(words, key, *anchors) for key, anchors in _ANCHORS.items()}
    forms = _vowelled(any_of(_spaced(cues)), language)
    clings = "" if words.get("that_clings") else r"(?!\w)"
    return Grammar(
        language=language,
        cased=bool(words.get("cased", True)),
        inverts=bool(words.get("inverts", True)),
        drops=bool(words.get("drops", False)),
        needs_that=bool(words.get("needs_that", False)),
        comma_clause=bool(words.get("comma_clause", False)),
        verbs_second=bool(words.get("comma_clause", False)),
        joins=joins,
        cues=cues,
        finds=re.compile(rf"(?<![\w’'-])(?:{forms})(?![\w])", re.IGNORECASE),
        firsts=frozenset(plain(first[0]) for form in cues if (first := _FIRST.match(form))),
        particles={one: _particle(one) for one in _split(cues)},
        that=_listed(words, "that", r"[\s,:]*", clings),
        before_that=_listed(words, "that", r"\s(?=", clings + ")"),
        far=_listed(words, "that", rf"[^{_MASK};:.]*?\s", clings),
        tail=re.compile(rf"(?:(?<![\w’'-])(?:{_tail(words)})[\s,]*)+$", re.IGNORECASE),
        names=_names(words.get("name_links", "")),
        before_names=_any_of_keys(words, "determiners", "titles", "joints", "prepositions", "pronouns"),
        times=frozenset(words.get("times", "").lower().split()),
        numeral=_numeral(language),
        **patterns,
    )


def _listed(words: Mapping[str, Any], key: str, before: str, after: str) -> re.Pattern[str]:
    """A pattern of the words of one key, between what anchors it; one that never matches where there are none."""
    given = words.get(key, "")
    return re.compile(f"{before}(?:{any_of(given.split())}){after}", re.IGNORECASE) if given else _NEVER


def _numeral(language: str) -> re.Pattern[str]:
    """A number that counts something: digits, or a word for two and more."""
    known = lexicon(language)
    small = {form for form, value in known.numbers.items() if value > 1} | set(known.bare)
    edge = rf"(?<!\w)(?:{'|'.join(known.clitics)})?" if known.clitics else r"(?<!\w)"
    return re.compile(rf"\d|{edge}(?:{any_of(form.replace(' ', '_') for form in small)})", re.IGNORECASE)


def _particle(particle: str) -> re.Pattern[str]:
    """The particle of a split verb, at the end of its clause."""
    return re.compile(rf"(?<!\w){particle.replace('_', ' ')}(?=\s*(?:[,.;:!?{_MASK}]|$|dass\b|und\b|wie\b))")


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; an underscore stands for white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join((one if _PATTERN.search(one) else re.escape(one)).replace("_", r"\s+") for one in ordered)


def _any_of_keys(words: Mapping[str, Any], *keys: str) -> re.Pattern[str]:
    given = [one for key in keys for one in words.get(key, "").split()]
    return re.compile(rf"(?:{any_of(given)})(?:(?!\w)|(?<=[’']))\.?", re.IGNORECASE) if given else _NEVER


def _tail(words: Mapping[str, Any]) -> str:
    listed = [*words.get("auxiliaries", "").split(), *words.get("adverbs", "").split()]
    return any_of(listed) if listed else "(?!)"


def _cues(words: Mapping[str, Any]) -> dict[str, Cue]:
    """Every form with what it says. ``verb+particle`` is split in the text, ``*verb`` needs its auxiliary."""
    cues: dict[str, Cue] = {}
    for kind in KINDS:
        for frame, forms in words.get(kind, {}).items():
            for form in forms.split():
                verb, _, particle = form.partition("+")
                if len(form) > 1 and form.endswith("_"):
                    continue
                bare = plain(verb.lstrip("*~").replace("_", " "))
                name = f"{bare}+{particle}" if particle else bare
                cue = Cue(kind, frame, particle, verb.startswith("*"), verb.startswith("~"))
                for prefix in ("", *words.get("prefixes", "").split()):
                    _add(cues, prefix + name, cue)
    for form in words.get("counts", "").split():
        for prefix in ("", *words.get("prefixes", "").split()):
            _add_count(cues, prefix, form)
    return cues


def _add_count(cues: dict[str, Cue], prefix: str, form: str) -> None:
    """Add a verb that gives a number: a new cue, or what a known one may do as well."""
    verb, _, preposition = form.partition(":")
    name = prefix + plain(verb.lstrip("*").replace("_", " "))
    known = cues.get(name) or Cue("says", "number", participle=verb.startswith("*"))
    cues[name] = replace(known, counts=preposition.replace("_", " "))


def _add(cues: dict[str, Cue], name: str, cue: Cue) -> None:
    """Add a form; one that is a finite verb too needs no auxiliary."""
    known = cues.get(name)
    if known and known.participle != cue.participle:
        cue = Cue(cue.kind, cue.frame, cue.particle, either=True)
    cues[name] = cue


def _vowelled(pattern: str, language: str) -> str:
    """Arabic with vowel marks or without: they may stand after any letter."""
    return re.sub(r"([\u0621-\u064a])", rf"\1{_ARABIC_MARKS}", pattern) if language == "ar" else pattern


def plain(form: str) -> str:
    """A form without Arabic vowel marks, in lower case, as the cues are listed."""
    form = form.lower()
    return form if form.isalpha() else _SPACES.sub(" ", _MARKS.sub("", form))


def _spaced(cues: Mapping[str, Cue]) -> list[str]:
    return [form.partition("+")[0].replace(" ", "_") for form in cues]


def _split(cues: Mapping[str, Cue]) -> set[str]:
    return {cue.particle for cue in cues.values() if cue.particle}


def _names(links: str) -> re.Pattern[str]:
    """Words with a capital, one after another, with the small words that names have inside."""
    word = rf"(?:(?:{UPPER}\w{{0,3}}\.(?=\s?{UPPER})\s?)*{UPPER}(?:\w|[’'-](?=\w)|\.(?=\w))*)"
    link = rf"(?:(?:{any_of(links.split())})\s+){{0,2}}" if links else ""
    return re.compile(rf"(?<!\w){word}(?:\s+{link}{word})*")
