"""Words of a question that carry none of its meaning. They stay in the index: somebody may name a listing so."""

#: Words of a question that say who asks or that they ask. Left out as long as any other word remains.
FILLER = frozenset(
    """
    dad dads mum mums mother father husband wife partner gran granny nan nana grandad grandma grandmother
    grandfather son daughter brother sister uncle aunt auntie parent parents friend neighbour im ive id hes
    shes theyre need needs needed want wants wanted looking look find finding get gets getting got help helps
    helping please near nearby someone somebody something somewhere anyone anybody anything anywhere any some
    really very just still go going goes come comes keep keeps make makes two three twice lot lots bit thing
    things way also now after before since because about like know think feel feels feeling wont dont cant
    cannot couldnt doesnt didnt isnt wasnt havent local service services support people person thanks thank
    hello hi no not much many more too than then over again up down off out own only even ever never always often
    sometimes anymore every could would should being having doing new around here
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)
