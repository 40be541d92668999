"""A change of a result: against which earlier one, at the limits, with comparators, in words."""

import pytest
from pydantic import ValidationError

from tests.flags.conditions.asked import NOTHING_SHOWN, answer, condition, gaps, shown

SPAN = "within_months = 15, from_days = 90, to_days = 365"
RISE = f'{{ change = "hba1c", {SPAN}, against = "lowest", rise_of = 11 }}'
RISE_PERCENT = f'{{ change = "hba1c", {SPAN}, against = "lowest", rise_percent = 10 }}'
FALL = f'{{ change = "egfr", {SPAN}, against = "highest", fall_of = 15 }}'
FALL_PERCENT = f'{{ change = "egfr", {SPAN}, against = "highest", fall_percent = 25 }}'
COUNTS = (
    f'{{ change = "egfr", {SPAN}, against = "highest", fall_of = 15, more_than_counts = true }}'
)
DOUBLE = f'{{ change = "acr", {SPAN}, against = "latest", times = 2 }}'
LINES = [
    ("risen by just enough", RISE, "hba1c 50 2025-06-01; hba1c 61 2026-01-20", "yes"),
    ("risen by one too little", RISE, "hba1c 50 2025-06-01; hba1c 60 2026-01-20", "no"),
    (
        "against the lowest",
        RISE,
        "hba1c 50 2025-05-01; hba1c 70 2025-06-01; hba1c 61 2026-01-20",
        "yes",
    ),
    (
        "the mean of a day",
        RISE,
        "hba1c 48 2025-06-01; hba1c 54 2025-06-01; hba1c 61 2026-01-20",
        "no",
    ),
    ("surely risen", RISE, "hba1c 50 2025-06-01; hba1c >61 2026-01-20", "yes"),
    ("perhaps risen", RISE, "hba1c 50 2025-06-01; hba1c >55 2026-01-20", "not known"),
    ("perhaps risen to less", RISE, "hba1c 50 2025-06-01; hba1c <62 2026-01-20", "not known"),
    (
        "surely risen from the lowest",
        RISE,
        "hba1c 70 2025-05-01; hba1c 50 2025-06-01; hba1c >65 2026-01-20",
        "yes",
    ),
    ("surely not risen", RISE, "hba1c 50 2025-06-01; hba1c <61 2026-01-20", "no"),
    ("from below a number", RISE, "hba1c <50 2025-06-01; hba1c 61 2026-01-20", "yes"),
    ("from above a number", RISE, "hba1c >40 2025-06-01; hba1c 61 2026-01-20", "not known"),
    ("nothing earlier", RISE, "hba1c 61 2026-01-20", "not known"),
    ("a comparator and nothing earlier", RISE, "hba1c >61 2026-01-20", "not known"),
    ("ten per cent exactly", RISE_PERCENT, "hba1c 110 2025-06-01; hba1c 121 2026-01-20", "yes"),
    ("just under ten", RISE_PERCENT, "hba1c 111 2025-06-01; hba1c 122 2026-01-20", "no"),
    (
        "fallen against the highest",
        FALL,
        "egfr 80 2025-05-01; egfr 60 2025-06-01; egfr 65 2026-01-20",
        "yes",
    ),
    (
        "surely fallen from the highest",
        FALL,
        "egfr 80 2025-05-01; egfr 60 2025-06-01; egfr <60 2026-01-20",
        "yes",
    ),
    ("from more than a number", FALL, "egfr >80 2025-05-01; egfr 60 2026-01-20", "yes"),
    ("perhaps by 15", FALL, "egfr >90 2025-05-01; egfr 76 2026-01-20", "not known"),
    ("more than 90 counts as 90", COUNTS, "egfr >90 2025-05-01; egfr 76 2026-01-20", "no"),
    ("and falls from 90 by 15", COUNTS, "egfr >90 2025-05-01; egfr 75 2026-01-20", "yes"),
    ("to 90 from 105", COUNTS, "egfr 105 2025-05-01; egfr >90 2026-01-20", "yes"),
    ("twice exactly", DOUBLE, "acr 3 2025-06-01; acr 6 2026-01-20", "yes"),
    ("a little less than twice", DOUBLE, "acr 3 2025-06-01; acr 5.9 2026-01-20", "no"),
    ("twice the latest", DOUBLE, "acr 15 2025-05-01; acr 5 2025-06-01; acr 10 2026-01-20", "yes"),
    (
        "surely twice the latest",
        DOUBLE,
        "acr 15 2025-05-01; acr 5 2025-06-01; acr >20 2026-01-20",
        "yes",
    ),
    (
        "perhaps twice the latest, surely twice the one before",
        DOUBLE,
        "acr 5 2025-05-01; acr 15 2025-06-01; acr >20 2026-01-20",
        "not known",
    ),
    ("twice what is less than one", DOUBLE, "acr 0.4 2025-06-01; acr 0.8 2026-01-20", "yes"),
    ("no change from nothing", DOUBLE, "acr 0 2025-06-01; acr 0 2026-01-20", "no"),
    ("no rise from nothing", RISE_PERCENT, "hba1c 0 2025-06-01; hba1c 0 2026-01-20", "no"),
    ("no fall from nothing", FALL_PERCENT, "egfr 0 2025-06-01; egfr 0 2026-01-20", "no"),
]


@pytest.mark.parametrize(
    ("table", "record", "expected"), [line[1:] for line in LINES], ids=[line[0] for line in LINES]
)
def test_a_change_holds_fails_or_is_not_known(table, record, expected):
    assert answer(table, record) == expected


@pytest.mark.parametrize(
    ("table", "record", "change", "percent"),
    [
        (RISE, "hba1c 50 2025-06-01; hba1c 61 2026-01-20", "+11", "+22"),
        (RISE, "hba1c 50 2025-06-01; hba1c >70 2026-01-20", "+20", "+40"),
        (RISE, "hba1c <50 2025-06-01; hba1c 61 2026-01-20", "+11", "+22"),
        (FALL, "egfr 80 2025-06-01; egfr 60 2026-01-20", "−20", "−25"),
        (FALL, "egfr 60 2025-06-01; egfr <45 2026-01-20", "−15", "−25"),
        (FALL, "egfr >80 2025-06-01; egfr 60 2026-01-20", "−20", "−25"),
        (COUNTS, "egfr >90 2025-06-01; egfr 45 2026-01-20", "−45", "−50"),
        (DOUBLE, "acr 3 2025-06-01; acr 9 2026-01-20", "+6", "+200"),
        (DOUBLE, "acr 0 2025-06-01; acr 5 2026-01-20", "+5", "+∞"),
        (DOUBLE, "acr 0 2025-06-01; acr 0 2026-01-20", "+0", "+0"),
    ],
)
def test_the_change_said_is_the_least_it_can_have_been(table, record, change, percent):
    words = shown(table, record).words
    name = condition(table).change
    assert (words[f"{name}_change"], words[f"{name}_percent"]) == (change, percent)


def test_both_results_are_named_with_their_days():
    told = shown(RISE, "hba1c 61 2025-06-01; hba1c 50 2025-07-01; hba1c 61 2026-01-20")
    assert told.words == {
        "hba1c": "61",
        "hba1c_on": "20 Jan 2026",
        "hba1c_earlier": "50",
        "hba1c_earlier_on": "1 Jul 2025",
        "hba1c_change": "+11",
        "hba1c_percent": "+22",
    }
    assert told.because == "HbA1c 61 on 20 Jan 2026; HbA1c 50 on 1 Jul 2025"
    assert told.values == ["61", "50"]


@pytest.mark.parametrize(
    ("table", "record", "earlier"),
    [
        (RISE, "hba1c 50 2025-06-01; hba1c 55 2025-07-01; hba1c 61 2026-01-20", "50"),
        (RISE, "hba1c 55 2025-06-01; hba1c 50 2025-07-01; hba1c 61 2026-01-20", "50"),
        (FALL, "egfr 80 2025-06-01; egfr 70 2025-07-01; egfr 50 2026-01-20", "80"),
        (FALL, "egfr 70 2025-06-01; egfr 80 2025-07-01; egfr 50 2026-01-20", "80"),
        (DOUBLE, "acr 3 2025-06-01; acr 4 2025-07-01; acr 9 2026-01-20", "4"),
    ],
)
def test_the_earlier_result_named_is_the_one_it_is_held_against(table, record, earlier):
    assert shown(table, record).values[1] == earlier


@pytest.mark.parametrize(
    "record",
    [
        "",
        "hba1c 61 2026-01-20",
        "hba1c >61 2026-01-20",
        "hba1c 50 2024-06-04; hba1c 70 2024-12-04",  # the day that is 15 months ago is not within
    ],
)
def test_nothing_is_shown_where_there_is_no_change_to_show(record):
    assert shown(RISE, record) == NOTHING_SHOWN


TOO_OLD = "hba1c 50 2024-06-04; hba1c 70 2024-12-04"
BEFORE_IT = "no HbA1c dated 90 to 365 days before HbA1c 61 on 20 Jan 2026"


@pytest.mark.parametrize(
    ("record", "gap"),
    [
        ("", ("no HbA1c within 15 months", "an HbA1c")),
        (TOO_OLD, ("no HbA1c within 15 months", "an HbA1c")),
        ("hba1c 61 2026-01-20", (BEFORE_IT, "an HbA1c dated in those days")),
        (
            "hba1c 50 2025-06-01; hba1c >55 2026-01-20",
            ("HbA1c >55 on 20 Jan 2026 cannot answer", "an HbA1c"),
        ),
        (
            "hba1c >40 2025-06-01; hba1c 61 2026-01-20",
            ("HbA1c >40 on 1 Jun 2025 cannot answer", "an HbA1c"),
        ),
    ],
)
def test_what_is_lacking_is_named_exactly(record, gap):
    assert answer(RISE, record) == "not known"
    assert gaps(RISE, record) == [gap]


@pytest.mark.parametrize("limits", ["", ", rise_of = 11, fall_of = 15"])
def test_a_change_goes_one_way(limits):
    wanted = r"Value error, needs a rise \(rise_of, rise_percent, times\) or a fall, not both \["
    with pytest.raises(ValidationError, match=wanted):
        condition(f'{{ change = "hba1c", {SPAN}, against = "lowest"{limits} }}')
