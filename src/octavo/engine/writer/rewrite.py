"""What an aid chose, in a model's words: each sentence through the gate, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.engine.aids.cited import Cited, Refused, Source, Span, admitted
from octavo.engine.text import sentences
from octavo.engine.writer import answers, prompts
from octavo.engine.writer.attributed import leans, unattributed
from octavo.engine.writer.chat import ask, tokens_of
from octavo.engine.writer.instructions import addresses_a_machine
from octavo.engine.writer.values import Chosen, Fault, Post, Reply, Task, Written

Passage = tuple[Source, Span]
Kept = Sequence[tuple[Cited, tuple[int, ...]]]  # sentences, and the numbers of what they rest on

LEAST = 2  # sentences worth showing, where so many were chosen
MOST = 12  # sentences that are given to a model at once
_ROOM = 256  # tokens of the answer beside twice those of the sentences: some models think aloud


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be written anew, for whom, and from what."""

    task: Task
    chosen: tuple[Chosen, ...]
    language: str  # BCP 47, of the sentences
    question: str = ""  # of the reader, where it is an answer

    @property
    def given(self) -> tuple[Chosen, ...]:
        """What the model is given: not what speaks to machines, and not what no model wrote down for us to keep."""
        return tuple(one for one in self.chosen if one.passages and not addresses_a_machine(one.cited.text))[:MOST]

    @property
    def messages(self) -> tuple[str, str]:
        """The rules and the question."""
        return prompts.writing(self.task, [one.cited.text for one in self.given], self.language, self.question)

    @property
    def most(self) -> int:
        """Tokens that the answer may have."""
        return _ROOM + 2 * sum(tokens_of(one.cited.text) for one in self.given)

    @property
    def cost(self) -> int:
        """Tokens that it may cost, at the most."""
        return tokens_of("".join(self.messages)) + self.most

    @property
    def worth_asking(self) -> bool:
        """Whether there is enough that a model could join."""
        return len(self.given) >= (1 if self.task is Task.ANSWER else LEAST)


def rewrite(work: Work, model: str, post: Post) -> Written:
    """Have a model write anew what was chosen, and keep what holds.

    Nothing is kept unless at least half of the lines that cite something hold, ``LEAST`` of them, and these rest on as
    many chosen sentences (of one or two that were chosen, one line is enough). Chosen sentences that no line rests on
    stand between the lines as they are.

    Raises:
        OctavoError: what ``post`` raises; ``Unparsable`` when what comes back is no answer.
    """
    if not work.worth_asking:
        return Written(model=model)
    return judged(work, ask(post, model, work.messages, work.most), model)


def judged(work: Work, reply: Reply, model: str) -> Written:
    """What holds of an answer."""
    given = work.given
    texts = [one.cited.text for one in given]
    said, dropped = answers.lines(reply, texts)
    kept: list[tuple[Cited, tuple[int, ...]]] = []
    for line in said:
        if len(kept) == len(given):
            dropped.append((line.text, Fault.TOO_MUCH))
            continue
        passages = [passage for number in line.cites for passage in given[number - 1].passages]
        outcome = _admitted(line.text, work.language, passages, model)
        if isinstance(outcome, Refused):
            dropped.append((line.text, outcome.verdict.reason))
        elif unattributed(line.text, work.language, passages):
            dropped.append((line.text, Fault.UNATTRIBUTED))
        elif line.text not in texts and leans(line.text, work.language):
            dropped.append((line.text, Fault.LEANING))
        elif any(answers.alike(line.text, other.text) for other, _ in kept):
            dropped.append((line.text, Fault.REPEATED))
        else:
            kept.append((outcome, line.cites))
    enough = _enough(kept, dropped, len(given))
    return Written(tuple(_filled(kept, given)) if enough else (), tuple(dropped), model, reply.tokens)


def _enough(kept: Kept, dropped: Sequence[tuple[str, str]], given: int) -> bool:
    """Whether what is left is worth showing."""
    total = len(kept) + sum(reason != Fault.UNCITED for _, reason in dropped)  # what cites nothing is mere talk
    least = LEAST if given > LEAST else 1  # two may become one
    rests_on = {number for _, cites in kept for number in cites}
    return len(kept) >= least and 2 * len(kept) >= total and len(rests_on) >= min(LEAST, given)


def _filled(kept: Kept, given: Sequence[Chosen]) -> list[Cited]:
    """The model's sentences, and between them the chosen ones that none of these rests on, as they are."""
    left = [number for number in range(1, len(given) + 1) if not any(number in cites for _, cites in kept)]
    found: list[Cited] = []
    for sentence, cites in kept:
        while left and left[0] < min(cites):
            found.append(given[left.pop(0) - 1].cited)
        found.append(sentence)
    return [*found, *(given[number - 1].cited for number in left)]


def _admitted(text: str, language: str, passages: Sequence[Passage], model: str) -> Cited | Refused:
    """The text with its receipts, if the whole of it and each sentence in it is borne out by what it cites."""
    spans = sentences(text, language)
    for start, end in spans if len(spans) > 1 else ():
        part = admitted(text[start:end], language, passages, model)
        if isinstance(part, Refused):
            return part
    return admitted(text, language, passages, model)
