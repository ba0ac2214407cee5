"""The closed lists of the directory: permanent codes, labels for pages. Source: the project's reference lists."""

from directory.db import Coded


class AssetType(Coded):
    """What kind of thing a listing is."""

    SERVICE = "service", "Service with staff or volunteers"
    GROUP = "group", "Group, club or activity session"
    EVENT = "event", "One-off event or drop-in"
    HELPLINE = "helpline", "Phone, text or online helpline"
    VENUE = "venue", "Place or building people can use"
    PUBLIC_AMENITY = "public_amenity", "Amenity such as toilets, benches or a warm space"
    EQUIPMENT_LOAN = "equipment_loan", "Equipment that can be borrowed"
    FUND = "fund", "Grant, voucher or small budget"
    INFORMATION = "information", "Guide, factsheet, video or website"
    TOOL = "tool", "Self-check, app or online course"
    PERSON_ROLE = "person_role", "Local connector, agent or champion"
    INFORMAL_NETWORK = "informal_network", "Neighbour, street or faith network with no formal organisation"


class CommissioningStatus(Coded):
    """Who stands behind a listing with money or contract. Never used for ranking."""

    COUNCIL_DIRECT = "council_direct", "Run by the council"
    COUNCIL_COMMISSIONED = "council_commissioned", "Paid for by the council under contract"
    COUNCIL_GRANT = "council_grant", "Supported by a council grant"
    NHS_COMMISSIONED = "nhs_commissioned", "Paid for by the NHS"
    JOINT_COMMISSIONED = "joint_commissioned", "Paid for jointly by council and NHS"
    OTHER_PUBLIC = "other_public", "Run by another public body (fire, police, housing, library)"
    VCSE_INDEPENDENT = "vcse_independent", "Charity or community group, not commissioned"
    CITIZEN_LED = "citizen_led", "Run by local people, no formal organisation"
    PRIVATE = "private", "Private business, paid for by the user"
    UNKNOWN = "unknown", "Not yet known"


class ListingStatus(Coded):
    """Where a listing is in its life."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for a steward"
    RETURNED = "returned", "Sent back for changes"
    PUBLISHED = "published", "Published"
    PUBLISHED_PAUSED = "published_paused", "Published, not taking people at the moment"
    REVIEW_DUE = "review_due", "Published, details need confirming"
    STALE = "stale", "Hidden until details are confirmed"
    CLOSING = "closing", "Closing on a set date"
    ARCHIVED = "archived", "No longer running"
    REJECTED = "rejected", "Not suitable for the directory"


class ServiceStatus(Coded):
    """The standard's four states of a service."""

    ACTIVE = "active", "Running"
    INACTIVE = "inactive", "Not running"
    DEFUNCT = "defunct", "Closed for good"
    TEMPORARILY_CLOSED = "temporarily closed", "Closed for a while"


class CapacityStatus(Coded):
    """Whether there is room."""

    OPEN = "open", "Places available"
    LIMITED = "limited", "A few places left"
    WAITING_LIST = "waiting_list", "Waiting list"
    FULL = "full", "Full"
    INTAKE_WINDOW = "intake_window", "Takes people at set times"
    UNKNOWN = "unknown", "Ask the provider"


class DeliveryMode(Coded):
    """How help reaches the person."""

    VENUE = "venue", "At a place you go to"
    HOME = "home", "In your own home"
    OUTREACH = "outreach", "Meets you somewhere nearby"
    PHONE = "phone", "By phone"
    VIDEO = "video", "By video call"
    ONLINE = "online", "Online at any time"
    POST = "post", "By post"
    HYBRID = "hybrid", "More than one way"


class AccessRoute(Coded):
    """How a person gets in."""

    DROP_IN = "drop_in", "Just turn up"
    SELF = "self", "Contact them yourself"
    SELF_ONLINE = "self_online", "Refer yourself online"
    FAMILY = "family", "A relative or friend can contact them"
    ANY_PROFESSIONAL = "any_professional", "Any professional can refer"
    NAVIGATOR = "navigator", "Through a navigator or link worker"
    GP = "gp", "Through your GP"
    SOCIAL_CARE = "social_care", "Through adult social care"
    HOSPITAL = "hospital", "Through a hospital team"
    ASSESSMENT = "assessment", "After a Care Act assessment"
    INVITATION = "invitation", "By invitation only"


class CostType(Coded):
    """The kind of a cost option."""

    FREE = "free", "Free"
    DONATION = "donation", "Suggested donation"
    FIXED = "fixed", "Fixed price per session"
    MEMBERSHIP = "membership", "Membership or subscription"
    SLIDING = "sliding", "Depends on income"
    MEANS_TESTED = "means_tested", "Council financial assessment applies"
    GRANT_FUNDED = "grant_funded", "Free to people who meet the rules"
    FREE_FIRST = "free_first", "First visit free"
    DEPOSIT = "deposit", "Refundable deposit"
    PERSONAL_BUDGET = "personal_budget", "Can be paid with a direct payment or personal budget"
    PRIVATE = "private", "Private charges"
    UNKNOWN = "unknown", "Ask the provider"


class Tier(Coded):
    """The three verbs of the Care Act; residents see only these labels."""

    PREVENT = "prevent", "Staying well"
    REDUCE = "reduce", "Getting help early"
    DELAY = "delay", "Living well with support"


class CrisisTiming(Coded):
    """When around a crisis a listing helps."""

    BEFORE = "before", "Before things get difficult"
    DURING = "during", "While things are at their hardest"
    AFTER = "after", "Getting back after a difficult time"


class DeliveryScale(Coded):
    """For how many at once."""

    INDIVIDUAL = "individual", "One person"
    FAMILY_NETWORK = "family_network", "Family and close network"
    COMMUNITY = "community", "Neighbourhood or group"
    POPULATION = "population", "Everyone in the area"


class SpendClass(Coded):
    """What preventive spending is tracked as."""

    PREVENT = "prevent", "Preventative: stops needs arising"
    REDUCE = "reduce", "Preventative: acts early"
    DELAY = "delay", "Preventative: limits or reverses loss of independence"
    REACTIVE = "reactive", "Reactive: long-term care or crisis"
    ENABLING = "enabling", "Infrastructure such as the directory or navigators"


class VerificationMethod(Coded):
    """How a listing was last checked."""

    PROVIDER_CONFIRMED = "provider_confirmed", "Provider confirmed"
    STEWARD_CALLED = "steward_called", "Steward phoned"
    STEWARD_VISITED = "steward_visited", "Someone visited"
    WEB_CHECKED = "web_checked", "Checked on the web"
    REFERRAL_SUCCESS = "referral_success", "A recent referral got through"
    USER_REPORT = "user_report", "Told to us by somebody who says they know it"
    IMPORTED = "imported", "Imported, not checked"


class Sector(Coded):
    """The sector an organisation belongs to."""

    COUNCIL = "council", "Council"
    DISTRICT_COUNCIL = "district_council", "District or borough council"
    NHS = "nhs", "NHS"
    GP_PRACTICE = "gp_practice", "GP practice"
    PCN = "pcn", "Primary care network"
    VCSE = "vcse", "Charity or community group"
    FAITH = "faith", "Faith group"
    HOUSING = "housing", "Housing association"
    FIRE = "fire", "Fire and rescue"
    POLICE = "police", "Police"
    EDUCATION = "education", "School, college or university"
    LIBRARY = "library", "Library"
    LEISURE = "leisure", "Leisure provider"
    PHARMACY = "pharmacy", "Pharmacy"
    PRIVATE = "private", "Private business"
    CITIZEN_LED = "citizen_led", "Local people"
    OTHER_PUBLIC = "other_public", "Other public body"


class Feature(Coded):
    """The facts about access and welcome that people need before they set out."""

    STEP_FREE = "step_free", "Step-free entrance and route"
    ACCESSIBLE_TOILET = "accessible_toilet", "Accessible toilet"
    CHANGING_PLACES = "changing_places", "Changing Places toilet"
    HOIST = "hoist", "Hoist available"
    WIDE_DOOR = "wide_door", "Wheelchair-width doors"
    LIFT = "lift", "Lift to all floors used"
    BLUE_BADGE_PARKING = "blue_badge_parking", "Blue Badge parking"
    LEVEL_BUS_STOP = "level_bus_stop", "Bus stop with raised kerb nearby"
    SEATING = "seating", "Seats and places to rest"
    QUIET_SPACE = "quiet_space", "Quiet space"
    LOW_SENSORY = "low_sensory", "Calm lighting and low noise sessions"
    HEARING_LOOP = "hearing_loop", "Hearing loop"
    BSL = "bsl", "BSL used or bookable"
    EASY_READ_INFO = "easy_read_info", "Easy read information"
    LARGE_PRINT_INFO = "large_print_info", "Large print information"
    LANGUAGES = "languages", "Other languages spoken"
    INTERPRETER = "interpreter", "Interpreter can be arranged"
    ASSISTANCE_DOGS = "assistance_dogs", "Assistance dogs welcome"
    CARER_WELCOME = "carer_welcome", "Carer or supporter can come too"
    COMPANION_FREE = "companion_free", "Companion goes free"
    FIRST_VISIT_BUDDY = "first_visit_buddy", "Someone will meet you the first time"
    WOMEN_ONLY = "women_only", "Women-only sessions"
    MEN_ONLY = "men_only", "Men-only sessions"
    LGBTQ_INCLUSIVE = "lgbtq_inclusive", "LGBTQ+ inclusive"
    DEMENTIA_FRIENDLY = "dementia_friendly", "Dementia friendly"
    AGE_FRIENDLY = "age_friendly", "Age friendly"
    AUTISM_FRIENDLY = "autism_friendly", "Autism friendly"
    PEER_LED = "peer_led", "Run by its own members"
    CULTURALLY_SPECIFIC = "culturally_specific", "For a particular culture or faith"
    CHILDCARE = "childcare", "Children welcome or childcare"
    TRANSPORT_PROVIDED = "transport_provided", "Transport provided"
    WHEELCHAIR_TRANSPORT = "wheelchair_transport", "Wheelchair-accessible transport"
    ONLINE_OPTION = "online_option", "Online option"
    PHONE_OPTION = "phone_option", "Phone option"
    NO_INTERNET_NEEDED = "no_internet_needed", "No internet needed"


#: What nobody can measure from the doorstep: without a check by us it is what the organisers say, and is worded so.
CLAIMS = frozenset({Feature.DEMENTIA_FRIENDLY, Feature.AUTISM_FRIENDLY, Feature.AGE_FRIENDLY, Feature.LGBTQ_INCLUSIVE})


def fact_words(feature: Feature, value: "Known") -> str:
    """A feature as a page may say it: a claim is never worded as a fact."""
    return f"{feature.label}, the organisers say" if feature in CLAIMS and value is Known.YES else feature.label


class Known(Coded):
    """A fact has three values; not known is never shown or filtered as no."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class AddressVisibility(Coded):
    """How much of an address the public sees."""

    FULL = "full", "Full address"
    AREA = "area", "Town only"
    HIDDEN = "hidden", "Address kept private"


class LocationType(Coded):
    """The standard's kinds of location."""

    PHYSICAL = "physical", "A place"
    POSTAL = "postal", "An address for letters"
    VIRTUAL = "virtual", "Online"


class Visibility(Coded):
    """Who may see a listing at all."""

    PUBLIC = "public", "Everyone"
    PROFESSIONAL = "professional", "People who refer others"
    PRIVATE = "private", "Stewards only"


class ReferralRoute(Coded):
    """How a referral is sent."""

    NONE = "none", "No referral needed"
    WAYPOST = "waypost", "Through Waypost"
    EMAIL = "email", "By email"
    PHONE = "phone", "By phone"
    URL = "url", "On their website"


class PhoneKind(Coded):
    """What a number is for."""

    VOICE = "voice", "Phone"
    TEXT = "text", "Text message"
    TEXT_RELAY = "text_relay", "Relay UK text relay"
    BSL_VIDEO_RELAY = "bsl_video_relay", "BSL video relay"


class LinkType(Coded):
    """What an attribute says of a service."""

    NEED = "need", "Need"
    COHORT_WELCOMED = "cohort_welcomed", "Who is welcome"
    COHORT_REQUIRED = "cohort_required", "Who it is only for"
    SERVICE_TYPE = "service_type", "Type of service"
    ELIGIBILITY = "eligibility", "Eligibility"
    ACCESSIBILITY = "accessibility", "Access"
    EXCLUSION = "exclusion", "Who it is not for"
