"""Protected counts of questions asked lately, kept in memory until facts are counted anew.

Protecting a table takes longer than all the rest of a page. What is kept is only what may be told.
"""

from collections import OrderedDict
from threading import Lock

from sqlalchemy.orm import Session

from directory.insight.disclosure.rule import Rule
from directory.insight.gap_map.counted import Counted, counted
from directory.insight.gap_map.question import Question
from directory.insight.models import FactRun

KEPT = 200

_kept: OrderedDict[tuple[object, ...], Counted] = OrderedDict()
_lock = Lock()


def remembered(session: Session, run: FactRun | None, question: Question, rule: Rule) -> Counted:
    """The counts of a question; counted now if nobody asked since the last run."""
    if run is None:
        return counted(session, question, rule)
    key = (str(session.get_bind().engine.url), run.id, question.asked, question.scope, question.step, rule)
    with _lock:
        found = _kept.get(key)
    if found is None:
        found = counted(session, question, rule)
        with _lock:
            _kept[key] = found
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return found
