"""National numbers for people who cannot wait, in one place so that no page has an older one. Checked November 2026."""

from dataclasses import dataclass

from directory.web.wording import dial


@dataclass(frozen=True)
class Line:
    """One number: `href` is what a phone dials, `says` when and for whom it is there."""

    name: str
    number: str
    says: str
    text_only: bool = False

    @property
    def href(self) -> str:
        """The address a phone understands."""
        return ("sms:" if self.text_only else "tel:") + dial(self.number)


EMERGENCY = Line("Emergency services", "999", "Somebody is hurt or in danger now. Cannot speak? Press 55 on a mobile.")
NHS = Line(
    "NHS 111", "111", "Urgent medical help that is not an emergency. Choose option 2 for mental health, day or night."
)
SAMARITANS = Line("Samaritans", "116 123", "Somebody to listen, whatever it is. Free, day and night.")
SHOUT = Line("Shout", "85258", "Text the word SHOUT if you would rather not talk. Free, day and night.", text_only=True)
DOMESTIC = Line(
    "National Domestic Abuse Helpline",
    "0808 2000 247",
    "For women hurt or controlled by somebody close. Free, day and night.",
)
MEN = Line("Men’s Advice Line", "0808 801 0327", "For men hurt or controlled by somebody close. Free, on weekdays.")
RELAY = Line("Text relay for Deaf people", "18000", "Reaches 999 from a textphone or the Relay UK app.")

ALL = (EMERGENCY, NHS, SAMARITANS, SHOUT, DOMESTIC, MEN, RELAY)
