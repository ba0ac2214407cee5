"""What is listed already and may be the thing somebody is adding: by everything known so far, or by the name alone."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from directory.listings.editing import Content
from directory.moderation.duplicates.matching import OFFERED, Match, alike
from directory.moderation.suggestions.queries import ELSEWHERE, listed_alike

SAME_NAME = "much the same name"


def likely_same(session: Session, content: Content, *, today: date) -> Sequence[Match]:
    """The likeliest first. On the first page there is only a name, and that is worth a question by itself."""
    if not content.get("name"):
        return ()
    found = alike(session, content, today=today)
    known = {match.service_id for match in found}
    towns = [venue.get("city") or "" for venue in content.get("venues") or []]
    namesakes = listed_alike(session, content["name"], next(iter(towns), ""), today=today)
    found += [
        Match(namesake.service_id, namesake.name, "", namesake.town, float(ELSEWHERE), (SAME_NAME,))
        for namesake in namesakes
        if namesake.service_id not in known
    ]
    return found[:OFFERED]
