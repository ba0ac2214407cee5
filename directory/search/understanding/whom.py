"""Whom help is for, heard in the words: "for men", "polish speaking", "new mum", "deaf". All of them only wishes.

Words that listings use too stay for the text search: "carer", "deaf" and "dementia" are never taken away from it.
"""

from directory.listings.languages import LANGUAGES
from directory.search.understanding.hints import Hint, hint
from directory.search.understanding.phrases import Phrases


def _for(cohort: str, says: str, **more: str) -> Hint:
    return hint("for", cohort, says, keeps=True, **more)


WHOM: Phrases[Hint] = Phrases(
    {
        "for men|for older men|just for men|only men|for blokes|for gentlemen|for lads": hint("for", "men", "for men"),
        "mens group|mens groups|mens club|mens clubs|blokes group|mens mental health": _for("men", "for men"),
        "men only|male only|males only|only for men|for men only": hint("access", "men_only", "for men only"),
        "for women|for ladies|women only|ladies only|female only|females only|for women only|just for women|"
        "only women|for ladies only": hint("access", "women_only", "for women only"),
        "womens group|womens groups|ladies group|womens space": hint(
            "access", "women_only", "for women only", keeps=True
        ),
        "lgbt|lgbtq|lgbtqia|lgbtq+|gay|lesbian|lesbians|bisexual|transgender|trans|queer|non binary|nonbinary": _for(
            "lgbtq", "for LGBTQ+ people", not_after="mr mrs"
        ),
        "new mum|new mums|new mother|new mothers|new dad|new dads|new parent|new parents|just had a baby|"
        "with a newborn|with a new baby|had a baby": _for("new_parent", "for new parents"),
        "for carers|unpaid carer|unpaid carers|family carer|family carers|carer of|carers of|im a carer|i am a carer|"
        "caring for my|i care for|i look after my|looking after my|cares for her|cares for his|carers group": _for(
            "carer", "for people who look after someone"
        ),
        "young carer|young carers": _for("carer_young", "for young carers"),
        "parent carer|parent carers": _for("parent_carer", "for parent carers"),
        "deaf|hard of hearing|hearing loss|hearing impaired|hearing impairment|deafened": _for(
            "hearing_loss", "for people with hearing loss", not_before="ears"
        ),
        "blind|partially sighted|sight loss|visually impaired|visual impairment|losing my sight|registered blind": _for(
            "sight_loss", "for people with sight loss", not_before="cleaning repair repairs cord"
        ),
        "autistic|autism|aspergers|asperger|on the spectrum|asd": _for("autistic", "for autistic people"),
        "learning disability|learning disabilities|learning disabled|learning difficulty|learning difficulties|"
        "downs syndrome|down syndrome": _for("learning_disability", "for people with a learning disability"),
        "disabled|disabled people|physically disabled|wheelchair user|wheelchair users|in a wheelchair|"
        "uses a wheelchair|use a wheelchair": _for(
            "physical_disability",
            "for disabled people",
            not_before="access toilet toilets parking badge bay facilities facility",
        ),
        "bereaved|widow|widows|widower|widowers|widowed|recently bereaved": _for(
            "bereaved", "for people who have lost someone"
        ),
        "refugee|refugees|asylum seeker|asylum seekers|seeking asylum": _for("refugee", "for refugees"),
        "care leaver|care leavers|left care|leaving care": _for("care_leaver", "for care leavers"),
        "unemployed|out of work|jobless|on the dole": _for("out_of_work", "for people out of work"),
        "low income|on benefits|on universal credit": _for("low_income", "for people on a low income"),
        "bame|bme|ethnic minority|ethnic minorities|minority ethnic|south asian|asian women|asian elders|asian men|"
        "black women|black men|african caribbean|afro caribbean|windrush": _for(
            "minority_ethnic", "for minority ethnic communities"
        ),
        "pensioner|pensioners|oap|oaps|older people|older person|older adults|senior citizens|senior citizen|seniors|"
        "retired people|old people": _for("older_65", "for people aged 65 and over"),
        "elderly|frail elderly|for the elderly|for pensioners|for older people|for oaps|for seniors": hint(
            "for", "older_65", "for people aged 65 and over"
        ),
        "young people|young adult|young adults|young person|youth": _for("young_adult", "for young adults"),
        "doesnt speak english|dont speak english|doesnt speak much english|little english|no english|"
        "not much english|cant speak english|limited english|speaks no english|poor english|not speak english": hint(
            "for", "limited_english", "for people who use little English", keeps=True
        ),
    }
)

_NAMES = {
    part.casefold(): code
    for code, name in LANGUAGES.items()
    for part in (name.split(" (")[0],)
    if code not in ("en", "bfi")
} | {"mandarin": "zh", "kurdish": "ku", "sorani": "ckb", "persian": "fa", "filipino": "tl", "tagalog": "tl"}

_SPOKEN = (
    "{0} speaking|{0} speaker|{0} speakers|speaks {0}|speak {0}|speaking {0}|in {0}|who speaks {0}|who speak {0}|"
    "only speaks {0}|only speak {0}|{0} language|{0} interpreter|{0} translator|talks {0}|{0} spoken|{0} only"
)
LANGUAGE: Phrases[Hint] = Phrases(
    {
        _SPOKEN.format(name): hint("language", code, f"in {name.title()}", not_before="class classes lesson lessons")
        for name, code in _NAMES.items()
    }
    | {
        "bsl|british sign language|sign language|bsl interpreter|uses bsl|in bsl|sign language interpreter": hint(
            "access", "bsl", "in British Sign Language", keeps=True
        )
    }
)
