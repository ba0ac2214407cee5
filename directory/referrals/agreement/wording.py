"""The words people are read or shown when they are asked to agree, by version. Old ones stay."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.referrals.codes.agreement import Purpose

#: The version in use. A change of words is a new version; the old one is kept below.
WORDING = "2026-11"

WORDINGS: Mapping[str, Mapping[Purpose, str]] = MappingProxyType(
    {
        "2026-11": MappingProxyType(
            {
                Purpose.THIS_PROVIDER: (
                    "We send this service the details on this page, so that they can get in touch and help. "
                    "They see nothing else. You can stop this at any time; what they have read already, they know."
                ),
                Purpose.FOLLOW_UP_CONTACT: "We get in touch in about two weeks to ask how it went.",
                Purpose.TELL_REFERRER_OUTCOME: "We tell whoever referred you how it went. Not what you talked about.",
                Purpose.TELL_GP: "We tell your GP surgery that you were put in touch, and how it went.",
                Purpose.OTHER_NAMED_PARTNER: "We share these details with one more organisation, which you name.",
                Purpose.REMINDERS: (
                    "We send you the reminders you ask for, by the way and at the time you choose. They hold no name, "
                    "only a reference and a link; the link shows what it is about. One press there stops them all."
                ),
                Purpose.ANONYMOUS_STATISTICS: (
                    "We count it, without your name, address or date of birth, so that missing help can be found."
                ),
            }
        )
    }
)


def words_of(version: str, purpose: Purpose) -> str:
    """What somebody was told when they agreed."""
    return WORDINGS[version][purpose]
