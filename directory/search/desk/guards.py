"""What may be put into the thesaurus: words that mean something, name nobody and stand for one thing. Values only."""

from directory.errors import RuleBroken
from directory.search.desk.thesaurus import Groups, groups_having
from directory.search.logbook.noting import countable
from directory.search.understanding.synonyms import is_empty_talk, stems
from directory.search.urgency import panel_for
from directory.taxonomy.models import SynonymKind

LONGEST_WORDS = 60
SHORTEST_WORD = 3


def settled(words: str) -> str:
    """Words as the thesaurus keeps them: single spaces."""
    return " ".join(words.split())


def refuse_bad_words(groups: Groups, where: str, kind: SynonymKind, words: str) -> None:
    """Raise `RuleBroken`, in a sentence that says how to mend it."""
    reason = _reason(groups, where, kind, words)
    if reason:
        raise RuleBroken("words", reason)


def _reason(groups: Groups, where: str, kind: SynonymKind, words: str) -> str:
    if not words:
        return "Enter a word or phrase"
    if len(words) > LONGEST_WORDS or not countable(words):
        return "Enter a word or a short phrase, without names, numbers or addresses"
    if not stems(words) or (is_empty_talk(stems(words)) and len(words.split()) == 1):
        return f"Choose words that mean something by themselves; “{words}” may stand in any question"
    if len(words) < SHORTEST_WORD and kind is not SynonymKind.PROFESSIONAL:
        return "Enter at least three letters; shorter ones are met by accident"
    if panel_for(words):
        return f"Leave “{words}” out: it shows who to ring at once, and must lead nowhere else"
    if where in groups_having(groups, words):
        return f"Choose another group; this one has “{words}” already"
    return ""


def warnings_about(groups: Groups, words: str, found_before: int, listings: int) -> list[str]:
    """What a steward ought to know before saving."""
    said = []
    others = groups_having(groups, words)
    if others:
        said.append(f"“{words}” is in {', '.join(others)} too. A search for it will look for both.")
    if listings and found_before > listings / 20:
        said.append(f"{found_before:,} listings are found by “{words}” already: more may bury the best of them.")
    return said
