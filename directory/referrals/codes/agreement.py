"""What people agree to, in which form, and the law that a purpose rests on: two different things."""

from directory.db import Coded


class Purpose(Coded):
    """What personal details may be used for. The label finishes "You agree that we …"."""

    THIS_PROVIDER = "this_provider", "share what you told us with this service"
    FOLLOW_UP_CONTACT = "follow_up_contact", "get in touch to ask how it went"
    TELL_REFERRER_OUTCOME = "tell_referrer_outcome", "tell whoever referred you how it went"
    TELL_GP = "tell_gp", "tell your GP"
    OTHER_NAMED_PARTNER = "other_named_partner", "share with another organisation that you name"
    REMINDERS = "reminders", "send you the reminders you ask for"
    ANONYMOUS_STATISTICS = "anonymous_statistics", "count it, without your name, to plan better help"


class AgreementValue(Coded):
    """What was said."""

    AGREED_VERBAL = "agreed_verbal", "Person agreed, spoken"
    AGREED_WRITTEN = "agreed_written", "Person agreed, written or online"
    AGREED_REPRESENTATIVE = "agreed_representative", "Attorney, deputy or other lawful representative agreed"
    BEST_INTERESTS = "best_interests", "Best interests decision recorded under the Mental Capacity Act"
    PARTIAL = "partial", "Agreed to some details only"
    NOT_AGREED = "not_agreed", "Did not agree: record only, do not send"
    WITHDRAWN = "withdrawn", "Agreement withdrawn"


#: Values under which details may be shared.
GIVEN = frozenset(
    {
        AgreementValue.AGREED_VERBAL,
        AgreementValue.AGREED_WRITTEN,
        AgreementValue.AGREED_REPRESENTATIVE,
        AgreementValue.BEST_INTERESTS,
        AgreementValue.PARTIAL,
    }
)


class LawfulBasis(Coded):
    """The article of the UK GDPR a purpose rests on, which the council sets."""

    PUBLIC_TASK = "public_task", "Public task, Article 6(1)(e)"
    LEGAL_OBLIGATION = "legal_obligation", "Legal obligation, Article 6(1)(c)"
    CONSENT = "consent", "Consent, Article 6(1)(a)"
    CONTRACT = "contract", "Contract, Article 6(1)(b)"
    VITAL_INTERESTS = "vital_interests", "Vital interests, Article 6(1)(d)"
    LEGITIMATE_INTERESTS = "legitimate_interests", "Legitimate interests, Article 6(1)(f)"


class SpecialCategory(Coded):
    """The further condition for health and the like."""

    HEALTH_SOCIAL_CARE = "health_social_care", "Article 9(2)(h), DPA 2018 Schedule 1 Part 1 paragraph 2"
    SOCIAL_PROTECTION = "social_protection", "Article 9(2)(b), DPA 2018 Schedule 1 Part 1 paragraph 1"
    STATUTORY_PURPOSES = "statutory_purposes", "Article 9(2)(g), DPA 2018 Schedule 1 Part 2 paragraph 6"
    EQUALITY_MONITORING = "equality_monitoring", "Article 9(2)(g), DPA 2018 Schedule 1 Part 2 paragraph 8"
    SAFEGUARDING = "safeguarding", "Article 9(2)(g), DPA 2018 Schedule 1 Part 2 paragraph 18"
    EXPLICIT_CONSENT = "explicit_consent", "Article 9(2)(a)"
    RESEARCH_STATISTICS = "research_statistics", "Article 9(2)(j), DPA 2018 Schedule 1 Part 1 paragraph 4"
