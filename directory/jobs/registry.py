"""When things are done, and who does them: one line a job, one line an outbox topic. The work itself is elsewhere.

A job that depends on the day's end runs at night by British time. A feature adds its line here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from directory.accounts.letters import HANDLERS as ACCOUNTS
from directory.accounts.upkeep import forget_ended
from directory.db import only_reading
from directory.insight.areas.remap import remap_on_the_day
from directory.insight.extracts.operations import end_extracts
from directory.insight.gap_map.telling import count_and_tell
from directory.insight.outputs.letters import HANDLERS as REPORTS
from directory.insight.outputs.letters import tell_of_reports
from directory.insight.outputs.public_months import keep_public_month
from directory.insight.reports.counting import count_report_facts
from directory.jobs import upkeep
from directory.listings.boundary_moves import assign_on_the_day
from directory.listings.local_places import learn_places
from directory.moderation.duplicates.weekly import look_for_duplicates
from directory.moderation.feedback.operations import forget_feedback
from directory.moderation.freshness.ageing import age_listings
from directory.moderation.freshness.checks.details import check_details
from directory.moderation.freshness.daily import forget_letters, look_at_links, read_bounces, remind_daily
from directory.moderation.freshness.messages import HANDLERS as FRESHNESS
from directory.moderation.freshness.owners import release_owners
from directory.moderation.freshness.telling_owners import tell_owners
from directory.moderation.messages import HANDLERS as MODERATION
from directory.moderation.providing.ending.operations import archive_ended
from directory.moderation.providing.quarterly.operations import leave_quarterly_letters
from directory.moderation.providing.room import lapse_capacity
from directory.moderation.providing.topics import HANDLERS as PROVIDING
from directory.moderation.providing.use.counting import count_views, forget_uses
from directory.moderation.stewardship.boundaries import forget_outlines
from directory.moderation.stewardship.ending_claims import warn_of_endings
from directory.moderation.stewardship.letters import HANDLERS as STEWARDSHIP
from directory.moderation.stewardship.watching import tell_watchers
from directory.moderation.submission.forgetting import forget_pictures
from directory.moderation.submission.letters import HANDLERS as SUBMISSION
from directory.moderation.submission.operations import forget_drafts
from directory.needs.cases.tending import HANDLERS as GAPS
from directory.needs.cases.tending import tend_gaps
from directory.needs.imports.operations import forget_surveys
from directory.needs.panels.drawing import HANDLERS as PANELS
from directory.needs.promises.looking import look, look_again
from directory.needs.promises.operations import erase_contacts
from directory.needs.returns.asking import HANDLERS as RETURNS
from directory.needs.returns.asking import ask_for_returns
from directory.notifications.outbox import Handler
from directory.openreferral.uploads import forget_uploads
from directory.referrals.answering.letters import HANDLERS as ANSWERING
from directory.referrals.answering.links import forget_old_links
from directory.referrals.conversations.plan.sending import HANDLERS as PLANS
from directory.referrals.conversations.plan.sending import forget_copies
from directory.referrals.following.timers import run_timers
from directory.referrals.privacy.job import HANDLERS as RETENTION
from directory.referrals.privacy.job import retain
from directory.referrals.referring.unsent import forget_unsent
from directory.referrals.reminding.operations import forget_reminders
from directory.referrals.reminding.sending import HANDLERS as REMINDERS
from directory.referrals.reminding.sending import leave_reminders
from directory.search.installed import rebuild_nightly, refresh, repair_drift
from directory.search.logbook.counts import forget_counts
from directory.search.logbook.keeping import count_searches
from directory.search.missing import forget_searches
from directory.search.operations import REFRESH
from directory.search.suggesting.upkeep import NAMES_CHANGED, refresh_names, write_current_names
from directory.selfhelp.operations import expire_shortlists

Rest = ParamSpec("Rest")
Result = TypeVar("Result")

#: Does the work in the session it is given and says in a few words what it did. The runner commits.
Work = Callable[[Session, datetime], str]


@dataclass(frozen=True)
class Job:
    """A piece of regular work. `hour` and `minute` are as in crontab; some is done when a worker starts as well."""

    name: str
    work: Work
    minute: str
    hour: str = "*"
    at_start: bool = False


def without_write_lock(
    work: Callable[Concatenate[Session, Rest], Result],
) -> Callable[Concatenate[Session, Rest], Result]:
    """The same work for work that only reads the database, however long: others may write meanwhile."""

    def read(session: Session, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Result:
        with only_reading(session):
            return work(session, *args, **kwargs)

    return read


JOBS: tuple[Job, ...] = (
    Job("rebuild_index", without_write_lock(rebuild_nightly), minute="10", hour="0"),
    Job("repair_index", without_write_lock(repair_drift), minute="*/5", at_start=True),
    Job("assign_on_the_day", assign_on_the_day, minute="15", hour="0"),
    Job("write_names", without_write_lock(write_current_names), minute="20", hour="0"),
    Job("look_for_duplicates", look_for_duplicates, minute="50", hour="1-5", at_start=True),
    Job("learn_places", learn_places, minute="40", hour="0"),
    Job("anchor_audit", upkeep.anchor_audit, minute="5", hour="1"),
    Job("forget_ended", forget_ended, minute="8", hour="1"),
    Job("forget_outlines", forget_outlines, minute="11", hour="1"),
    Job("forget_uploads", forget_uploads, minute="12", hour="1"),
    Job("forget_sent_messages", upkeep.forget_sent_messages, minute="15", hour="1"),
    Job("forget_form_tokens", upkeep.forget_form_tokens, minute="20", hour="1"),
    Job("forget_old_runs", upkeep.forget_old_runs, minute="25", hour="1"),
    Job("forget_searches", forget_searches, minute="30", hour="1"),
    Job("forget_counts", forget_counts, minute="32", hour="1"),
    Job("forget_uses", forget_uses, minute="33", hour="1"),
    Job("archive_ended", archive_ended, minute="3", hour="0"),
    Job("lapse_capacity", lapse_capacity, minute="2"),
    Job("quarterly_letters", leave_quarterly_letters, minute="0", hour="9"),
    Job("age_listings", age_listings, minute="5", hour="2"),
    Job("tell_watchers", tell_watchers, minute="10", hour="7"),
    Job("release_owners", release_owners, minute="20", hour="2"),
    Job("tell_owners", tell_owners, minute="20", hour="8"),
    Job("remind", remind_daily, minute="30", hour="8"),
    Job("warn_of_endings", warn_of_endings, minute="40", hour="8"),
    Job("check_links", look_at_links, minute="3-59/5"),
    Job("check_details", check_details, minute="40", hour="3"),
    Job("read_bounces", read_bounces, minute="50", hour="7"),
    Job("forget_letters", forget_letters, minute="37", hour="1"),
    Job("forget_copies", forget_copies, minute="39", hour="1"),
    Job("forget_drafts", forget_drafts, minute="37", hour="1"),
    Job("forget_unsent", forget_unsent, minute="38", hour="1"),
    Job("forget_pictures", forget_pictures, minute="45", hour="1"),
    Job("forget_feedback", forget_feedback, minute="46", hour="1"),
    Job("forget_surveys", forget_surveys, minute="44", hour="1"),
    Job("ask_for_returns", ask_for_returns, minute="10", hour="9"),
    Job("tend_gaps", tend_gaps, minute="50", hour="6"),
    Job("look_again", look_again, minute="15", hour="2"),
    Job("erase_contacts", erase_contacts, minute="47", hour="1"),
    Job("referral_timers", run_timers, minute="0", hour="7"),
    Job("leave_reminders", leave_reminders, minute="*/15"),
    Job("forget_reminders", forget_reminders, minute="43", hour="1"),
    Job("forget_referral_links", forget_old_links, minute="42", hour="1"),
    Job("remap_areas", remap_on_the_day, minute="18", hour="0"),
    Job("count_facts", count_and_tell, minute="25", hour="0"),
    Job("count_report_facts", count_report_facts, minute="28", hour="0"),
    Job("keep_public_month", keep_public_month, minute="20", hour="4"),
    Job("tell_of_reports", tell_of_reports, minute="15", hour="6"),
    Job("end_extracts", end_extracts, minute="41", hour="1"),
    Job("retain", retain, minute="45", hour="2"),
    Job("expire_shortlists", expire_shortlists, minute="35", hour="1"),
)

#: Done at least each second by every worker, in this order, after the outbox. Must be quick with nothing to do.
EACH_SECOND: tuple[Work, ...] = (count_searches, count_views, look)

HANDLERS: dict[str, Handler] = {
    **ACCOUNTS,
    **MODERATION,
    **PROVIDING,
    **STEWARDSHIP,
    **SUBMISSION,
    **FRESHNESS,
    **RETENTION,
    **ANSWERING,
    **PLANS,
    **REMINDERS,
    **REPORTS,
    **GAPS,
    **PANELS,
    **RETURNS,
    REFRESH: refresh,
    NAMES_CHANGED: without_write_lock(refresh_names),
}
