"""Roles, permissions, and the one table that joins them. Views ask for a permission, never for a role.

docs/roles.md is written from this table; a contract test holds every endpoint against both.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from directory.db import Coded


class Role(Coded):
    """What somebody is here, as the person who invites them would say it."""

    RESIDENT = "resident", "Resident"
    PROVIDER_EDITOR = "provider_editor", "Provider editor"
    PARTNER_REFERRER = "partner_referrer", "Partner who refers"
    CONTRIBUTOR = "contributor", "Contributor"
    REVIEWER = "reviewer", "Reviewer with lived experience"
    CONNECTOR = "connector", "Connector"
    SUPERVISOR = "supervisor", "Supervisor of connectors"
    STEWARD = "steward", "Steward of the directory"
    COMMISSIONER = "commissioner", "Commissioner"
    ADMINISTRATOR = "administrator", "Administrator"


class Permission(Coded):
    """One thing that may be done. The label finishes the sentence "They may …"."""

    SEE_PROFESSIONAL = "see_professional", "see listings kept for people who refer others"
    CONTRIBUTE = "contribute", "suggest groups and places for the directory"
    REVIEW_WORDS = "review_words", "read which words changed in labels and listings, comment on them and agree"
    EDIT_OWN_LISTINGS = "edit_own_listings", "keep the listings of their own organisations"
    MODERATE = "moderate", "decide about suggestions, changes and concerns, see histories and restore versions"
    ASSURE = "assure", "work the assurance desk: calls, reminders and checks"
    MERGE = "merge", "join two listings of the same thing, and undo it"
    EDIT_VOCABULARY = "edit_vocabulary", "change the words that search understands and the lists listings use"
    STEWARD_LISTINGS = "steward_listings", "set who sees a listing, label it, and confirm claims of quality"
    IMPORT = "import", "bring in lists and feeds"
    SEE_TRUTH = "see_truth", "see how true the directory is"
    MANAGE_PEOPLE = "manage_people", "invite people, give and take roles, form teams, and close accounts"
    REFER = "refer", "keep records of the people they help, and refer them"
    REFER_AS_PARTNER = "refer_as_partner", "refer people by the short form and see how their referrals go"
    ANSWER_REFERRALS = "answer_referrals", "answer referrals made to their own organisations"
    SUPERVISE = "supervise", "see the work of their team, hand people over, look at samples, give copies and erase"
    FLAG_NEEDS = "flag_needs", "say that a need is not met, without naming anybody"
    SEE_INSIGHT = "see_insight", "see reports about needs, gaps and outcomes, in which nobody can be recognised"
    CLOSE_GAPS = "close_gaps", "keep gap cases: owners, actions, reviews, imports and published reports"
    SET_LAW = "set_law", "set the lawful basis of each purpose, and run retention, without reading records"


_KNOWS = frozenset({Permission.SEE_PROFESSIONAL, Permission.CONTRIBUTE})
_REFERS = _KNOWS | {Permission.REFER, Permission.FLAG_NEEDS}
_STEWARDS = frozenset(
    {
        Permission.MODERATE,
        Permission.ASSURE,
        Permission.MERGE,
        Permission.EDIT_VOCABULARY,
        Permission.STEWARD_LISTINGS,
        Permission.IMPORT,
        Permission.SEE_TRUTH,
        Permission.FLAG_NEEDS,
    }
)

#: The whole permission table.
GRANTS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.RESIDENT: frozenset(),
        Role.PROVIDER_EDITOR: frozenset({Permission.EDIT_OWN_LISTINGS, Permission.ANSWER_REFERRALS}),
        Role.PARTNER_REFERRER: frozenset(
            {Permission.SEE_PROFESSIONAL, Permission.REFER_AS_PARTNER, Permission.FLAG_NEEDS}
        ),
        Role.CONTRIBUTOR: frozenset({Permission.CONTRIBUTE}),
        Role.REVIEWER: frozenset({Permission.REVIEW_WORDS}),
        Role.CONNECTOR: _REFERS,
        Role.SUPERVISOR: _REFERS | {Permission.SEE_TRUTH, Permission.SUPERVISE, Permission.SEE_INSIGHT},
        Role.STEWARD: _KNOWS | _STEWARDS,
        Role.COMMISSIONER: frozenset(
            {
                Permission.SEE_PROFESSIONAL,
                Permission.SEE_TRUTH,
                Permission.FLAG_NEEDS,
                Permission.SEE_INSIGHT,
                Permission.CLOSE_GAPS,
            }
        ),
        Role.ADMINISTRATOR: frozenset({Permission.MANAGE_PEOPLE, Permission.SEE_TRUTH, Permission.SET_LAW}),
    }
)

#: What changes the directory for every area at once: not for a steward who answers for some areas only.
EVERYWHERE_ONLY = frozenset({Permission.EDIT_VOCABULARY, Permission.IMPORT})

#: Roles that open more than one's own organisation: a password alone is not enough for them.
SECOND_FACTOR = frozenset({Role.CONNECTOR, Role.SUPERVISOR, Role.STEWARD, Role.COMMISSIONER, Role.ADMINISTRATOR})

#: Roles that an administrator may give. The others come by themselves: with an account, or with an organisation.
GIVEN = tuple(role for role in Role if role not in (Role.RESIDENT, Role.PROVIDER_EDITOR))


class MembershipKind(Coded):
    """What somebody is in an organisation."""

    LEAD = "lead", "Lead: keeps the listings and invites others"
    EDITOR = "editor", "Editor: keeps the listings"


def permissions_of(roles: Iterable[Role], *, everywhere: bool = True) -> frozenset[Permission]:
    """All that these roles may do together; `everywhere` is false for somebody limited to some areas."""
    found = frozenset[Permission]().union(*(GRANTS[role] for role in roles))
    return found if everywhere else found - EVERYWHERE_ONLY
