"""Puts the report together: which questions it answers, in which words."""

from collections import Counter
from datetime import date

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import CommissioningStatus, CrisisTiming, DeliveryScale, Tier
from directory.moderation.desk.truth import counts
from directory.moderation.desk.truth.left_out import NOT_COMMISSIONED, beyond_commissioned, missed_groups
from directory.moderation.desk.truth.report import (
    VERIFIED_DAYS,
    Report,
    Row,
    Section,
    share_of,
    verified_row,
    verified_sentence,
)
from directory.moderation.duplicates import queries as duplicates
from directory.web.wording import counted

SHARE = "share"
SOURCES = {"steward": "Added here", "demo": "The demonstration"}


def build_report(session: Session, user: User, today: date) -> Report:
    """How true the directory is, as far as this person answers for it."""
    scope = counts.Scope(today, user.areas)
    return Report(
        today,
        (
            _headline(session, scope),
            _by_area(session, scope),
            _by_need(session, scope),
            _by_owner(session, scope),
            _findings(session, scope),
            _coverage(session, scope),
            missed_groups(session, scope),
            _commissioning(session, scope),
            beyond_commissioned(session, scope),
            _sources(session, scope),
        ),
    )


def _headline(session: Session, scope: counts.Scope) -> Section:
    found = counts.totals(session, scope)
    waiting = duplicates.count_of(session, duplicates.waiting(scope.areas))
    rows = (
        verified_row("Checked in time", found.verified, found.listed),
        Row("A new check is overdue", (found.overdue, found.listed), share_of(found.overdue, found.listed)),
        Row("Never checked", (found.never, found.listed), share_of(found.never, found.listed)),
        Row("Hidden until somebody confirms them", (counts.hidden(session, scope),)),
        Row("Pairs that may be the same thing", (waiting,)),
    )
    sentence = verified_sentence(found.verified, found.listed)
    return Section("all", "The whole directory", sentence, ("listings", "of", "share"), rows)


def _by_area(session: Session, scope: counts.Scope) -> Section:
    rows = _worst_first(counts.by_area(session, scope))
    return Section(
        "area", "By district", "A listing with places in two districts counts in both. The least true stands first.",
        ("checked", "listings", SHARE), rows,
    )  # fmt: skip


def _by_need(session: Session, scope: counts.Scope) -> Section:
    rows = _worst_first(counts.by_need(session, scope))
    return Section(
        "need", "By need", "A listing that meets several needs counts under each. The least true stands first.",
        ("checked", "listings", SHARE), rows,
    )  # fmt: skip


def _worst_first(found: list[tuple[str, int, int]]) -> tuple[Row, ...]:
    rows = [verified_row(*row) for row in found]
    return tuple(sorted(rows, key=lambda row: (row.share or 0, -row.figures[1], row.label)))


def _by_owner(session: Session, scope: counts.Scope) -> Section:
    found = counts.by_owner(session, scope)
    rows = tuple(Row(name, (overdue, owned), share_of(overdue, owned)) for name, overdue, owned in found)
    nobodys = sum(row.figures[1] for row in rows if row.label == counts.NOBODY)
    sentence = (
        f"{counted(nobodys, 'listing')} have nobody who answers for them." if nobodys else "Every listing has one."
    )
    return Section("owner", "Who answers for them", sentence, ("overdue", "listings", "overdue, as a share"), rows)


def _findings(session: Session, scope: counts.Scope) -> Section:
    rows = tuple(Row(label, (count,)) for label, count in counts.findings(session, scope))
    sentence = (
        "Found by the weekly checks or on the phone, and not yet mended." if rows else "Nothing is known to be wrong."
    )
    return Section("findings", "Found wrong", sentence, ("open",), rows)


def _coverage(session: Session, scope: counts.Scope) -> Section:
    found = counts.coverage(session, scope)
    rows = tuple(
        Row(
            f"{tier.label}, {scale.label.lower()}",
            tuple(found[tier.value, scale.value, time.value] for time in CrisisTiming),
        )
        for tier in Tier
        for scale in DeliveryScale
    )
    empty = sum(figure == 0 for row in rows for figure in row.figures)
    untold = _untold(found)
    sentence = (
        f"Nothing is listed for {counted(empty, 'combination')} of tier, scale and time around a crisis. "
        f"Of {counted(untold, 'listing')} not all three are known."
    )
    return Section("coverage", "What there is", sentence, tuple(time.label for time in CrisisTiming), rows)


def _untold(found: Counter[tuple[str, str, str]]) -> int:
    return sum(count for key, count in found.items() if "" in key)


def _commissioning(session: Session, scope: counts.Scope) -> Section:
    found = counts.by_commissioning(session, scope)
    total = sum(found.values())
    free = sum(found.get(status.value, 0) for status in NOT_COMMISSIONED)
    rows = tuple(
        Row(status.label, (found[status.value],), share_of(found[status.value], total))
        for status in CommissioningStatus
        if found.get(status.value)
    )
    percent = Row("", (), share_of(free, total)).percent
    sentence = f"{percent}% are not paid for by the council or the NHS." if total else "Nothing is listed yet."
    return Section("commissioning", "Who stands behind them", sentence, ("listings", "share"), rows)


def _sources(session: Session, scope: counts.Scope) -> Section:
    found = counts.new_by_source(session, scope)
    rows = tuple(Row(SOURCES.get(source, f"The list “{source}”"), (count,)) for source, count in found)
    sentence = f"{counted(sum(count for _, count in found), 'listing')} came in the last {VERIFIED_DAYS} days."
    return Section("sources", "New, by where they came from", sentence, ("new",), rows)
