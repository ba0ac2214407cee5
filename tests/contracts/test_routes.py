"""Every endpoint says who it is for; what changes something is listed; no address people were given goes away."""

from collections.abc import Iterable

from flask import Flask

from directory.settings import ROOT
from directory.web.access import Audience, access, audience_of
from directory.web.origin import is_stateless

SAFE = {"GET", "HEAD", "OPTIONS"}
PROMISED = ROOT / "tests" / "contracts" / "addresses.txt"

#: Every endpoint that may change something, and what guards it beside the same-origin check.
CHANGES = {
    "accounts.add_passkey": "token",
    "accounts.authenticator": "token",
    "accounts.closure": "token",
    "accounts.code": "stateless",
    "accounts.colleagues": "token",
    "accounts.confirm_email": "stateless",
    "accounts.disable": "token",
    "accounts.email": "token",
    "accounts.enable": "token",
    "accounts.end_sessions": "token",
    "accounts.forget_second_step": "token",
    "accounts.forgotten_password": "stateless",
    "accounts.give_role": "token",
    "accounts.invitation": "stateless",
    "accounts.name": "token",
    "accounts.new_invitation": "token",
    "accounts.new_passkey_question": "token",
    "accounts.new_password": "stateless",
    "accounts.passkey_question": "stateless",
    "accounts.password": "token",
    "accounts.recovery_code": "stateless",
    "accounts.recovery_codes": "token",
    "accounts.register": "stateless",
    "accounts.remove_authenticator": "token",
    "accounts.remove_colleague": "token",
    "accounts.remove_passkey": "token",
    "accounts.set_up": "stateless",
    "accounts.sign_in": "stateless",
    "accounts.sign_in_link": "stateless",
    "accounts.sign_in_with_passkey": "stateless",
    "accounts.sign_out": "stateless",
    "accounts.take_role": "token",
    "accounts.use_sign_in_link": "stateless",
    "accounts.withdraw_invitation": "token",
    "agreement.withdrawals": "token",
    "answering.code": "stateless",
    "answering.confirmations": "stateless",
    "answering.entry": "stateless",
    "answering.link_steps": "stateless",
    "answering.opening": "token",
    "answering.own_inboxes": "token",
    "answering.staff_inbox_confirmation": "token",
    "answering.staff_inbox_set": "token",
    "answering.steps": "token",
    "assurance.area_owner": "token",
    "assurance.letters": "token",
    "assurance.listing_owner": "token",
    "assurance.new_owner": "token",
    "assurance.organization_outcomes": "token",
    "assurance.outcomes": "token",
    "assurance.put_back": "token",
    "caseload.answered": "token",
    "caseload.draw": "token",
    "caseload.found": "token",
    "caseload.handover": "token",
    "caseload.taken_on": "token",
    "conversations.action_removal": "token",
    "conversations.actions": "token",
    "conversations.contact_removal": "token",
    "conversations.contacts": "token",
    "conversations.conversation_person": "token",
    "conversations.conversations": "token",
    "conversations.copies": "token",
    "conversations.listings": "token",
    "conversations.needs": "token",
    "conversations.new_words": "token",
    "conversations.posting": "token",
    "conversations.taps": "token",
    "conversations.technology": "token",
    "conversations.worries": "token",
    "desk.add_synonym": "token",
    "desk.add_term": "token",
    "desk.mode": "token",
    "desk.remove_synonym": "token",
    "desk.return_synonym": "token",
    "desk.term_retirement": "token",
    "desk.term_return": "token",
    "desk.term_wording": "token",
    "duplicates.dismissal": "token",
    "duplicates.join": "token",
    "duplicates.look": "token",
    "duplicates.put_beside": "token",
    "duplicates.undoing": "token",
    "flags.flag_link_end": "token",
    "flags.flag_need": "token",
    "flags.flag_status": "token",
    "flags.flags": "token",
    "flags.missing_reasons": "stateless",
    "flags.missing_search": "stateless",
    "flags.missing_things": "stateless",
    "flags.new_flag_link": "token",
    "flags.quote": "token",
    "flags.removal": "token",
    "flags.separation": "token",
    "flags.short_flags": "stateless",
    "following.answer": "token",
    "following.attempts": "token",
    "following.completion": "token",
    "following.day": "token",
    "following.outcome": "token",
    "following.steps": "token",
    "freshness.confirmation": "stateless",
    "freshness.end_reminders": "stateless",
    "freshness.return_reminders": "stateless",
    "gap_map.counts": "token",
    "gap_map.defining": "token",
    "gap_map.description": "token",
    "gap_map.new_gap_weights": "token",
    "gap_map.publication": "token",
    "gap_map.sign_off": "token",
    "gap_map.undoing": "token",
    "gap_map.values": "token",
    "gaps.beginning": "token",
    "gaps.completion": "token",
    "gaps.linking": "token",
    "gaps.opening": "token",
    "gaps.steps": "token",
    "gaps.story_removal": "token",
    "gaps.telling": "token",
    "gaps.unlinking": "token",
    "imports.columns": "token",
    "imports.loading": "token",
    "imports.new_upload": "token",
    "imports.reversal": "token",
    "imports.upload_removal": "token",
    "keeping.copies": "token",
    "keeping.erasure": "token",
    "keeping.hold": "token",
    "keeping.hold_removal": "token",
    "keeping.law": "token",
    "keeping.runs": "token",
    "moderation.concerns": "stateless",
    "moderation.question_answers": "stateless",
    "moderation.suggestions": "stateless",
    "outcomes.take": "token",
    "panels.calling": "token",
    "panels.closing": "token",
    "panels.decision": "token",
    "people.carer_removal": "token",
    "people.closure": "token",
    "people.communication": "token",
    "people.communication_check": "token",
    "people.details": "token",
    "people.member_removal": "token",
    "people.members": "token",
    "people.new_carer": "token",
    "people.new_person": "token",
    "people.new_team": "token",
    "people.reason": "token",
    "people.reopening": "token",
    "people.safety": "token",
    "people.team": "token",
    "people.team_removal": "token",
    "promises.outcome": "token",
    "promises.promise_made": "stateless",
    "promises.promise_removal": "stateless",
    "promises.taking": "token",
    "providing.case_decision": "token",
    "providing.change_withdrawal": "token",
    "providing.claim_confirmations": "stateless",
    "providing.claim_withdrawal": "token",
    "providing.claims": "token",
    "providing.ending_withdrawal": "token",
    "providing.endings": "token",
    "providing.handovers": "token",
    "providing.keeper_distrust": "token",
    "providing.keeper_trust": "token",
    "providing.letters_return": "stateless",
    "providing.letters_stop": "stateless",
    "providing.part_change": "token",
    "providing.verification": "token",
    "referring.agreements": "token",
    "referring.checks": "token",
    "referring.details": "token",
    "referring.draft_changes": "token",
    "referring.draft_removal": "token",
    "referring.look_up": "stateless",
    "referring.my_agreement_withdrawal": "stateless",
    "referring.my_answer": "stateless",
    "referring.my_cancellation": "stateless",
    "referring.my_leaving": "stateless",
    "referring.partner_answer": "token",
    "referring.partner_referrals": "token",
    "referring.partner_services": "token",
    "referring.partner_withdrawal": "token",
    "referring.referrals": "token",
    "referring.self_referrals": "stateless",
    "reports.estimates": "token",
    "reports.estimates_removal": "token",
    "reports.keeping": "token",
    "reports.letters": "token",
    "reports.link_end": "token",
    "reports.links": "token",
    "reports.opening": "stateless",
    "reports.spend": "token",
    "reports.spend_removal": "token",
    "reports.stop_letters": "stateless",
    "returns.sending": "token",
    "review.answer": "token",
    "review.decision": "token",
    "review.restoration": "token",
    "review.review": "token",
    "selfhelp.copies": "stateless",
    "selfhelp.keep_self_check": "stateless",
    "selfhelp.position": "stateless",
    "selfhelp.removal": "stateless",
    "selfhelp.remove_item": "stateless",
    "selfhelp.remove_search": "stateless",
    "selfhelp.renewal": "stateless",
    "selfhelp.save_item": "stateless",
    "selfhelp.save_search": "stateless",
    "selfhelp.self_check_answered": "stateless",
    "stewardship.area_application": "token",
    "stewardship.area_upload_removal": "token",
    "stewardship.claim_confirmation": "token",
    "stewardship.claim_refusal": "token",
    "stewardship.claim_withdrawal": "token",
    "stewardship.contacts": "token",
    "stewardship.coverage_change": "token",
    "stewardship.label_removal": "token",
    "stewardship.labels": "token",
    "stewardship.new_area_upload": "token",
    "stewardship.new_quality_claim": "token",
    "stewardship.new_watch": "token",
    "stewardship.note_removal": "token",
    "stewardship.notes": "token",
    "stewardship.place_change": "token",
    "stewardship.place_removal": "token",
    "stewardship.stop_letters": "stateless",
    "stewardship.visibility": "token",
    "stewardship.watch_removal": "token",
    "stewardship.word_suggestions": "token",
    "stewardship.words_acceptance": "token",
    "stewardship.words_refusal": "token",
    "stewardship.words_tried": "token",
    "submission.drafts_begun": "stateless",
    "submission.email_confirmed": "stateless",
    "submission.remove": "stateless",
    "submission.save": "stateless",
    "submission.sending": "stateless",
    "submission.step_removal": "stateless",
    "submission.typed_postcode": "stateless",
    "submission.typed_times": "stateless",
    "submission.typed_words": "stateless",
    "surveys.loading": "token",
    "surveys.looking": "token",
    "surveys.removal": "token",
    "surveys.reversal": "token",
}


def undeclared(app: Flask) -> list[str]:
    """Endpoints that do not say who they are for."""
    return sorted(endpoint for endpoint, view in app.view_functions.items() if audience_of(view) is None)


def changing(app: Flask) -> dict[str, str]:
    """Endpoints that answer to more than reading, and their guard."""
    return {
        rule.endpoint: "stateless" if is_stateless(app.view_functions[rule.endpoint]) else "token"
        for rule in app.url_map.iter_rules()
        if (rule.methods or set()) - SAFE
    }


def addresses(app: Flask) -> set[str]:
    """Every address, as the framework writes it."""
    return {rule.rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/static/")}


def vanished(promised: Iterable[str], present: set[str]) -> list[str]:
    """Addresses people were given that are there no more."""
    return [line for line in promised if line and not line.startswith("#") and line not in present]


def test_every_endpoint_says_who_it_is_for(app: Flask) -> None:
    assert undeclared(app) == []


def test_only_listed_endpoints_change_something(app: Flask) -> None:
    assert changing(app) == CHANGES


def test_no_address_has_vanished(app: Flask) -> None:
    assert vanished(PROMISED.read_text(encoding="utf-8").splitlines(), addresses(app)) == []


def test_new_addresses_are_promised_too(app: Flask) -> None:
    promised = set(PROMISED.read_text(encoding="utf-8").splitlines())
    assert sorted(addresses(app) - promised) == [], "add these lines to tests/contracts/addresses.txt"


def test_an_undeclared_endpoint_an_unlisted_change_and_a_lost_address_are_found(app: Flask) -> None:
    app.add_url_rule("/quiet", "quiet", lambda: "", methods=["POST"])
    assert undeclared(app) == ["quiet"]
    assert changing(app)["quiet"] == "token"
    app.view_functions["quiet"] = access(Audience.EVERYONE)(app.view_functions["quiet"])
    assert undeclared(app) == []
    assert vanished(["# why", "/quiet", "/lost/<uuid:id>"], addresses(app)) == ["/lost/<uuid:id>"]
