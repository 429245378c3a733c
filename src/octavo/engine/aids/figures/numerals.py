"""Read numerals of scripts that write words apart: digits with their separators, words, and both mixed.

One small grammar for seven languages: values add up while each fits into the gap the last one left, multipliers
scale what stands before them ("two hundred and five thousand", "4 mil 500", "ثلاثة ملايين وثمانمئة ألف").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from octavo.engine.aids.figures.lexicon import Lexicon

_TOKEN = re.compile("\\d+(?:[.,]\\d+)*|[^\\W\\d_](?:[^\\W\\d_]|[\u0640\u064b-\u0652])*")
_SPACED = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?")
_MARKS = re.compile("[\u064b-\u0652\u0640]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as the grammar sees it: a value, a multiplier, or a joining word."""

    start: int
    end: int
    kind: str  # value, digits, times, join
    value: float = 0.0
    joined: bool = False  # written with "and" before it, in one word
    about: bool = False  # written with "about" before it, in one word


_DIGITS = (Piece(0, 0, "digits"),)  # stands for any digits: their value depends on the language
_SEEN: dict[str, dict[str, Sequence[Piece]]] = {}  # by language: what a word is; most words are nothing
_MOST_SEEN = 50_000


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read: where it stands and its value."""

    start: int
    end: int
    value: float
    written: bool  # in words only
    about: bool = False


def numerals(text: str, lexicon: Lexicon) -> Iterator[Numeral]:
    """The numerals of a text made ``plain``, in order; none overlap."""
    pieces = _pieces(text, lexicon)
    at = 0
    while at < len(pieces):
        numeral, after = _read(pieces, at, text, lexicon)
        if numeral:
            yield numeral
        at = max(after, at + 1)


def _pieces(text: str, lexicon: Lexicon) -> list[Piece]:
    spaced = list(_SPACED.finditer(text)) if " " in lexicon.thousands else []
    pieces = [Piece(m.start(), m.end(), "digits", float(m.group().replace(" ", "").replace(",", "."))) for m in spaced]
    seen = _SEEN.setdefault(lexicon.language, {})
    if len(seen) > _MOST_SEEN:
        seen.clear()
    last = -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        analysed = seen.get(word)
        if analysed is None:
            analysed = seen[word] = _DIGITS if word[0].isdecimal() else _analysed(word, lexicon)
        if not analysed or _inside(match.start(), spaced):
            continue
        if analysed is _DIGITS:
            about = text.endswith(("כ-", "בכ-"), 0, match.start())
            pieces.append(Piece(match.start(), match.end(), "digits", digits(word, lexicon), about=about))
        else:
            start = match.start()
            pieces += [_moved(one, start) for one in analysed]
        last = match.end()
    return sorted(pieces, key=lambda piece: piece.start) if spaced and last >= 0 else pieces


def _moved(one: Piece, by: int) -> Piece:
    return Piece(one.start + by, one.end + by, one.kind, one.value, one.joined, one.about)


def _inside(place: int, spaced: list[re.Match[str]]) -> bool:
    return any(match.start() <= place < match.end() for match in spaced)


def digits(word: str, lexicon: Lexicon) -> float:
    """The value of digits with dots and commas, by the language's habit where they leave a doubt."""
    marks = [char for char in word if char in ".,"]
    if not marks:
        return float(word)
    last = marks[-1]
    if len(set(marks)) == 2:  # 1.234,5: the last one is the decimal point
        whole, _, rest = word.rpartition(last)
        return float(re.sub("[.,]", "", whole) + "." + rest)
    if len(marks) > 1:
        return float(re.sub("[.,]", "", word))
    whole, _, rest = word.partition(last)
    if len(rest) == 3 and len(whole) <= 3 and whole != "0" and last in lexicon.thousands:
        return float(whole + rest)
    return float(f"{whole}.{rest}")


def _analysed(word: str, lexicon: Lexicon) -> list[Piece]:
    end = len(word)
    bare = _MARKS.sub("", word)
    joined = about = False
    for _ in range(3):
        for form in (bare, bare.removesuffix("ا"), bare.replace("ى", "ي")):
            if form in lexicon.numbers:
                return [Piece(0, end, "value", lexicon.numbers[form], joined, about)]
            if form in lexicon.multipliers:
                return [Piece(0, end, "times", lexicon.multipliers[form], joined, about)]
        prefix = next((one for one in lexicon.clitics if bare.startswith(one) and len(bare) - len(one) >= 2), "")
        if not prefix:
            break
        joined, about = joined or prefix in lexicon.joins, about or prefix in lexicon.about
        bare = bare[len(prefix) :]
    if word in lexicon.joins:
        return [Piece(0, end, "join")]
    return _compound(word, lexicon) if lexicon.language == "de" else []


@cache
def _parts(lexicon_language: str, forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(forms) + "|und)+")


def _compound(word: str, lexicon: Lexicon) -> list[Piece]:
    """German writes a number as one word: zwölftausend, siebenundzwanzig."""
    forms = tuple(sorted([*lexicon.numbers, "hundert", "tausend"], key=lambda one: (-len(one), one)))
    inner = tuple(form for form in forms if " " not in form and form not in {"niemand", "einen", "eine", "dutzend"})
    if not _parts("de", inner).fullmatch(word) or word == "und":
        return []
    pieces: list[Piece] = []
    joined, start = False, 0
    for match in re.finditer("|".join((*inner, "und")), word):
        form = match.group()
        if form == "und":
            joined = True
            continue
        kind = "times" if form in {"hundert", "tausend"} else "value"
        value = {"hundert": 100.0, "tausend": 1000.0}.get(form) or lexicon.numbers[form]
        pieces.append(Piece(start, match.end(), kind, value, joined))
        joined, start = False, match.end()
    return pieces


@dataclass(slots=True)
class _Sum:
    """What has been read of a number so far."""

    total: float = 0.0
    group: float | None = None
    last: float = float("inf")
    digits: bool = False

    def add(self, value: float, *, joined: bool, language: str) -> bool:
        """Take a value written as a word; False when it begins another number."""
        if value >= 1000:
            if self.group is not None or self.last <= value:
                return False
            self.total, self.last = self.total + value, 10 ** len(str(int(value))) / 10
            return True
        if self.group is None:
            if self.total and value >= self.last:
                return False
            self.group = value
            return True
        merged = _merged(self.group, value, joined=joined, language=language)
        if self.digits or merged is None:
            return False
        self.group = merged
        return True

    def scale(self, factor: float) -> bool:
        """Take a multiplier; False when it cannot follow."""
        if factor == -10:  # Malay belas
            self.group = (self.group or 0) + 10
        elif factor < 1000:
            if self.group is not None and self.group >= factor and factor == 100:
                return False
            high = self.group // 100 * 100 if self.group and factor == 10 else 0
            self.group = high + ((self.group or 1) - high) * factor
        elif factor < self.last:
            self.total += (1 if self.group is None else self.group) * factor
            self.group, self.last, self.digits = None, factor, False
        elif self.total and self.group is None:
            self.total, self.last = self.total * factor, factor  # mil millones
        else:
            self.total, self.last = (self.total + (self.group or 0)) * factor, factor
            self.group, self.digits = None, False
        return True


def _merged(group: float, value: float, *, joined: bool, language: str) -> float | None:
    """Two values that make one below a thousand, or nothing."""
    ones = group % 100
    if language == "fr" and group == 4 and value == 20:
        return 80
    fits = (
        (value < 20 and language == "fr" and ones in {60, 80})
        or (20 <= value < 100 and language in {"de", "ar"} and joined and 0 < ones < 10)
        or (value == 10 and language in {"ar", "he"} and not joined and 0 < ones < 10)
        or (value < 10 and ones % 10 == 0 and (ones > 10 or (ones == 10 and language == "fr")))
        or (value < 100 and group >= 100 and ones == 0)
    )
    return group + value if fits else None


def _read(pieces: list[Piece], at: int, text: str, lexicon: Lexicon) -> tuple[Numeral | None, int]:
    """The longest number from a piece on, and the piece after it."""
    first = pieces[at]
    if first.kind == "join":
        return None, at + 1
    sum_, end, next_, words = _Sum(), first.start, at, True
    joined = False
    for index in range(at, len(pieces)):
        piece = pieces[index]
        if index > at and not _near(text[pieces[index - 1].end : piece.start]):
            break
        if piece.kind == "join":
            joined = True
            continue
        if not _taken(sum_, piece, lexicon, joined=(joined or piece.joined), first=index == at):
            break
        words = words and piece.kind != "digits"
        end, next_, joined = piece.end, index + 1, False
    if next_ == at or (next_ == at + 1 and first.kind == "times" and not _alone(text, first, lexicon)):
        return None, at + 1
    return Numeral(first.start, end, sum_.total + (sum_.group or 0.0), words, first.about), next_


def _alone(text: str, piece: Piece, lexicon: Lexicon) -> bool:
    word = text[piece.start : piece.end]
    return any(word.endswith(form) for form in lexicon.bare)


def _near(gap: str) -> bool:
    return gap in {"", " ", "-", " - "} or gap.isspace()


def _taken(sum_: _Sum, piece: Piece, lexicon: Lexicon, *, joined: bool, first: bool) -> bool:
    if piece.kind == "times":
        return sum_.scale(piece.value)
    if piece.kind == "digits":
        if not first and (sum_.group is not None or not sum_.total or piece.value >= sum_.last):
            return False
        if not first and joined and lexicon.language not in {"ar", "he"}:
            return False
        sum_.group, sum_.digits = piece.value, True
        return True
    if joined and not first and lexicon.language == "es" and piece.value >= 10 and not sum_.total:
        return False
    return sum_.add(piece.value, joined=joined, language=lexicon.language)
