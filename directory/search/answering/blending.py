"""Weighs what a whole sentence speaks of against its single words, for every engine. Knows no listing.

A sentence seldom uses a listing's words ("she puts the kettle in the fridge"), a name uses nothing else ("Plot
Nineteen"). So the needs that the model is sure of bring listings by themselves, words order them, and where the model
is not sure words alone must tell enough. The numbers were chosen on sentences of authors left out of the training and
on names and summaries of the demonstration, never on the searches that judge relevance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from directory.search.meaning import Meaning
from directory.search.understanding.words import Understood

#: From this probability of its likeliest need on, a sentence is understood; then every need of at least `LEADS` leads.
SURE, LEADS = 0.3, 0.1
#: Needs less likely than this add nothing.
_LEAST = 0.03
#: What a need adds when the sentence speaks of it for certain, and when only one of its phrases does.
_GAIN, _NAMED = 1.5, 0.1
#: A long sentence has many words beside the matter: from so many concepts on they count less each.
_FEW_WORDS = 3
#: One telling word among so many at most is a name, or the name of a thing, more often than not.
_NAME_WORDS = 3
#: A corrected word is known after all, though perhaps not what was meant.
_CORRECTED = 0.5
#: The words that listings have must tell at least this share of what all words would, or they answer nothing.
SHARE_OF_ALL = 0.5
#: Where all needs together are less likely than this, the words speak of something else in life; then a listing answers
#: them only by its name or by what sums it up, and not because they stand somewhere in its text.
ELSEWHERE = 0.03


@dataclass(frozen=True)
class Blend:
    """How much each need and each word counts.

    `leading` needs bring their listings whatever the words, unless `is_name` and a listing has it. `needs` add their
    share of a need's weight. `named` is the share for needs of single phrases, `words` the factor on what all words
    score. `unknown` counts words that no listing uses, half of it those that were corrected: what the others tell is
    held against them. It is None where words answer as far as they go. `is_short` words may be worth more than the need
    they were taken for, so listings that have most of what they tell stand beside those that serve it. `is_elsewhere`
    words speak of no need: only listings that are about them answer.
    """

    leading: tuple[str, ...] = ()
    needs: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    named: float = 1.0
    words: float = 1.0
    unknown: float | None = None
    is_name: bool = False
    is_short: bool = False
    is_elsewhere: bool = False

    def least(self, told: float, blank: float) -> float:
        """What the words that listings have, which tell so much, must tell; `blank` is what an unused word would."""
        return 0.0 if self.unknown is None else SHARE_OF_ALL * (told + self.unknown * blank)


PLAIN = Blend()


def blend(understood: Understood, meaning: Meaning | None) -> Blend:
    """How to weigh a sentence; as plain words when nobody ranked its needs."""
    if meaning is None or not meaning.needs:
        return PLAIN
    is_sure = is_understood(meaning.needs)
    is_short = len(meaning.words.split()) <= _NAME_WORDS
    return Blend(
        leading=tuple(need for need, likely in meaning.needs if is_sure and likely >= LEADS),
        needs=MappingProxyType({need: _GAIN * likely for need, likely in meaning.needs if likely >= _LEAST}),
        named=_NAMED,
        words=min(1.0, _FEW_WORDS / max(1, len(understood.concepts))),
        unknown=len(understood.unknown) + _CORRECTED * len(understood.corrections),
        is_name=len(understood.concepts) == 1 and not understood.unknown and is_short,
        is_short=is_short,
        is_elsewhere=sum(likely for _, likely in meaning.needs) < ELSEWHERE,
    )


def is_understood(needs: Sequence[tuple[str, float]]) -> bool:
    """Whether the likeliest need is likely enough to act on."""
    return bool(needs) and needs[0][1] >= SURE
