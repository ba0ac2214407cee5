"""What sort of thing a word names: somebody's kin, a part of the body, a blow. Knows neither danger nor need.

"Her lad leathers her" and "my husband hits me" share no telling word, and say the same. Words are folded.
"""

from collections.abc import Mapping

_SORTS: Mapping[str, str] = {
    "kin": """
        mum mam mom mummy mother dad daddy father nan nana nanna gran granny grandma grandmother grandad grandpa
        grandfather auntie aunt aunty uncle sister brother son daughter lad lass niece nephew cousin stepdad
        stepmum stepson stepdaughter inlaws grandson granddaughter twin sibling bairn kid kids child children
        baby toddler teenager teen boy girl boys girls
    """,
    "mate": """
        husband wife partner boyfriend girlfriend ex fella bloke fiance fiancee hubby missus spouse lover
    """,
    "other": """
        neighbour neighbours friend friends mate mates colleague flatmate housemate lodger tenant client
        resident patient pupil student customer man woman chap lady fellow couple somebody someone person guy
    """,
    "helper": """
        carer carers nurse staff worker workers manager teacher coach priest vicar doctor warden senior
        assistant pa cleaner
    """,
    "he": """
        he hes his him himself hisself
    """,
    "she": """
        she shes her herself
    """,
    "they": """
        they theyre them their themselves
    """,
    "me": """
        i im ive id ill me my myself
    """,
    "us": """
        we us our were
    """,
    "blow": """
        hit hits hitting beat beats beating beaten punch punches punched punching kick kicks kicked kicking slap
        slaps slapped slapping shove shoves shoved push pushes pushed pushing thump thumps thumped smack smacks
        smacked batter batters battered leather leathers leathered wallop wallops walloped clout clouts clouted
        bray brays brayed belt belted whack whacked pinch pinches pinching pinched bite bites bit throw throws
        threw throwing chuck chucks chucked grab grabs grabbed drag dragged shake shakes shook spit spits spat
        choke chokes choked strangle strangles strangled throttle attack attacks attacked assault assaulted hurt
        hurts hurting
    """,
    "shout": """
        shout shouts shouting shouted scream screams screaming screamed yell yells swear swears swearing
        threaten threatens threatened threatening bully bullies bullying insult insults humiliate humiliates
        belittle mock mocks sneer
    """,
    "body": """
        arm arms leg legs wrist wrists thigh thighs throat neck face eye eyes mouth lip lips head hair chest
        hand hands finger fingers skin belly stomach back jaw tongue
    """,
    "pills": """
        tablet tablets pill pills paracetamol paracetamols medication meds painkillers painkiller insulin
        aspirin ibuprofen morphine codeine antidepressants overdose bottle packet packets strip strips blister
    """,
    "weapon": """
        knife knives blade blades razor scissors gun rope noose lighter petrol bleach poison
    """,
    "drop": """
        bridge roof cliff platform tracks rails train lorry motorway river sea lake edge balcony window
        multistorey railway
    """,
    "death": """
        die dies died dying dead death kill kills killed killing suicide hang hanged hanging drown drowned
        funeral grave heaven
    """,
    "fear": """
        scared frightened afraid terrified petrified frit fear fearful dread scares frightens terrifies
        intimidates intimidated nervous
    """,
    "forbid": """
        lock locks locked locking shut shuts trap trapped traps allowed allow allows forbid forbids forbidden
        lets stop stops stopped stopping permission banned prisoner
    """,
    "watch": """
        follow follows followed following track tracked tracking check checks checked checking watch watches
        watching spy spies spying stalk stalks monitor monitors phone messages texts location camera
    """,
    "money": """
        money pension savings purse wallet card bank account cash benefits inheritance wages pin cheque cheques
        bungalow deeds
    """,
    "take": """
        steal steals stole stolen stealing nick nicks nicked nicking take takes took taken taking rob robs
        robbed empty empties emptied drain drains drained spend spends spending missing disappear disappears
        disappearing vanish vanished gone
    """,
    "wound": """
        bruise bruises bruised bruising cut cuts cutting burn burns burnt burned scar scars blood bleed bleeds
        bleeding wound wounds sore sores scratches scratched marks fracture fractures broken broke black
    """,
    "ill": """
        breathe breathing breath unconscious collapse collapsed fit fitting seizure slurred slurring drooping
        drooped droop dropped numb swollen swelling choking blue grey clammy drowsy floppy limp unresponsive
        rash fever sweating gasping wheezing convulsing
    """,
    "house": """
        house home flat room bedroom shed garage caravan cellar attic car door bed
    """,
    "food": """
        food feed feeds feeding fed eat eats eating meal meals drink drinks water starve starving starved hungry
    """,
    "not": """
        not no never nobody none nothing isnt arent wasnt werent dont doesnt didnt wont cant couldnt wouldnt
        shouldnt hasnt havent hadnt without cannot nowt neither refuses refused
    """,
    "life": """
        live living alive life lives exist existing here anymore point future tomorrow world
    """,
    "end": """
        end ended ending over finish finished done goodbye forever last final finally out
    """,
    "touch": """
        sex sexual sexually touch touches touching touched rape raped naked nudes kiss kisses groomed grope
        groped
    """,
    "now": """
        now tonight today minutes minute suddenly just ambulance 999 urgent quick quickly immediately
    """,
}
_SORT_OF = {word: sort for sort, words in _SORTS.items() for word in words.split()}


def sort_of(word: str) -> str | None:
    """The sort of thing that a folded word names, if it is one that matters."""
    return _SORT_OF.get(word)
