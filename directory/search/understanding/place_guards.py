"""Words that say where, and words that are places as well as something else. Knows no sentence."""

from directory.search.understanding.phrases import Phrases

#: Words before a name that make it a place.
SURELY_WHERE = frozenset(
    {"near", "around", "round", "close to", "near to", "next to", "not far from", "in and around", "outside",
     "nr", "nearby", "based in", "living in", "lives in", "live in", "moved to"}
)  # fmt: skip
PLAIN_WHERE = frozenset({"in", "at", "by", "from", "over in", "down in", "up in"})
#: Small words that go with a place and prove nothing: "bus to Lincoln", "people of Deal".
BESIDE = frozenset({"to", "of"})
WHERE = SURELY_WHERE | PLAIN_WHERE

#: "Near me": they mean where they are.
HERE = Phrases(
    {
        "near me|near us|nearby|near by|close to me|close to us|close by|near here|around here|round here|round me|"
        "around me|in my area|in our area|in my town|in my village|my area|near where i live|close to home|near home|"
        "near my home|near my house|where i live|local to me|near to me|nearest to me|closest to me|not too far away|"
        "not far away|not too far|not far": True
    }
)

#: After these a place name is a street or a body, no place to look near.
STREETS = frozenset(
    """
    road rd street lane avenue ave drive crescent close way house court arms terrace gardens building buildings
    council county borough boot boots united rovers wanderers wednesday fc rfc
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)

#: People and groups that meet somewhere: "reading group in bath" says where, "getting in bath" does not.
GATHERINGS = frozenset(
    """
    club clubs group groups cafe cafes class classes centre choir session sessions activities services lunch lunches
    events meetings helpers volunteers cleaners carers shed sheds hub hubs walks library
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)

#: Names that are everyday words or first names too.
EVERYDAY = frozenset(
    """
    alexandria amble angle ash ashes barking barrow barry bath battle beer bicker bow box bream bridge brill brook
    brooke bude bugle bury bush castle chard charing chipping church clare clay cliffe clive clock cold comber
    constantine cook cove coven cray crick croft cromer crook cross dale deal denny dollar douglas down downs eagle end
    eye fairlight fallin felling ferry fleet flint florence ford forth frame gordon grain grange grays green grove hale
    hall halling ham hamilton harp harrow hawes hay hayes healing heath heather hedge hill hilly holt hook hope hose
    house howe ince ivy jordans keith knowle lancing land lane law lea lee leek lees leslie level liss lizard loans lock
    locking lode loose lunch march mark market martin mary maud mere mill minster moat mold moor moss mount nash neath
    nelson new normandy north oak oaks orange over park paul pill plains pool poplar port purley quarter rake reading
    ridge ripe rock rode rose ross row rugby rye sale sandwich sandy scone seal seale send settle shap shaw shirley shop
    shotts sole south speke spring stanley staple steep stock stoke stone stow street stroud sway tain thorne tong
    tongue tower town tring troon tumble usk vale valley wales wall warden ware wash water well welling wells west wing
    wood woods wool wooler worth wye yate
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)

#: Never a place, whatever stands before them: said of people and things, not of towns.
NEVER_AFTER = frozenset(
    """
    home bed care pain need debt hospital crisis person trouble company school church town work wales england scotland
    britain uk night day life time bus car foot phone law mum dad nan hand house lunch end men march may
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)

#: Vitamins, vertebrae, motorways, sections of Acts that look like half a postcode.
NOT_NAMES = frozenset({"B12", "B6", "B9", "B1", "B2", "B3", "L4", "L5", "S1", "S2", "E10", "M1", "N95", "S42"})
