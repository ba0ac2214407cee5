"""Words that tell days, ways and refusals, recognised however they are spelt; kept from lookalikes that mean else."""

from directory.search.understanding.sentence import Sentence
from directory.search.understanding.slips import Slips

_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
    sundays morning mornings afternoon afternoons evening evenings weekend weekends weekday weekdays tomorrow tonight
    online internet telephone wheelchair
    """.split()  # noqa: SIM905 -- one word a line would hide the list
#: Spelt like one of them and something else.
_OTHERS = "mourning outline sundry warning wheelchairs frida fried".split()  # noqa: SIM905 -- the same

_slips = Slips(_WORDS, _OTHERS)


def mended(sentence: Sentence) -> tuple[str, ...]:
    """The folded words of a sentence with slips in these words mended."""
    return tuple(_slips.meant(word) for word in sentence.plain)
