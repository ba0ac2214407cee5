"""How words become terms: the analyser, the fields with their weights, the Whoosh schema.

Raise `SCHEMA_VERSION` on any change: indexes of another version are not used.
"""

from dataclasses import dataclass

from whoosh.analysis import CharsetFilter, Composable, LowercaseFilter, RegexTokenizer, StemFilter, StopFilter
from whoosh.fields import ID, TEXT, Schema
from whoosh.lang.porter import stem
from whoosh.support.charset import accent_map

SCHEMA_VERSION = 3

#: Words that carry no meaning in any listing. "home", "will", "not", "no", "out" and "without" carry some: they stay.
STOP_WORDS = frozenset(
    """
    a an and are as at be been by for from if in into is it its of on or our so such that the their them then
    there these they this those to was we were which who with you your us has have had do does i me my he him
    his she her am what how when where can could would should may might
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)


@dataclass(frozen=True)
class Field:
    """A field of a document and the factor on the BM25 score of a word in it."""

    name: str
    weight: float


FIELDS = (
    Field("name", 4.0),
    Field("summary", 2.0),
    Field("needs", 1.5),
    Field("organization", 1.5),
    Field("place", 1.5),
    Field("description", 1.0),
    Field("facts", 0.7),
    Field("thesaurus", 0.4),
)

# Apostrophes inside a word are dropped by the accent map below, so that "men's" and "mens" are one word.
_CHARACTERS = accent_map | {ord("'"): "", ord("’"): ""}
_LONGEST = 60
#: What a word is: letters and digits, with apostrophes inside.
WORD = r"\w+(?:['’]\w+)*"


def analyser(*, remember: bool) -> Composable:
    """Lower case, accents folded, stop words out, stemmed.

    With `remember` the stemmer keeps every word it has met: right for a build, not for what strangers type.
    """
    return (
        RegexTokenizer(WORD)
        | LowercaseFilter()
        | CharsetFilter(_CHARACTERS)
        | StopFilter(stoplist=STOP_WORDS, minsize=1, maxsize=_LONGEST)
        | StemFilter(cachesize=-1 if remember else None)
    )


def term_of_word(word: str) -> str:
    """What the analyser makes of one word that is `folded` already, without its machinery; nothing of a stop word."""
    return "" if word in STOP_WORDS or not 1 <= len(word) <= _LONGEST else stem(word)


def schema() -> Schema:
    """The Whoosh schema: one text field a field of ours, sharing one analyser and so one stemmer."""
    shared = analyser(remember=True)
    fields = {field.name: TEXT(analyzer=shared, phrase=False, stored=False) for field in FIELDS}
    return Schema(service_id=ID(stored=True, unique=True), **fields)


def folded(text: str) -> str:
    """Text in lower case without accents and apostrophes, as the analyser sees it."""
    return text.lower().translate(_CHARACTERS)
