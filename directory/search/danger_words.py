"""How people say that they or somebody else may be in danger, straight out and indirectly. Knows no page.

Patterns are read against folded words ("cant", "im"), slips mended. `_` stands for up to three words in between.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from directory.geo.folding import fold
from directory.search.understanding.slips import Slips


class Danger(StrEnum):
    """What kind of help cannot wait, the most pressing first."""

    LIFE = "life"
    CRISIS = "crisis"
    ABUSE = "abuse"
    HARM = "harm"
    LOSS = "loss"


#: Ways to write the same thing, made one before patterns are read.
_ALIKE = (
    ("can not", "cant"), ("cannot", "cant"), ("do not", "dont"), ("does not", "doesnt"), ("will not", "wont"),
    ("is not", "isnt"), ("did not", "didnt"), ("i am", "im"), ("he is", "hes"), ("she is", "shes"),
    ("wanna", "want to"),
    ("gonna", "going to"), ("wnat", "want"), ("over dose", "overdose"), ("my self", "myself"), ("her self", "herself"),
    ("him self", "himself"), ("any more", "anymore"), ("any longer", "anymore"), ("no more", "anymore"),
    ("slef", "self"), ("kil", "kill"), ("kiling", "killing"), ("dieing", "dying"), ("hiting", "hitting"),
    ("cuting", "cutting"), ("cuttin", "cutting"), ("hurtin", "hurting"), ("livin", "living"),
    ("i have", "ive"), ("has not", "hasnt"), ("not going to", "wont"), ("raping", "raped"), ("every one", "everyone"),
    ("beter off", "better off"), ("with out", "without"),
)  # fmt: skip

_PARTNER = (
    "husband|wife|partner|boyfriend|girlfriend|ex|ex husband|ex wife|ex partner|fella|bloke|fiance|hubby|other half|"
    "stepdad|father|dad|mother|mum|son|daughter|brother|uncle|family|flatmate|housemate|landlord"
)
_THEM = (
    "her|him|them|mum|mam|mom|dad|nan|nana|gran|granny|grandma|grandad|grandmother|grandfather|auntie|aunt|uncle|"
    "mother|father|sister|brother|wife|husband|residents?|patients?|neighbour|old lady|old man|old woman|"
    "my (?:mum|mam|dad|nan|nana|gran|grandma|grandad|mother|father|sister|brother|wife|husband|auntie|aunt|uncle|son|"
    "daughter|friend|neighbour)"
)
_ATTACKS = (
    "hits?|hitting|beats?|beating|beaten|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|slap(?:s|ped|ping)?|shov(?:es|ed|ing)|"
    "chok(?:es|ed|ing)|strangl(?:es?|ed|ing)|throttl(?:es|ed|ing)|batter(?:s|ed|ing)?|attack(?:s|ed|ing)?|"
    "thump(?:s|ed|ing)?|smack(?:s|ed|ing)?|bit(?:es|ing|ten)?|burn(?:s|ed|t)?|assault(?:s|ed|ing)?|hurt(?:s|ing)?|"
    "push(?:es|ed|ing)?|spits? at|spat at|throws? things at|threw things at|lays? (?:his|her) hands on|"
    "rais(?:es|ed) (?:his|her) (?:hand|fist)s? to|threaten(?:s|ed|ing)?|terroris(?:es|ed|ing)|"
    "has a knife|pulled a knife on"
)
_STEALS = "steal(?:s|ing)?|stole|stolen|nick(?:s|ed|ing)|tak(?:es|en|ing)|took|pinch(?:es|ed|ing)|rob(?:s|bed|bing)"
_GOODS = "money|pension|purse|wallet|savings|card|bank card|jewellery|benefits|cash|things|valuables|inheritance"
_MANY = r"[1-9]\d+|dozens?|twenty|thirty|forty|fifty|sixty|a hundred|(?:bottle|box|pack|packet|strip)s? of"
_DRUGS = "tablets?|pills?|paracet[ao]mols?|medication|meds|sleeping tablets|painkillers|antidepressants|insulin|aspirin"

_PATTERNS: Mapping[Danger, str] = {
    Danger.LIFE: f"""
        overdosed? | (?:taken|took|swallowed|necked) _ (?:too many|all|loads? of|lots of|a lot of|whole|full|
            the lot|{_MANY}) _ (?:{_DRUGS})
        (?:taken|took|swallowed|necked) (?:all|too many) | (?:swallowed|drunk|drank) (?:bleach|antifreeze|poison)
        (?:not|isnt|stopped|hardly|barely) breathing | cant breathe? | struggling to breathe?
        (?:gone|going|turning) blue
        chest pains? | pains? in (?:my|his|her|the) chest | having a (?:stroke|heart attack|seizure|fit)
        face _ (?:dropped|drooping|drooped|fallen)
        slurr?(?:ing|ed) | unconscious | unresponsive | collapsed | passed out
        (?:wont|not|cant|doesnt|isnt) (?:wake|waking) (?:up|him|her|them|mum|dad) | cant be woken
        bleeding (?:badly|heavily|a lot|to death|and) | (?:wont|not) stop bleeding | losing a lot of blood
        lost a lot of blood
        on the _ floor _ (?:cant|wont) | (?:fallen|fell) _ cant get (?:up|him|her|them|mum|dad|nan)
        choking to death | is choking | stabbed | been shot | (?:house|flat|kitchen) is on fire | smell gas | gas leak
        heart attack | ^(?:a )?(?:stroke|seizure|sepsis|choking|anaphylaxis|anaphylactic shock)$
    """,
    Danger.CRISIS: r"""
        suicid\w* | suic?side?\w* | sucid\w* | su[ae]c?side? | siuc?ide? | sucicid\w* | kms | unalive
        (?:kill|killing|hang|hanging|drown|drowning|top|topping|harm|harming|hurt|hurting|cut|cutting|burn|burning|
            starve|starving|poison) (?:myself|himself|herself|themselves|themself)
        (?:do|doing) myself in | do away with myself | self ?harm\w* | selfharm\w*
        (?:cut|cutting|cuts|slit|slitting|slash\w*) (?:my|his|her|their) (?:arms?|wrists?|legs?|thighs?)
        end (?:my|his|her|their) (?:own )?life | ending (?:my|his|her|their) (?:own )?life
        (?:take|taking) (?:my|his|her|their) own life
        end it all | ending it all | end it now | (?:want|going|ready|need|planning) to end it | finish it all
        end everything
        want to be dead | (?:want|wants|wanted) to die | (?:want|wants|wish i could|hope i|id like) to not exist
        (?:wish|wishes|wished) _ (?:dead|never born|wasnt here|werent here|not here|wasnt alive)
        (?:dont|doesnt|didnt|not) want to (?:live|be alive|be here|exist|go on|carry on|wake up|be on this|be around)
        (?:dont|doesnt|not) (?:see|know) _ point _ (?:living|life|going on|anymore|being here|carrying on)
        no point (?:in )?(?:living|going on|anymore|being here|carrying on|in life|to life|in anything|to anything)
        whats the point (?:of|in) (?:living|life|going on|anything|being here|carrying on)
        (?:nothing|no reason|no will) (?:left )?to (?:live|go on|carry on)(?: for)?
        life _ (?:not|isnt) worth (?:living|it)
        (?:tired|sick|had enough) of (?:living|life|being alive|everything and everyone|it all) | given up on life
        fed up (?:of|with) (?:life|living|being alive)
        cant (?:go|carry|keep) on | cant keep going | cant live (?:like this|anymore|without)
        cant face (?:another|living|life|tomorrow)
        better off (?:dead|without me|without him|if i|if im)
        (?:happier|better|easier|fine) (?:off )?(?:if|when|without|once) (?:i|im|me)
        (?:not|never) wak(?:e|ing) up (?:again|tomorrow|in the morning) | hope i dont wake up
        goodbye (?:letters?|notes?) | (?:said|saying|written) (?:my )?goodbyes?
        (?:jump|jumping|jumped|throw myself|step|walk|walking|stepping|run|drive|driving) (?:off|in front of|under|
            into) (?:a |the )?(?:bridge|train|building|roof|bus|lorry|car|traffic|tree|river|cliff|motorway|tracks?)
        off a (?:bridge|building|cliff) | under a train
        (?:cant|not|dont think i can) keep (?:myself|him|her|himself|herself) safe
        not safe (?:with|by|from) myself | a danger to (?:myself|himself|herself)
        mental health crisis | in crisis | crisis (?:team|line|house|cafe|number) | hearing voices
        voices _ telling | sectioned
        cant cope | cant take (?:it|this|anymore) | cant do this anymore | cant do (?:it|this) anymore
        at breaking point
        (?:no|see no|dont see a|cant see a) way out | nobody would (?:miss|notice|care)
        no ?one would (?:miss|notice|care)
        (?:want|wants) (?:it|everything|the pain) (?:all )?to (?:stop|end|be over) | disappear for ?(?:ever|good)
    """,
    Danger.ABUSE: rf"""
        domestic (?:abuse|violence|voilence|violance|voilance|abusive) | coercive control
        honou?r (?:based|killing|violence)
        abusive | abuses me | abused by | violent (?:{_PARTNER}|man|men|relationship|home|marriage)
        (?:{_PARTNER}|he|hes|she|shes) (?:is |gets |was |has been |can be |turns |turned )?(?:so |very |
            really )?(?:violent|abusive|controlling|aggressive to me)
        controlling (?:{_PARTNER}|relationship|behaviour)
        (?:{_ATTACKS}) (?:me|us|my (?:kids|children|mum and me))
        (?:hands?|grip|arm) (?:round|around|on|at|to) my (?:throat|neck)
        (?:grab|grabs|grabbed|held|holds) (?:me )?(?:by )?(?:my |the )?(?:throat|neck|hair)
        (?:scared|frightened|afraid|terrified|frighten|fearful|petrified|scarred) (?:of|by) (?:my|him|her|what he|
            what she|the man|going home)
        (?:scared|frightened|afraid|terrified) to (?:go|be|leave|say|tell|come)(?: at)? (?:home|alone with|him|her)
        im scared of
        (?:wont|doesnt|never|will never|dont) (?:let|allow|lets) (?:me|us) (?:to )?(?:out|leave|see|go|have|use|
            work|talk|speak|ring|phone|eat|sleep|get)
        not allowed (?:out|to leave|to see|to talk|to go|to have|my own|any money|to work|friends)
        (?:lock|locks|locked|locking) me (?:in|up|out)
        (?:takes?|took|taking) my (?:money|phone|wages|benefits|card|passport|keys)
        (?:controls|controlling) (?:me|my|everything|all|the money|what i)
        (?:checks?|tracks?|tracking|checking|goes through) my phone
        (?:follow(?:s|ing)|stalk(?:s|ing|ed)) (?:me|us)\b | keeps following me | stalk(?:er|ing|ed)
        turning up at my | turns up at my
        threat(?:en|ens|ened|ening) to (?:kill|hurt|harm|burn|take)
        (?:going|said|says|threatened) _ kill (?:me|us|him|her)
        forced? (?:into |in to )?(?:a )?marriage
        forc(?:e|ed|es|ing) (?:me |her |him )?(?:to marry|into marrying|to have sex|into sex)
        making me marry | raped? | sexual(?:ly)? (?:assault\w*|abuse\w*|attack\w*|harass\w*) | molest\w*
        refuges? | safe house
        (?:get away|escape|run away|running|hiding|hide|flee|fleeing) from (?:him|her|my|the)\ ?(?:{_PARTNER})?
        fleeing (?:violence|abuse|him) | not safe (?:at home|in my|with him|with her|here|with my)
        unsafe (?:at home|in my own|with him|with my)
        dont feel safe (?:at home|with|in my|around|here) | (?:walk|walking|treading|tread) on egg ?shells
        gaslight\w*
        revenge porn | fgm | battered (?:wife|wives|women|woman|husband)
    """,
    Danger.HARM: rf"""
        abus(?:e|ed|ing|ers?) | neglect(?:ed|ing|s)? | safeguard\w* | mistreat\w* | ill ?treat\w*
        exploit(?:ed|ation|ing)? | cuckoo(?:ing|ed)
        modern slavery | slave | traffick(?:ed|ing) | held against | groomed
        (?:{_STEALS}) _ (?:her|his|their|my|mums|dads|nans|grans|grandmas|grandads|neighbours|persons|mans|ladys|
            mothers|fathers|old|from) _ (?:{_GOODS})
        (?:{_STEALS}) (?:from|off) (?:{_THEM})
        (?:helping|helps|helped) (?:himself|herself|themselves) to _ (?:{_GOODS})
        carers? (?:is|are|was|were|being|keeps|gets|got) (?:so |very |really |too )?(?:rough|cruel|nasty|hitting|
            hurting|unkind|shouting|stealing|horrible|violent)
        (?:{_ATTACKS}) (?:{_THEM})\b
        (?:rough with|shout(?:s|ing|ed)? at|scream(?:s|ing|ed)? at|nasty to|cruel to|bully(?:ing)?|bullied|drugging|
            starving|shaking) (?:{_THEM})\b
        staff _ (?:hit|hitting|slapped|hurt|shout\w*|rough|cruel|stealing|abus\w*|grabbed|pushed|handl\w*)
        (?:care|nursing) home _ (?:abus\w*|hurt|hit|bruis\w*|rough|slapped|left)
        bruis(?:es?|ed|ing)
        (?:left|sat|lying|lies|sitting) _ (?:own|soiled|wet) (?:mess|urine|waste|faeces|bed|pad|pads|wee|filth)
        (?:lock|locks|locked|locking|ties|tied|tying|shut|shuts) (?:{_THEM}) (?:in|up|to|out)
        (?:taken|taking|took) over (?:his|her|my|their|mums|dads|a|the) (?:flat|house|home|place)
        (?:drug )?dealers? _ (?:moved|living|using|flat|house|in)
        (?:moved|moving) in(?:to)? (?:his|her|my) (?:flat|house) | (?:dealing|deal) from (?:his|her|my)
        tak(?:es|ing|en) advantage of | took advantage of
        being (?:hurt|harmed|controlled|conned|bullied|used|starved|mistreated|hit)
        wont let (?:{_THEM}) (?:out|see|eat|have|leave|speak|talk|go) | not (?:feeding|being fed)
        controls (?:{_THEM}) | someone is (?:hurting|harming)
        not (?:giving|given|getting) (?:{_THEM}) (?:any |enough )?(?:food|water|medication|her tablets|his tablets)
    """,
    Danger.LOSS: r"""
        (?:bereaved|loss|lost|bereavement|grief|grieving|died|death|survivors?|killed (?:himself|herself)) _ suicide
        suicide (?:bereavement|loss|bereaved|survivors?|grief) | (?:took|taken) (?:his|her|their) own life
        (?:killed|hanged|hung) (?:himself|herself)
        (?:after|since|from|to|by) suicide
    """,
}

_SLIPPED = Slips(
    """
    suicide suicidal overdose overdosed strangled throat violence violent domestic abuse abused abusive hitting punched
    slapped kicked beating strangling choking threatened threatens threatening frightened scared terrified afraid
    stalking stalker controlling safeguarding neglect neglected unconscious collapsed breathing breathe bleeding killing
    myself himself herself hurting tablets paracetamol assaulted exploited swallowed crisis goodbye refuge stealing
    stroke seizure
    """.split(),  # noqa: SIM905 -- one word a line would hide the list
    """
    refuse refugee refugees refused strange stranger strangely exploration explored heating boating hunting knitting
    sitting fitting quitting bleaching breeding breading staking talking walking tablet tables threading sacred scarred
    threaded violet violets violins abuser abusers goodbyes bathing braking breaking bedding filling kicking licked
    starting staring staying starring starling overdue overdone
    healing steeling smelling spelling neglects strokes stroked stoke strike strikes stroll strobe store stork stored
    smoke spoke broke struck seizures
    """.split(),  # noqa: SIM905 -- the same
)


_CONTINUED = re.compile(r"\n {12,}")


def _compiled(patterns: str) -> re.Pattern[str]:
    """One pattern of many: alternatives stand on lines or between bars with spaces; deeper lines continue the last."""
    lines = _CONTINUED.sub("", patterns).strip().splitlines()
    alternatives: Sequence[str] = [each.strip() for line in lines for each in line.split(" | ")]
    gapped = [each.replace(" _ ", r" (?:\w+ ){0,3}?") for each in alternatives if each]
    return re.compile(rf"\b(?:{'|'.join(gapped)})\b")


_COMPILED = {danger: _compiled(patterns) for danger, patterns in _PATTERNS.items()}

#: Where the words before or after a find make it an everyday one. Each is read from the start or end of what is there.
_LET_BE_AFTER = re.compile(
    r"^ (?:loneliness|isolation|time|a wall|the wall|walls|hard|like a|that i|for six|off from|off at|shaving|"
    r"out of my|out of the|out of our|at chess|at cards|at bowls|to it|holidays?|the bus|the train|buses|trips?|"
    r"days out|outings?|my own|a (?:bus|train|plane|date|walk|trip|cruise|holiday)|walks|long|public|stairs|"
    r"recovery|rehab|support group|support|survivors?|clinic|group|last|\d+ years? ago|at home|in hospital|"
    r"in peace|with dignity|in a hospice|out|of debt|with debt|garden|gardens|ribs?|knee|working|driving|shopping|"
    r"lung|collection|awareness|training|course|in the garden|laughing|alone in)\b"
)
_LET_BE_BEFORE = re.compile(
    r"(?:\b(?:alcohol|drug|drugs|substance|solvent|drink|racist|online|knee|knees|back|hip|hips|leg|legs|foot|"
    r"feet|shoulder|neck|arm|arms|it|teeth|tooth|hand|hands|shoes|this|that|really|after|after (?:my|his|her|a|"
    r"the)|since (?:my|his|her|a|the)|had (?:a|his|her|another)|have had (?:a|two)|dog|pet|cat|dont want to|"
    r"garden is|lawn is|house is|teddy|climate|housing|money|energy|cost of living|finances are|carers|carer))$"
)
#: What each guard may let be: "alcohol abuse" is let be, "alcohol suicide" never.
_GUARDED = re.compile(
    r"^(?:abus\w*|hurts? me|hurting me|hit me|hits me|hits? us|beats? me|beat us|beating us|kick\w* me|"
    r"thr[eo]w\w* me|push\w* me|attack\w* me|want(?:s|ed)? to die|cut myself|cutting myself|hurt myself|"
    r"cant (?:go|carry|keep) on|heart attack|chest pains?|neglect\w*|in crisis|collapsed|self ?harm\w*|"
    r"safeguard\w*|refuges?|bruis\w*|bit me|bites me|burn\w* me|slave|biting me|threaten\w* us|hit (?:mum|dad|him|"
    r"her|them)|hits (?:mum|dad|him|her|them)|unresponsive|cant take (?:it|this|anymore)|(?:no|see no|"
    r"cant see a) way out|exploit\w*|cant cope|crisis (?:house|cafe))$"
)


def danger_in(words: str) -> Danger | None:
    """What danger these words tell of, however they are spelt; the most pressing when there are several."""
    text = " ".join(_SLIPPED.meant(word) for word in fold(words).split())
    if not text:
        return None
    padded = f" {text} "
    for written, meant in _ALIKE:
        padded = padded.replace(f" {written} ", f" {meant} ")
    text = padded.strip()
    if _COMPILED[Danger.LOSS].search(text) and not _is_own(text):
        return Danger.LOSS
    return next((danger for danger in Danger if danger is not Danger.LOSS and _is_told(danger, text)), None)


def _is_own(text: str) -> bool:
    """Whether whoever mourns is in danger as well: then that comes first."""
    rest = _COMPILED[Danger.LOSS].sub(" ", text)
    return _is_told(Danger.CRISIS, rest) or _is_told(Danger.LIFE, rest)


def _is_told(danger: Danger, text: str) -> bool:
    for found in _COMPILED[danger].finditer(text):
        if not (_GUARDED.match(found.group()) and _is_everyday(text, found)):
            return True
    return False


def _is_everyday(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()].rstrip(), text[found.end() :]
    return bool(_LET_BE_AFTER.match(after) or _LET_BE_BEFORE.search(before))
