"""Answering to a change of words, and how it stands by the last answer of each reviewer. Never commits."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.moderation.telling import told
from directory.moderation.word_reviews.changes import Change, Kind
from directory.moderation.word_reviews.models import Verdict, WordReview

_COLUMN = {Kind.LABEL: WordReview.term_version_id, Kind.LISTING: WordReview.listing_version_id}
Standing = Mapping[Verdict, int]


def answer(session: Session, change: Change, *, verdict: Verdict, text: str, by: User, at: datetime) -> WordReview:
    """Say what one thinks of a change. Whoever agrees may leave the words out; nobody else."""
    if verdict is not Verdict.AGREED and not text:
        raise RuleBroken("text", "Enter how it should be said, or your comment")
    made = WordReview(
        term_version_id=change.id if change.kind is Kind.LABEL else None,
        listing_version_id=change.id if change.kind is Kind.LISTING else None,
        reviewer_id=by.id,
        verdict=verdict,
        text=text,
        at=at,
    )
    session.add(made)
    session.flush()
    detail = {"verdict": verdict.value, "kind": change.kind.value}
    told(session, by.actor, "words.reviewed", f"word_review:{made.id}", detail, at)
    return made


def answers_to(session: Session, change: Change) -> Sequence[WordReview]:
    """What reviewers said, in the order in which they did."""
    mine = select(WordReview).where(_COLUMN[change.kind] == change.id)
    return session.scalars(mine.order_by(WordReview.at, WordReview.id)).all()


def standings(session: Session, found: Sequence[Change]) -> Mapping[UUID, Standing]:
    """How each change stands: the last answer of each reviewer counts, a comment beside it does not undo it."""
    ids = [each.id for each in found]
    last: dict[UUID, dict[UUID | None, Verdict]] = defaultdict(dict)
    rows = session.scalars(
        select(WordReview)
        .where(WordReview.term_version_id.in_(ids) | WordReview.listing_version_id.in_(ids))
        .order_by(WordReview.at, WordReview.id)
    )
    for row in rows:
        of = last[row.term_version_id or row.listing_version_id or row.id]
        if row.verdict is not Verdict.COMMENT or row.reviewer_id not in of:
            of[row.reviewer_id] = row.verdict
    return {change_id: Counter(said.values()) for change_id, said in last.items()}
