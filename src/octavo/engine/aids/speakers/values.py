"""What a speaker is known by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from octavo.engine.text import fold

Kind = Literal["person", "body"]
PARTS = re.compile(r"[\s·・•‧＝=]+")
_HAN = re.compile(r"[\u3005\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who speaks, or a body that does, as a text names them: without titles and offices."""

    text: str
    language: str  # primary BCP 47 tag
    kind: Kind
    role: str = ""  # as the text gives it

    @property
    def key(self) -> str:
        """The name folded: the same for every way of writing the same letters."""
        return _folded(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the name; a name in Han characters alone is one."""
        return tuple(part for part in PARTS.split(self.text) if part)

    @property
    def han(self) -> bool:
        """True of a name in Han characters without a dot: it is not spelled by sound."""
        return bool(_HAN.fullmatch(self.text))

    @property
    def full(self) -> bool:
        """True of more than a surname. Only such a name can stand for itself."""
        return len(self.parts) > 1 or (self.han and len(self.text) > 2) or self.kind == "body"


@lru_cache(maxsize=16384)
def _folded(name: str) -> str:
    return fold(name)
