"""What stands between the paragraphs and is none of them: quotations set large, the same box on every side."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from octavo.engine.extract.blocks import Block

LONGEST_BOX = 220  # characters
MAX_BLOCKS = 1_000  # of a longer text nothing is looked for: it would take time with its square
OPENING = 3  # blocks: a standfirst may stand in a list of articles too
_QUOTED = re.compile(r"""^["'“”„«‘「『](.{8,400}?)["'“”»’」』,]{1,3}\s*(?:[—–-]\s*)?([^"“”»«」』.]{0,60})$""")


def without_boxes(blocks: Sequence[Block], elsewhere: Iterable[Block]) -> list[Block]:
    """The blocks of an article without pull quotes and boxes.

    A pull quote is a block in quotation marks, perhaps with the speaker's name, unlike the running text in its
    looks, whose words stand in a longer block. A box is a short one of such looks that stands elsewhere on the
    page as well.

    Args:
        blocks: of the part that has the text, in order.
        elsewhere: the blocks of the rest of the page.
    """
    if len(blocks) > MAX_BLOCKS:
        return list(blocks)
    usual = _usual_look(blocks)
    keys = [letters(block.text) for block in blocks]
    outside = {letters(block.text) for block in elsewhere}
    kept = []
    for number, block in enumerate(blocks):
        if look(block) != usual and block.tag not in {"h1", "li", "td", "th"}:
            if _is_pull_quote(block, keys[:number] + keys[number + 1 :]):
                continue
            if number >= OPENING and 8 <= len(keys[number]) <= LONGEST_BOX and keys[number] in outside:
                continue
        kept.append(block)
    return kept


def look(block: Block) -> tuple[str, str]:
    """What makes two blocks look alike: their tag and their class."""
    return block.tag, block.home.get("class") or ""


def letters(text: str) -> str:
    """A text reduced to what is compared: letters and digits, without case."""
    return re.sub(r"\W+", "", text).casefold()


def _usual_look(blocks: Sequence[Block]) -> tuple[str, str]:
    weights: Counter[tuple[str, str]] = Counter()
    for block in blocks:
        weights[look(block)] += int(block.weight)
    return weights.most_common(1)[0][0] if weights else ("", "")


def _is_pull_quote(block: Block, others: Sequence[str]) -> bool:
    found = _QUOTED.match(block.text)
    if found is None:
        return False
    words = letters(found[1])
    return len(words) >= 8 and any(words in other and len(other) > len(words) for other in others)
