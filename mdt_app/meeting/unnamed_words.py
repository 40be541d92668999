"""Words that are names and something else: what they are is told by how they are written."""

_TITLES = "mr mrs ms miss mx mstr master dr prof rev sir dame lord lady"
TITLES = frozenset(_TITLES.split())
"""What may stand before a name and goes with it."""

MONTHS = frozenset(["may", "april", "june", "august", "mae", "avril"])
"""Names that are months too: beside a number they are the month."""

_PARTICLES = (
    "abu al ap bin bint da dal de del della den der di do dos du el ibn la las le lo los mac mc of"
    " san st te ten ter the ul ur van von zu e i y"
)
PARTICLES = frozenset(_PARTICLES.split())
"""Words that many names have: part of a name beside it, and nothing alone."""

_ORDINARY = (
    # Short words of every sentence.
    "a am an and any are as at be but by can do for go had has he her him his how in is it its lo"
    " man me my no not of oh on or our out own say see she so some than that the them then they"
    " this to too two up us was way we well who why will with yet you your"
    # Colours, weather, food, garden and house: what people eat, do and live in.
    " amber bean bell berry black brook brown cherry church cross field fish flowers garden gold"
    " golden grass gray green grey hall herring hill house ivory lake lamb lane leek lily olive"
    " park parks parsley peach pear pepper pike pink plum pond pool rain rice ring river rock rose"
    " rosemary sage salmon sand silver sky snow spring star stone summer sun tower tree violet wall"
    " water white winter wood woods"
    # What somebody does or is, and how.
    " baker barber best bishop bold bond bright bring burns butcher butler camp care case cash"
    " chance chase child cook cure cutter dean doctor farmer fast fear foot force french friend"
    " gene good grant grave guest hand hands hard hardy head heart hope judge keen keep key kind"
    " late law lean long love low mark marks may mild miles more near neat new nice noble nurse old"
    " page pain pains painter patience peace penny play porter power price pride prior prudence"
    " quick rage rank ray read reader rich rise rush sadly savage sharp short singer skip slow"
    " small smart speed stable steel still street strong sweet swift tailor true want ward waters"
    " weeks wells wise worth young younger"
    # Given names that are words.
    " angel april art august bill bob constance dawn destiny drew eve faith frank glory grace guy"
    " harmony honor honour jack jean joy june lance max mercy pat peg precious rob rod sonny"
    " sterling sue sunny trinity victor wade"
)
ORDINARY = frozenset(_ORDINARY.split())
"""English words of such notes that are names as well. In small letters they stay; with a capital
they are hidden, at the start of a sentence too."""
