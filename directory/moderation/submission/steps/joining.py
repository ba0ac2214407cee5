"""How to join and how to get in touch; how help reaches people."""

from collections.abc import Mapping
from typing import Any, ClassVar

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField

from directory.errors import RuleBroken
from directory.listings.codes import AccessRoute, AssetType, DeliveryMode, PhoneKind, ReferralRoute
from directory.listings.editing import Content
from directory.moderation.submission.steps.base import Asked, Step, StepForm
from directory.web.validators import EmailAddress, TooLong

NUMBERS = (1, 2, 3)
ROUTES = (
    (AccessRoute.DROP_IN, "Just turn up"),
    (AccessRoute.SELF, "Ring or write first"),
    (AccessRoute.SELF_ONLINE, "Fill in a form online"),
    (AccessRoute.FAMILY, "A relative or friend can ask for them"),
)
REFERRED = (
    (AccessRoute.ANY_PROFESSIONAL, "Anybody who supports them at work can send them"),
    (AccessRoute.NAVIGATOR, "Through a link worker or local connector"),
    (AccessRoute.GP, "Through their GP"),
    (AccessRoute.SOCIAL_CARE, "Through adult social care"),
    (AccessRoute.HOSPITAL, "Through a hospital team"),
    (AccessRoute.ASSESSMENT, "After a care assessment by the council"),
    (AccessRoute.INVITATION, "By invitation only"),
)
#: Kinds that nobody joins: one reads, opens or rings them.
UNJOINED = frozenset({AssetType.INFORMATION, AssetType.TOOL, AssetType.PUBLIC_AMENITY, AssetType.HELPLINE})
#: Kinds to which people at work send people.
REFERRED_TO = frozenset({AssetType.SERVICE, AssetType.GROUP, AssetType.EQUIPMENT_LOAN, AssetType.FUND})
MODES = tuple(mode for mode in DeliveryMode if mode is not DeliveryMode.HYBRID)


class JoinForm(StepForm):
    """The ways in, and where to ring, write and read."""

    routes = SelectMultipleField(
        "How do people join?", choices=[(route.value, words) for route, words in (*ROUTES, *REFERRED)]
    )
    how = TextAreaField(
        "What happens then? (optional)",
        description="Such as “Ask for Jean at the door, she will show you round”.",
        validators=[TooLong(2000, "how people join")],
        widget=GovTextArea(),
    )
    referral_route = RadioField(
        "How should professionals send people to you? (optional)",
        choices=[(route.value, route.label) for route in (
            ReferralRoute.PHONE, ReferralRoute.EMAIL, ReferralRoute.URL, ReferralRoute.NONE)],
        validate_choice=False,
        widget=GovRadioInput(),
    )  # fmt: skip
    email = StringField(
        "Email address for everybody to see (optional)",
        description="A shared one if you can: it stays when somebody leaves.",
        validators=[TooLong(254, "the email address"), EmailAddress()],
        widget=GovTextInput(),
    )
    url = StringField(
        "Website or page (optional)", description="A Facebook page is fine.",
        validators=[TooLong(500, "the web address")], widget=GovTextInput(),
    )  # fmt: skip


def _numbers() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for number in NUMBERS:
        fields[f"phone_{number}"] = StringField(
            "Phone number" if number == 1 else f"Phone number {number}",
            description="One that may be shown to everybody." if number == 1 else "",
            validators=[TooLong(60, "the phone number")], widget=GovTextInput(),
        )  # fmt: skip
        fields[f"about_{number}"] = StringField(
            "Who answers, and when? (optional)",
            description="Such as “Jean, weekday mornings”." if number == 1 else "",
            validators=[TooLong(200, "who answers")], widget=GovTextInput(),
        )  # fmt: skip
    fields["text_number"] = StringField(
        "Number for text messages", validators=[TooLong(60, "the number for texts")], widget=GovTextInput()
    )
    return fields


_JoinForm = type("JoinForm", (JoinForm,), _numbers())


class JoinStep(Step):
    """A way in is needed, or at least a way to ask."""

    slug = "join"
    form = _JoinForm
    fields: ClassVar[Mapping[str, str]] = {
        "access_routes": "routes", "application_process": "how", "referral_route": "referral_route",
        "phones": "phone_1", "phones.0": "phone_1", "phones.1": "phone_2", "phones.2": "phone_3", "email": "email",
        "url": "url",
    }  # fmt: skip

    def heading(self, asked: Asked) -> str:
        return "How do people get in touch?" if asked.kind in UNJOINED else "How do people join?"

    def shown(self, asked: Asked) -> dict[str, Any]:
        return {"routes": []} | super().shown(asked)

    def facts(self, asked: Asked) -> dict[str, Any]:
        return {
            "simple": ROUTES, "referred": REFERRED, "numbers": NUMBERS, "joins": asked.kind not in UNJOINED,
            "professionals": asked.kind in REFERRED_TO,
        }  # fmt: skip

    def content(self, asked: Asked) -> Content:
        phones = [row for row in (self._phone(asked, number) for number in NUMBERS) if row]
        if text := self.answer(asked, "text_number"):
            phones.append({"number": text, "kind": PhoneKind.TEXT.value})
        routes, how = self.answer(asked, "routes", []), self.answer(asked, "how")
        url, email = with_scheme(self.answer(asked, "url")), self.answer(asked, "email")
        if not (phones or url or email or how or AccessRoute.DROP_IN in routes):
            raise RuleBroken(
                "phones", "Enter a phone number, an email address or a website, or say that people can just turn up"
                if asked.kind not in UNJOINED else "Enter a phone number, an email address or a website",
            )  # fmt: skip
        return {
            "phones": phones, "email": email, "url": url, "access_routes": routes, "application_process": how,
        } | ({"referral_route": sent} if (sent := self.answer(asked, "referral_route")) else {})  # fmt: skip

    def _phone(self, asked: Asked, number: int) -> Content | None:
        said = self.answer(asked, f"phone_{number}")
        about = self.answer(asked, f"about_{number}")
        return {"number": said} | ({"description": about} if about else {}) if said else None


def with_scheme(address: str) -> str:
    """ "www.example.org" as people write it, made an address."""
    return f"https://{address}" if address and "://" not in address and ":" not in address.split("/")[0] else address


class ReachForm(StepForm):
    """How help reaches people."""

    modes = SelectMultipleField("How does it reach people?", choices=[(mode.value, mode.label) for mode in MODES])


class ReachStep(Step):
    """Settles whether places are asked for."""

    slug = "reach"
    form = ReachForm
    fields: ClassVar[Mapping[str, str]] = {"delivery_modes": "modes"}

    def heading(self, asked: Asked) -> str:
        return "How does it reach people?"

    def shown(self, asked: Asked) -> dict[str, Any]:
        return {"modes": []} | super().shown(asked)

    def facts(self, asked: Asked) -> dict[str, Any]:
        return {"modes": MODES}

    def content(self, asked: Asked) -> Content:
        modes = self.answer(asked, "modes", [])
        if not modes:
            raise RuleBroken("delivery_modes", "Select how it reaches people. Choose all that are right")
        return {"delivery_modes": modes}
