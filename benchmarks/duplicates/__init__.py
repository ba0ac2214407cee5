"""How well and how fast duplicates are found among 13,177 real listings. `pairs.csv` holds the pairs that were judged.

A pair is the same when one listing would tell people as much as the two: the same body does the same thing at the same
place, be it at other hours, in other words or under an address it has left. Offices of one firm, neighbouring stops of
one van and several things in one house are not. Where that could not be told from the data the pair says "unsure" and
is left out. Pairs were drawn at random from bands of a first version's score, so each stands for so many of its band;
libraries and groups, of which there are few, are all there. The file holds ids and judgements only.
"""
