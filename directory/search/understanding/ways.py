"""How help should come, what it may cost and what a place needs, heard in the words. All of them only wishes."""

from directory.search.understanding.hints import Hint, hint
from directory.search.understanding.phrases import Phrases

_BEFORE_ONLINE = (
    "get getting go going be being stay staying apply learn learning getting met shop shopping bank scammed safe"
)
_AFTER_ONLINE = """
    safety shopping banking dating gambling scam scams abuse fraud form forms application applications bullying courses
    skills account bank gaming
"""
_NOT_FREE_OF = "of from time up school prescriptions prescription bus tv range standing yourself myself nappies"
_SOMETHING_FREE = """
    feel sugar gluten smoke drug pain tax interest debt stress care dairy nut alcohol lead hands barrier scot step
    mondays tuesdays wednesdays thursdays fridays saturdays sundays evenings mornings afternoons im you
    fragrance symptom rent fat wheat lactose set break
"""

#: "The house is quiet": what somebody suffers from, not what they wish for.
_TOO_QUIET = "is its too so very really feel feels seems was been gone goes went keeps got im hes shes awfully dead"

WAYS: Phrases[Hint] = Phrases(
    {
        "online|online only|over the internet|on the internet|virtual": hint(
            "how", "online video", "online", not_before=_AFTER_ONLINE, not_after=_BEFORE_ONLINE
        ),
        "on zoom|over zoom|via zoom|zoom|by video|video call|video calls|on teams|by video call": hint(
            "how", "video", "by video call"
        ),
        "by phone|over the phone|by telephone|over the telephone|phone support|telephone support|phone only": hint(
            "how", "phone", "by phone", not_after="addicted"
        ),
        "face to face|in person|in the flesh|face 2 face": hint("how", "venue", "in person"),
        "home visit|home visits|home visiting|comes to the house|come to the house|comes to your home|come to my home|"
        "come to my house|comes to my house|come to her house|come to his house|come to our house|visits at home|"
        "visit me at home|come to me|come to us|come to her|come to him": hint("how", "home", "at home"),
        "free|for free|free of charge|no cost|no charge|costs nothing|without paying|totally free": hint(
            "cost", "free", "free of charge", not_before=_NOT_FREE_OF, not_after=_SOMETHING_FREE
        ),
        "cheap|low cost|lowcost|inexpensive|not expensive|not too expensive|on a budget": hint(
            "cost", "free donation", "free or by donation"
        ),
        "wheelchair access|wheelchair accessible|wheelchair friendly|wheelchair accessable|accessible for wheelchairs|"
        "accessible for a wheelchair|suitable for wheelchairs|step free|step free access|stepfree|no steps|no stairs|"
        "without stairs|without steps|level access|disabled access|flat access|not upstairs|ground floor|"
        "access for wheelchairs|wheelchair access needed|with wheelchair access": hint(
            "access", "step_free", "with step-free access", not_before="flat flats home housing"
        ),
        "accessible toilet|disabled toilet|disabled toilets|accessible toilets|disabled loo": hint(
            "access", "accessible_toilet", "with an accessible toilet"
        ),
        "changing places|changing place|changing places toilet": hint(
            "access", "changing_places", "with a Changing Places toilet"
        ),
        "disabled parking|blue badge parking|disabled bay": hint(
            "access", "blue_badge_parking", "with Blue Badge parking"
        ),
        "hearing loop|induction loop|loop system": hint("access", "hearing_loop", "with a hearing loop", keeps=True),
        "easy read|easyread": hint("access", "easy_read_info", "with easy read information", keeps=True),
        "large print": hint("access", "large_print_info", "with large print", not_before="books"),
        "dementia friendly|dementia freindly": hint(
            "access", "dementia_friendly", "dementia friendly", keeps=True, not_before="community communities training"
        ),
        "autism friendly|autistic friendly": hint("access", "autism_friendly", "autism friendly", keeps=True),
        "quiet|quiet space|quiet room|somewhere quiet|not noisy|not too noisy|not loud|not too loud|not crowded|"
        "not busy|low sensory|sensory friendly|no crowds|without crowds": hint(
            "access", "quiet_space low_sensory", "somewhere quiet", not_after=_TOO_QUIET
        ),
        "guide dog welcome|guide dogs welcome|guide dog friendly|with my guide dog|assistance dogs welcome|"
        "assistance dog friendly|with my assistance dog": hint(
            "access", "assistance_dogs", "with assistance dogs welcome"
        ),
        "with transport|transport provided|transport included|provides transport|that picks you up|pick you up": hint(
            "transport", "yes", "with transport"
        ),
        "someone to go with me|someone to come with me|meet me there|someone to meet me|come with me the first time|"
        "go with me the first time": hint("meet", "yes", "where someone meets you the first time"),
        "with childcare|with a creche|creche|bring the kids|bring my kids|bring my children|bring the baby": hint(
            "access", "childcare", "with childcare"
        ),
        "no internet needed|without internet|without the internet": hint(
            "access", "no_internet_needed", "with no internet needed"
        ),
        "peer led|peer run|user led|run by members|run by its members|led by members|run by the members": hint(
            "access", "peer_led", "run by its own members", keeps=True
        ),
        "womens only|women only space": hint("access", "women_only", "for women only", keeps=True),
    }
)
