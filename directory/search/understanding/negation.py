"""What somebody does not want: "not online", "except Mondays", "not a choir", "no stairs".

Only listed things can be refused, or a thing with an article after it ("not a choir"). So needs are never refusals:
"not coping", "no heating", "nowhere to live", "no one to talk to" name nothing that could be left out.
"""

from collections.abc import Sequence

from directory.search.understanding.hints import Hint, hint
from directory.search.understanding.phrases import Phrases
from directory.search.understanding.sentence import Guess, GuessKind, Sentence
from directory.search.understanding.times import NAMES, day, day_at

#: Words that refuse, each with whether it may refuse anything with an article ("not a choir") or listed things only.
_REFUSING = Phrases(
    {
        "not|but not|and not|not another|rather not|dont want|do not want|doesnt want|does not want|didnt want|"
        "not interested in|not into|anything but|other than|instead of|apart from|except|except for|excluding|"
        "but no|please not|dont fancy": True,
        "no|non|without|nothing|nothing too|hate|hates|dislike|dislikes|dont like|doesnt like|"
        "doesnt use|doesnt do|dont do|dont use|never|avoid|isnt|hasnt got|havent got|has no|have no|ive no|not on|"
        "not got|hasnt|not keen on|not bothered about": False,
    }
)
_BETWEEN = frozenset(
    """a an any the on in by over at for to be too just only another more anything something go do join use using very
    of being have having with overly kind sort things stuff via""".split()  # noqa: SIM905 -- one line a word would hide it
)
_MOST_BETWEEN = 4
#: "I hate Sundays" is how a day feels, no wish about when to go somewhere.
_FEELING = frozenset({"hate", "hates", "dislike", "dislikes", "dont", "doesnt", "cant", "never", "nothing"})

_ONLINE = hint("how", "online video", "Not online")
_STEP_FREE = hint("access", "step_free", "with step-free access")
#: Things that can be refused by a filter. What only lacks ("no stairs") is a wish for the contrary.
REFUSABLE: Phrases[Hint] = Phrases(
    {
        "online|internet|the internet|zoom|computer|computers|website|websites|app|apps|virtual|video|video calls|"
        "digital|web|smartphone|teams|online stuff|anything online|wifi|broadband": _ONLINE,
        "phone|telephone|phone call|phone calls|phone line|phone lines|helpline|helplines": hint(
            "how", "phone", "Not by phone"
        ),
        "group|groups|group thing|group things|group activity|group activities|group setting|group sessions|"
        "groups of people|big groups|big group": hint("type", "group", "Not in a group"),
        "home visits|home visit|home visiting|visitors at home|people in my home|people in the house": hint(
            "how", "home", "Not at home"
        ),
        "women only|for women|for ladies|ladies only|womens group": hint("access", "women_only", "Not for women only"),
        "men only|for men|mens group|male only": hint("access", "men_only", "Not for men only"),
        "weekends|weekend": hint("day", "sat sun", "Not only at weekends"),
        "weekdays|week days": hint("day", "mon tue wed thu fri", "Not only on weekdays"),
        "morning|mornings": hint("time", "morning", "Not only in the morning"),
        "afternoon|afternoons": hint("time", "afternoon", "Not only in the afternoon"),
        "evening|evenings|nights|late": hint("time", "evening", "Not only in the evening"),
        "private|paid for|private companies": hint("cost", "private", "Not privately paid"),
    }
)
_WANTED_INSTEAD: Phrases[Hint] = Phrases(
    {
        "stairs|steps|climbing stairs|climbing steps|upstairs": _STEP_FREE,
        "crowds|crowded|crowd|noise|noisy|loud|busy places|loud music": hint(
            "access", "quiet_space low_sensory", "somewhere quiet"
        ),
        "expensive|dear|pricey": hint("cost", "free donation", "free or by donation"),
        "paying|pay": hint("cost", "free", "free of charge"),
    }
)
#: Things that no filter knows, refused by the words of a listing.
REFUSED_WORDS: Phrases[tuple[str, ...]] = Phrases(
    {
        "religious|religion|church|churches|churchy|faith|faith based|christian|god|bible|prayer|church group|"
        "church thing|church based": ("christian", "faith", "religious", "worship", "prayer"),
        "choir|choirs|singing|sing|singing group": ("choir", "singing"),
        "bingo": ("bingo",), "exercise|exercises|exercising|keep fit": ("exercise",), "gym|gyms|the gym": ("gym",),
        "swimming|swim": ("swimming",), "knitting": ("knitting",), "gardening": ("gardening",), "yoga": ("yoga",),
        "dancing|dance": ("dance",), "football": ("football",), "craft|crafts": ("craft",), "quiz|quizzes": ("quiz",),
        "counselling|counsellor|therapy|therapist": ("counselling", "therapy"),
        "coffee morning|coffee mornings": ("coffee",), "care home|care homes|nursing home": ("residential",),
        "day centre|day centres": ("day centre",),
        "lunch club|lunch clubs": ("lunch",), "walking|walks|walking group": ("walking",), "art|arts": ("art",),
        "pub|pubs": ("pub",), "course|courses|classes|class": ("course",),
    }
)  # fmt: skip
#: "He is not a drinker", "not a penny": what follows is no kind of help.
_SAID_OF_PEOPLE = frozenset(
    """
    im i am is its was he she hes shes are were be been have has had got theres there youre theyre it this that
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)
_NO_KINDS = frozenset(
    """
    penny soul friend friends clue thing things word bit lot day bite wink chance hope person people well good problem
    moment minute single one way place carer burden child baby kid doctor nurse bean sausage happy great nice big huge
    priority emergency crisis scam joke life man woman home house room bed
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)
_ARTICLES = frozenset({"a", "an", "another"})


def hear_refusals(sentence: Sentence, plain: Sequence[str]) -> None:
    """Take what is refused out of a sentence. `plain` is its words with slips mended."""
    place = 0
    while place < len(plain):
        refusing = _REFUSING.at(plain, place) if place not in sentence.taken else None
        place = _refused(sentence, plain, place, *refusing) if refusing else place + 1


def _refused(sentence: Sentence, plain: Sequence[str], start: int, length: int, may_be_any: bool) -> int:
    """Read what follows a refusing word; answers where to go on."""
    thing = start + length
    articles = False
    for _ in range(_MOST_BETWEEN + 1):
        if thing >= len(plain) or sentence.words[thing].begins_clause:
            break
        found = _thing(plain, thing, start) or (
            _any(sentence, plain, start, thing) if may_be_any and articles else None
        )
        if found and not (plain[start] == "no" and plain[thing] in ("phone", "telephone", "app", "private", "late")):
            return _note(sentence, start, thing + found[0], found[1]) or _more(sentence, plain, thing + found[0])
        if plain[thing] not in _BETWEEN:
            break
        articles = articles or plain[thing] in _ARTICLES
        thing += 1
    return start + length


def _thing(plain: Sequence[str], place: int, start: int) -> tuple[int, Guess] | None:
    refusable = REFUSABLE.at(plain, place)
    if refusable:
        return refusable[0], refusable[1].refusal(refusable[1].says)
    wanted = _WANTED_INSTEAD.at(plain, place)
    if wanted:
        return wanted[0], wanted[1].wish()
    number = day_at(plain, place) if plain[start] not in _FEELING else None
    if number is not None:
        return 1, day(number).refusal(f"Not only on {NAMES[number]}s")
    words = REFUSED_WORDS.at(plain, place)
    return (words[0], _leaving_out(plain[place : place + words[0]], words[1])) if words else None


def _any(sentence: Sentence, plain: Sequence[str], start: int, place: int) -> tuple[int, Guess] | None:
    """Anything with an article after "not": "lunch club, not a disco"."""
    before = plain[start - 1] if start else ""
    if not start or before in _SAID_OF_PEOPLE or plain[place] in _NO_KINDS | _BETWEEN or len(plain[place]) < 3:
        return None
    is_last = place + 1 == len(plain) or sentence.words[place + 1].begins_clause
    return (1, _leaving_out(plain[place : place + 1], (plain[place],))) if is_last else None


def _leaving_out(said: Sequence[str], words: tuple[str, ...]) -> Guess:
    name = " ".join(said)
    return Guess(f"not:word:{'-'.join(said)}"[:60], f"Leaving out “{name}”", GuessKind.NOT, "", words)


def _note(sentence: Sentence, start: int, stop: int, guess: Guess) -> int:
    """Take the words and note the guess; where to go on if it was undone, else 0."""
    if guess.code in sentence.undone:
        return stop
    while (
        start and sentence.plain[start - 1] in ("but", "and", "just", "preferably") and start - 1 not in sentence.taken
    ):
        start -= 1
    sentence.take(start, stop)
    if sentence.may(guess.code):
        sentence.guesses.append(guess)
    return 0


def _more(sentence: Sentence, plain: Sequence[str], place: int) -> int:
    """ "Not Mondays or Tuesdays": what follows "or" is refused too."""
    while place + 1 < len(plain) and plain[place] in ("or", "nor", "and"):
        found = _thing(plain, place + 1, place)
        if not found or found[1].kind is not GuessKind.NOT or plain[place] == "and":
            return place
        _note(sentence, place, place + 1 + found[0], found[1])
        place += 1 + found[0]
    return place
