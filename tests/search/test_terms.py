"""Terms made word by word for the index are those that the analyser makes of whole texts."""

from uuid import UUID

import pytest

from directory.search.documents import SearchDocument
from directory.search.index.postings import analyse
from directory.search.index.schema import analyser, folded, term_of_word
from directory.search.keeping import unwatched

PLAIN = "Men in Sheds: tea/coffee, self-help & a walk_on 24-7 (the hall); e.g. www.sheds.org.uk"
WRITTEN = "Men's “carers’ café” — Ynys Môn, d'accord, it's İstanbul's"


@pytest.mark.parametrize("word", ["Running", "carers’", "men's", "CAFÉ", "the", "24", "_", "ﬁsh", "x" * 60, "x" * 61])
def test_a_word_becomes_the_term_the_analyser_makes_of_it(word: str) -> None:
    assert term_of_word(folded(word)) == "".join(token.text for token in analyser(remember=False)(word))


@pytest.mark.parametrize("text", [PLAIN, WRITTEN, f"{PLAIN}\n\t{WRITTEN}", ""])
def test_a_text_has_the_terms_the_analyser_finds_in_it(text: str) -> None:
    document = SearchDocument(UUID(int=1), "", {"description": text}, {})
    expected = {token.text for token in analyser(remember=False)(text)}
    assert set(analyse([document], unwatched).terms) == expected
