"""The permission table, and what it makes of a person. No database."""

from uuid import uuid4

import pytest

from directory.accounts.models import Membership, RoleGrant, User
from directory.accounts.presenters import SAYS
from directory.accounts.return_paths import HOMES, ORDER, begins_at, home_of, local
from directory.accounts.roles import GIVEN, GRANTS, SECOND_FACTOR, MembershipKind, Permission, Role


def somebody(*grants: tuple[Role, str]) -> User:
    """A person with these roles in these areas."""
    user = User(name="Sam", email="sam@example.org")
    user.grants = [RoleGrant(role=role, area_code=area) for role, area in grants]
    return user


def test_every_role_has_its_permissions_and_every_permission_a_role() -> None:
    assert set(GRANTS) == set(Role)
    assert frozenset[Permission]().union(*GRANTS.values()) == set(Permission)


def test_every_role_that_is_given_says_what_it_is_for() -> None:
    assert tuple(SAYS) == GIVEN


def test_whoever_may_reach_beyond_their_own_needs_a_second_step() -> None:
    weighty = {Permission.MODERATE, Permission.MANAGE_PEOPLE, Permission.SEE_TRUTH, Permission.MERGE}
    assert {role for role in Role if GRANTS[role] & weighty} <= SECOND_FACTOR


def test_a_contributor_sees_nothing_professional() -> None:
    assert not somebody((Role.CONTRIBUTOR, "")).may(Permission.SEE_PROFESSIONAL)


def test_an_administrator_does_not_decide_about_listings() -> None:
    administrator = somebody((Role.ADMINISTRATOR, ""))
    assert administrator.may(Permission.MANAGE_PEOPLE)
    assert not administrator.may(Permission.MODERATE)


def test_a_steward_of_areas_does_not_change_what_every_area_shares() -> None:
    limited = somebody((Role.STEWARD, "E07000174"), (Role.STEWARD, "E07000170"))
    assert limited.areas == {"E07000174", "E07000170"}
    assert limited.may(Permission.MODERATE)
    assert not limited.may(Permission.EDIT_VOCABULARY)
    assert not limited.may(Permission.IMPORT)


def test_a_steward_of_everywhere_and_one_area_is_one_of_everywhere() -> None:
    steward = somebody((Role.STEWARD, "E07000174"), (Role.STEWARD, ""))
    assert steward.areas == frozenset()
    assert steward.may(Permission.EDIT_VOCABULARY)


def test_an_organisation_makes_a_provider_editor() -> None:
    user, organization = somebody(), uuid4()
    assert not user.may(Permission.EDIT_OWN_LISTINGS)
    user.memberships = [Membership(organization_id=organization, kind=MembershipKind.EDITOR)]
    assert user.may(Permission.EDIT_OWN_LISTINGS)
    assert user.organization_ids == {organization}
    assert not user.leads(organization)


def test_paths_that_leave_this_site_are_none() -> None:
    for path in ("//x", "https://x", "/\\x", "/\tx", "\n/x", "x", "", None, "/a b", "/é", "/" + "a" * 600):
        assert local(path) is None, path
    for path in ("/", "/staff/people?done=1", "/listings/0190-a/x", "/search?q=tea%20dance"):
        assert local(path) == path


def test_everybody_has_a_page_their_work_begins_on() -> None:
    assert home_of(somebody())[0] == "/account"
    assert home_of(somebody((Role.STEWARD, "")))[0] == "/staff"
    assert home_of(somebody((Role.ADMINISTRATOR, "")))[0] == "/staff/people"
    assert home_of(somebody((Role.CONTRIBUTOR, "")))[0] == "/suggestions/new"
    assert home_of(somebody((Role.COMMISSIONER, "")))[0] == "/insight"
    assert home_of(somebody((Role.COMMISSIONER, ""), (Role.STEWARD, "")))[0] == "/staff"
    assert set(HOMES) <= set(ORDER)


def test_a_feature_says_where_its_work_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.accounts.return_paths.HOMES", dict(HOMES))
    begins_at(Permission.REFER_AS_PARTNER, "/partner", "Your referrals")
    assert home_of(somebody((Role.PARTNER_REFERRER, ""))) == ("/partner", "Your referrals")
