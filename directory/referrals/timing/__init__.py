"""Working days in England, by which referrals are chased. Knows no referral, no table and no page."""

from directory.referrals.timing.working_days import (
    add_working_days,
    due_on,
    is_working_day,
    local_day,
    working_days_between,
)

__all__ = ["add_working_days", "due_on", "is_working_day", "local_day", "working_days_between"]
