"""Sections of a copy about the record itself: what it says, what was agreed, and who opened it."""

from collections.abc import Iterator

from sqlalchemy import select

from directory.referrals.codes.contact import CommunicationNeed, ContactWay
from directory.referrals.models import (
    Agreement,
    Caring,
    Person,
    QualitySample,
    ReadingGrant,
    Referral,
    ReferralParticipant,
    ShareLetter,
)
from directory.referrals.people.opening import ReadingReason
from directory.referrals.people.queries import area_names, cohorts
from directory.referrals.privacy.copies.copy import Book, Item, item, rows, said


def record(book: Book) -> Item:
    person, areas = book.person, {}
    codes = [code for code in (person.ward_code, person.district_code, person.lsoa_code) if code]
    areas = area_names(book.session, codes)
    groups = cohorts(book.session) if person.cohorts else {}
    return item(
        "What is written about you",
        ("Reference", person.reference),
        ("Name", person.name),
        ("Phone", person.phone),
        ("Email", person.email),
        ("Address", person.address),
        ("Postcode", person.postcode),
        ("Born", person.born),
        ("Ward", areas.get(person.ward_code or "", person.ward_code)),
        ("Small area", areas.get(person.lsoa_code or "", person.lsoa_code)),
        ("District", areas.get(person.district_code or "", person.district_code)),
        ("How you want to be reached", [ContactWay(code).label for code in person.contact_ways]),
        ("Best time to ring", person.best_time),
        ("Number in the council’s case system", person.case_number),
        ("What keeps you safe", [f"{said(fact)}: {answer}" for fact, answer in person.safety.items()]),
        ("What you need to be understood", _communication(person)),
        ("Asked about that on", person.communication_checked_on),
        ("Groups", [groups.get(code, code) for code in person.cohorts]),
        ("Has a connector", "yes" if person.navigator_id else "no"),
        ("Last contact", person.last_contact_at),
        ("Record made", person.created_at),
        ("Record last changed", person.updated_at),
        ("Record closed", person.closed_on),
        ("Kept on hold because of", person.hold_reason),
    )


def _communication(person: Person) -> list[str]:
    return [
        f"{need.label}: {person.communication[need.value]}" if person.communication[need.value] else need.label
        for need in CommunicationNeed
        if need.value in person.communication
    ]


def caring(book: Book) -> Iterator[Item]:
    mine = book.person.id
    ties = select(Caring).where((Caring.carer_id == mine) | (Caring.cared_for_id == mine)).order_by(Caring.id)
    for tie in book.session.scalars(ties):
        words = "You look after somebody" if tie.carer_id == mine else "Somebody looks after you"
        yield item(words, ("How you are related", book.words(tie.relation)), ("Noted", tie.since))


def named_in(book: Book) -> Iterator[Item]:
    """In what part, and how they are reached there: not for whom the referral is."""
    of = select(ReferralParticipant).where(ReferralParticipant.person_id == book.person.id)
    for named in book.session.scalars(of.order_by(ReferralParticipant.id)):
        yield item(
            "A referral for somebody else",
            ("Your name there", named.name),
            ("In which part", named.part),
            ("How to reach you", named.contact),
            ("What you need to be understood", named.communication),
        )


def agreements(book: Book) -> Iterator[Item]:
    references = {
        row.id: row.reference
        for row in book.session.execute(
            select(Referral.id, Referral.reference).where(Referral.person_id == book.person.id)
        )
    }
    for line in rows(book, Agreement, Agreement.at):
        yield item(
            f"{line.purpose.label[:1].upper()}{line.purpose.label[1:]}",
            ("When", line.at),
            ("What you said", line.value),
            ("How", line.channel),
            ("For the referral", references.get(line.referral_id)),
            ("Which organisation", line.named_partner),
            ("Words read or shown, version", line.wording),
            ("Until", line.expires_on),
            ("Note", book.words(line.note)),
            ("Lawful basis", line.lawful_basis),
            ("Further condition", line.condition),
        )


def letters(book: Book) -> Iterator[Item]:
    for letter in rows(book, ShareLetter, ShareLetter.at):
        where = (letter.address or "").splitlines()
        yield item("A letter about you", ("Made", letter.at), ("To", letter.recipient), ("Address", where))


def readings(book: Book) -> Iterator[Item]:
    """When and why; the names of staff are not yours to get, and the council can tell you them."""
    for grant in rows(book, ReadingGrant, ReadingGrant.at):
        yield item("Opened by a member of staff", ("When", grant.at), ("Why", ReadingReason(grant.reason)))


def samples(book: Book) -> Iterator[Item]:
    for sample in rows(book, QualitySample, QualitySample.month):
        answers = [f"{said(key)}: {value}" for key, value in sample.answers.items()]
        yield item(
            "A supervisor looked at how you were helped",
            ("Month", sample.month),
            ("Answers", answers),
            ("Note", book.words(sample.note)),
            ("Done", sample.done_on),
        )
