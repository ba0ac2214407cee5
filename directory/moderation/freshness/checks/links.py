"""Whether the websites of listings still answer: each once a week, a few at a time, one of a host in a round.

A website counts as gone only when it failed twice, a day apart. Each round is written down by itself, so that a stopped
worker goes on where it was; no transaction is open while addresses are asked.
"""

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.models import Service
from directory.listings.policy import is_shown
from directory.moderation.freshness.checks.looking import Look, Seen
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.findings import close_findings, open_finding
from directory.moderation.freshness.models import LinkCheck

WEEK, DAY = timedelta(days=7), timedelta(days=1)
IN_A_ROUND, SECONDS_A_ROUND = 40, 60.0  # slow websites must not hold up the worker's other jobs
TWICE = 2
ENOUGH = 5  # when so many fail and none answers, it is rather our own line that is down
LINKS = (FindingKind.LINK_BROKEN, FindingKind.LINK_REFUSED)


def check_links(session: Session, at: datetime, *, look: Look, most: int = IN_A_ROUND) -> str:
    """Look at the addresses whose turn it is."""
    owners = _addresses(session, at)
    due = _due(owners, _checks(session), at)[:most]
    session.commit()
    found = _ask(due, look)
    if len(found) >= ENOUGH and not any(seen.is_there or seen.is_refused for seen in found.values()):
        return f"none of {len(found)} addresses answers: this machine may have no way out, so nothing is noted"
    changed = sum(_write(session, url, owners[url], seen, at) for url, seen in found.items())
    return f"{len(found)} addresses looked at, {changed} listings changed"


def _ask(urls: Sequence[str], look: Look) -> dict[str, Seen]:
    end, found = time.monotonic() + SECONDS_A_ROUND, dict[str, Seen]()
    for url in urls:
        if time.monotonic() > end:
            break
        found[url] = look(url)
    return found


def digest_of(url: str) -> str:
    """How an address is found again."""
    return hashlib.sha256(url.encode()).hexdigest()


def _addresses(session: Session, at: datetime) -> dict[str, list[UUID]]:
    """Every address that a listing names, with the listings."""
    query = select(Service.url, Service.id).where(
        Service.url.is_not(None), Service.url != "", is_shown(clock.local(at).date())
    )
    owners: dict[str, list[UUID]] = defaultdict(list)
    for url, service_id in session.execute(query.order_by(Service.id)):
        owners[str(url).strip()].append(service_id)
    return owners


def _checks(session: Session) -> dict[str, tuple[datetime, int]]:
    rows = session.execute(select(LinkCheck.digest, LinkCheck.checked_at, LinkCheck.failures))
    return {row.digest: (row.checked_at, row.failures) for row in rows}


def _due(urls: Iterable[str], checks: Mapping[str, tuple[datetime, int]], at: datetime) -> list[str]:
    """Those whose turn it is, the longest unseen first, one of each host."""
    waiting: list[tuple[datetime | None, str]] = []
    for url in urls:
        last, failures = checks.get(digest_of(url), (None, 0))
        wait = DAY if 0 < failures < TWICE else WEEK
        if last is None or last + wait <= at:
            waiting.append((last, url))
    hosts: dict[str, str] = {}
    for _last, url in sorted(waiting, key=lambda each: (each[0] is not None, each[0] or at, each[1])):
        hosts.setdefault(_host(url), url)
    return list(hosts.values())


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _write(session: Session, url: str, service_ids: Sequence[UUID], seen: Seen, at: datetime) -> int:
    """Keep what was seen; how many listings are newly wrong, or right again."""
    check = session.get(LinkCheck, digest_of(url))
    if check is None:
        check = LinkCheck(digest=digest_of(url), checked_at=at, failures=0)
        session.add(check)
    check.checked_at = at
    check.failures = 0 if seen.is_there else check.failures + 1
    if seen.is_there:
        return sum(bool(close_findings(session, service_id, LINKS, at=at)) for service_id in service_ids)
    if seen.is_refused or check.failures >= TWICE:
        kind = FindingKind.LINK_REFUSED if seen.is_refused else FindingKind.LINK_BROKEN
        return sum(open_finding(session, service_id, kind, url, at=at) for service_id in service_ids)
    return 0
