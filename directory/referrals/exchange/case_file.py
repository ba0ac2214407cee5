"""The case file: what it holds, and how it is written as JSON. Values only; faults are told in sentences."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from directory.referrals.codes.contact import Channel
from directory.referrals.codes.work import ActionKind

FORMAT = "waypost-case-file/1"
MOST_PEOPLE = 200
MOST_CONTACTS = 500
FACTS = ("name", "phone", "email", "address", "postcode", "born", "case_number")


class FaultyFile(ValueError):
    """A file that cannot be brought in, a sentence for each thing to put right."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True)
class Done:
    """One thing that was done in a contact."""

    id: UUID | None
    kind: ActionKind
    need: str


@dataclass(frozen=True)
class Contact:
    """One contact: when, how and about what. No words of it: those stay where they were said."""

    id: UUID | None
    at: datetime
    channel: Channel
    needs: tuple[str, ...]
    done: tuple[Done, ...]


@dataclass(frozen=True)
class Case:
    """Somebody, with their contacts; referrals are told and never taken from a file."""

    id: UUID | None
    reference: str
    facts: Mapping[str, str]
    contacts: tuple[Contact, ...] = ()
    referrals: tuple[Mapping[str, str], ...] = field(default=())


def written(cases: Sequence[Case]) -> str:
    """The file."""
    people = [_person(case) for case in cases]
    return json.dumps({"format": FORMAT, "people": people}, ensure_ascii=False, indent=1)


def _person(case: Case) -> dict[str, Any]:
    return {
        "id": str(case.id or ""),
        "reference": case.reference,
        **{fact: case.facts.get(fact, "") for fact in FACTS},
        "contacts": [
            {
                "id": str(contact.id or ""),
                "at": contact.at.isoformat(),
                "channel": contact.channel.value,
                "needs": list(contact.needs),
                "done": [{"id": str(one.id or ""), "kind": one.kind.value, "need": one.need} for one in contact.done],
            }
            for contact in case.contacts
        ],
        "referrals": [dict(referral) for referral in case.referrals],
    }


def read(raw: bytes, needs: Mapping[str, str]) -> list[Case]:
    """The people of a file. Raises `FaultyFile` with everything that has to be put right."""
    try:
        said = json.loads(raw.decode("utf-8-sig"))
    except ValueError:
        raise FaultyFile(["Choose a case file: this is no JSON"]) from None
    if not isinstance(said, dict) or said.get("format") != FORMAT or not isinstance(said.get("people"), list):
        raise FaultyFile([f"Choose a case file of the format {FORMAT}"])
    if len(said["people"]) > MOST_PEOPLE:
        raise FaultyFile([f"Send {MOST_PEOPLE} people or fewer at a time"])
    found, faults = [], []
    for number, person in enumerate(said["people"], 1):
        try:
            found.append(_case(person, needs))
        except (ValueError, TypeError, AttributeError) as fault:
            faults.append(f"Person {number}: {fault}")
    if faults:
        raise FaultyFile(faults)
    return found


def _case(said: Any, needs: Mapping[str, str]) -> Case:
    if not isinstance(said, dict):
        raise TypeError("it is no record")
    facts = {fact: _text(said, fact) for fact in FACTS}
    if not facts["name"]:
        raise ValueError("it has no name")
    contacts = said.get("contacts") or []
    if not isinstance(contacts, list) or len(contacts) > MOST_CONTACTS:
        raise ValueError(f"it has more than {MOST_CONTACTS} contacts")
    return Case(_id(said), _text(said, "reference"), facts, tuple(_contacts(contacts, needs)))


def _contacts(said: Sequence[Any], needs: Mapping[str, str]) -> Iterator[Contact]:
    for number, each in enumerate(said, 1):
        try:
            at = datetime.fromisoformat(_text(each, "at"))
            if at.tzinfo is None:
                raise ValueError("its time has no zone")
            done = tuple(
                Done(_id(one), ActionKind(_text(one, "kind")), _need(_text(one, "need"), needs))
                for one in each.get("done") or []
            )
            wanted = tuple(_need(str(need), needs) for need in each.get("needs") or [])
            yield Contact(_id(each), at, Channel(_text(each, "channel")), wanted, done)
        except ValueError as fault:
            raise ValueError(f"contact {number}: {fault}") from fault


def _text(said: Mapping[str, Any], key: str) -> str:
    return str(said.get(key) or "").strip()


def _id(said: Mapping[str, Any]) -> UUID | None:
    text = _text(said, "id")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise ValueError(f"“{text[:40]}” is no id") from None


def _need(code: str, needs: Mapping[str, str]) -> str:
    if code and code not in needs:
        raise ValueError(f"“{code[:40]}” is no need of the list")
    return code
