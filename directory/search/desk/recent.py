"""Real searches of the last months that a change to the thesaurus touches. Only words that several people typed.

What found enough is counted without its words, so these searches found little or nothing: a change is for them.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from directory.search.desk.thesaurus import Groups
from directory.search.logbook.queries import weak_searches
from directory.search.understanding.synonyms import stems

BACK = timedelta(days=90)
MOST_TRIED = 12  # each is searched twice; a dozen is what a person reads


def recent_searches_touched(session: Session, now: Groups, then: Groups, today: date) -> list[str]:
    """The words of recent searches that hold a phrase of a group that would be another one, oftenest first."""
    phrases = {stems(phrase) for group in _differing(now, then) for phrase in _phrases(group)} - {()}
    found = []
    for weak in weak_searches(session, today - BACK):
        typed = set(stems(weak.words))
        if any(typed.issuperset(phrase) for phrase in phrases):
            found.append(weak.words)
    return found[:MOST_TRIED]


def _differing(now: Groups, then: Groups) -> list[Any]:
    before, after = {group["code"]: group for group in now}, {group["code"]: group for group in then}
    codes = [code for code in {**before, **after} if before.get(code) != after.get(code)]
    return [group for code in codes for group in (before.get(code), after.get(code)) if group is not None]


def _phrases(group: Any) -> Iterable[str]:
    return (phrase for words in group["words"].values() for phrase in words)
