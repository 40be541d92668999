"""Hypothesis strategies: files of the plain layout, good, awkward and broken."""

from hypothesis import strategies as st

from mdt_app.clinical.events import EVENT_KINDS
from tests.intake.conftest import ADA, BEN, CAT, DAN, EVENTS, MEDICINES, PATIENTS, RESULTS, lines

_NAUGHTY = ("=1+1", "-5", "@x", "'=x", "''-x", "+44", "'t Hooft", "a,b", 'say "hi"', "x\ny", "é–’")
# A file full of control characters is refused as no text.
_TEXT = st.sampled_from(_NAUGHTY) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\t\r\n"),
    max_size=12,
)
_NAME = _TEXT.filter(lambda text: text.strip().strip("'").strip())
_NUMBERS = st.sampled_from([ADA, BEN, CAT, DAN])
_DAYS = st.sampled_from(["2024-01-01", "2024-01-02", "01/03/2024", "04-Apr-25", "2026-11-26"])
_DAYS_OR_PARTS = _DAYS | st.sampled_from(["2024", "2024-01", "01/2024", "Mar 2024"])
_PRACTICES = st.sampled_from(["Y00001", "Y00002", "Z99999"])
_VALUES = st.sampled_from(
    [
        ("hba1c", "58", "mmol/mol"),
        ("hba1c", "7.5", "%"),
        ("hba1c", "<42", "mmol/mol"),
        ("hba1c", "66", ""),
        ("acr", "0.1", "mg/mmol"),
        ("acr", "12.3", "mg/g"),
        ("blood_pressure", "140/80", ""),
        ("retinal_left", "R1 M0", ""),
        ("foot_risk_left", "increased", ""),
        ("smoking", "ex", ""),
        ("weight", "80", "kg"),
    ]
)
_MAYBE_DAY = st.just("") | _DAYS


def quoted(cells):
    """One row of CSV."""
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


@st.composite
def patients(draw, numbers=(ADA, BEN, CAT, DAN)):
    """A row for each number, each with a birth of their own."""
    rows = []
    for place, number in enumerate(numbers):
        rows.append(
            [
                number,
                draw(_NAME),
                draw(_NAME),
                f"195{place}-02-14",
                draw(st.sampled_from(["female", "male", "other", "unknown"])),
                draw(_PRACTICES),
                draw(_TEXT),
                draw(st.sampled_from(["", "none", "severe"])),
                draw(st.sampled_from(["", "yes", "no"])),
                draw(st.sampled_from(["", "1", "10"])),
                draw(_MAYBE_DAY),
            ]
        )
    return PATIENTS + ",language,frailty,housebound,deprivation_decile,registered_on", rows


results = st.tuples(
    st.just(RESULTS + ",code"),
    st.lists(
        st.builds(
            lambda number, value, day, setting, code: [
                number, value[0], day, value[1], value[2], setting, code
            ],
            _NUMBERS, _VALUES, _DAYS_OR_PARTS, st.sampled_from(["", "clinic", "home"]), _TEXT,
        ),
        max_size=8,
    ),
)  # fmt: skip
medicines = st.tuples(
    st.just(MEDICINES),
    st.lists(
        st.tuples(
            _NUMBERS,
            _NAME,
            st.sampled_from(["", "metformin", "sglt2+metformin"]),
            _TEXT,
            _MAYBE_DAY,
            _MAYBE_DAY,
            st.just("") | st.just("2027-01-01"),
            st.sampled_from(["", "yes", "no"]),
        ).map(list),
        max_size=6,
    ),
)
events = st.tuples(
    st.just(EVENTS),
    st.lists(
        st.tuples(_NUMBERS, st.sampled_from(sorted(EVENT_KINDS)), _DAYS_OR_PARTS, _TEXT).map(list),
        max_size=6,
    ),
)


@st.composite
def commands(draw):
    """The four files of one good command, as text by name."""
    sections = {
        "patients": draw(patients()),
        "results": draw(results),
        "medicines": draw(medicines),
        "events": draw(events),
    }
    return {name: lines(heading, *map(quoted, rows)) for name, (heading, rows) in sections.items()}


_CELL = (
    _TEXT
    | _NUMBERS
    | _DAYS
    | st.sampled_from(["", "hba1c", "dka", "7.5", "9.99E+09", "x" * 40_000, "\0", '"', "\n", "\r"])
)
_HEADING = st.sampled_from([PATIENTS, RESULTS, MEDICINES, EVENTS, PATIENTS + ",age,", "a,b", ""])


@st.composite
def broken_files(draw):
    """Bytes that may be a file of the layout, or nearly one, or nothing of the kind."""
    rows = draw(st.lists(st.lists(_CELL, max_size=9).map(",".join), max_size=6))
    text = "\n".join([draw(_HEADING), *rows])
    raw = text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])))
    cut = draw(st.integers(0, len(raw)))
    return draw(st.sampled_from([raw, raw[:cut], raw + draw(st.binary(max_size=20))]))
