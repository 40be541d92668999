"""Fixtures 1 to 7: what EMIS Web writes, and what becomes of it when people merge it."""

from tests.intake.files.headings import (
    APPOINTMENTS,
    LIST_REPORT,
    LIST_REPORT_PEOPLE,
    PATIENT_LIST,
    READINGS,
    SHORT_REPORT_PEOPLE,
)
from tests.intake.files.people import (
    ANH,
    CHIDI,
    MARIA,
    PAWEL,
    SEAN,
    SHAHIDA,
    WILLIAM,
    ZOE,
    Person,
    cells,
)
from tests.intake.files.writing import lines, written

HBA1C = (
    "Haemoglobin A1c level - International Federation of Clinical Chemistry and"
    " Laboratory Medicine standardised"
)


def files() -> dict[str, bytes]:
    """The fixtures by name."""
    return {
        "01-clean-wide-emis.csv": _clean_wide(),
        "02-preamble-of-six-lines.csv": _preamble_of_six(),
        "03-preamble-of-eleven-lines.csv": _preamble_of_eleven(),
        "04-six-dates-and-code-terms.csv": _six_groups(),
        "04-dates-and-values-alone.csv": _nothing_to_tell_apart(),
        "04-recall-search.layout.toml": _layout_for_dates_and_values(),
        "05-grouped.csv": _grouped(),
        "05-appointments.csv": _appointments(),
        "06-complete-results-are-available.csv": _cut_short(),
        "07-three-practices.csv": _three_practices(),
    }


def wide(*said: str) -> dict[str, str]:
    """HbA1c and its day, the two halves of a pressure and their day, cholesterol and its day."""
    hba1c, on, systolic, diastolic, pressed_on, cholesterol, drawn_on = said
    cells = (hba1c, on, systolic, diastolic, pressed_on, pressed_on, cholesterol, drawn_on)
    return dict(zip(READINGS, cells, strict=True))


def _clean_wide() -> bytes:
    headings = (*PATIENT_LIST, *READINGS)
    return written(
        [
            headings,
            cells(ZOE, headings, also=wide(
                "58", "12-Sep-2026", "138", "82", "12-Sep-2026", "4.6", "12-Sep-2026")),
            cells(SEAN, headings, also=wide(
                "71", "03-Aug-2026", "151", "79", "03-Aug-2026", "3.9", "05-Feb-2026")),
            cells(MARIA, headings, also=wide(
                "49", "30-Sep-2026", "", "", "", "5.2", "30-Sep-2026")),
            cells(SHAHIDA, headings),
            cells(PAWEL, headings, also=wide(
                "84", "01-Oct-2026", "129", "70", "02-Oct-2026", "", "")),
            cells(ANH, headings, also=wide(
                "62", "14-Jul-2026", "118", "74", "20-Jul-2026", "4", "14-Jul-2026")),
        ]
    )  # fmt: skip


def _preamble_of_six() -> bytes:
    preamble = lines(
        '"Search: Diabetes register, all ages"',
        '"Organisation: Alder Road Surgery"',
        '"Run by: PATEL, Nisha (Mrs)"',
        '"Last run: 20-Nov-2026 09:14"',
        '"Relative date: 20-Nov-2026"',
        '"Population count: 4"',
        "",
    )
    bad = cells(WILLIAM, PATIENT_LIST, also={"NHS Number": "9990000019"})
    rows = [cells(person, PATIENT_LIST) for person in (ZOE, SEAN, CHIDI)]
    return preamble + written([PATIENT_LIST, *rows, bad])


def _preamble_of_eleven() -> bytes:
    preamble = lines(
        "Report name,Diabetes bloods last 15 months",
        "Folder,Diabetes\\Recalls",
        'Author,"PATEL, Nisha (Mrs)"',
        "Created,02-Mar-2019",
        "Last run,20-Nov-2026 11:02",
        "Organisation,Alder Road Surgery",
        "Population,Diabetes register (17+)",
        "Population count,4",
        "Sorted by,NHS Number",
        "Males,2",
        "Females,2",
    )
    headings = (*SHORT_REPORT_PEOPLE, "Date", "Code Term", "Value")
    rows = [
        _report_row(ZOE, "12-Sep-2026", HBA1C, "58"),
        _report_row(ZOE, "03-Mar-2026", HBA1C, "61"),
        _report_row(ZOE, "12-Sep-2026", "Serum creatinine level", "77"),
        _report_row(SEAN, "04-Aug-2026", HBA1C, "<20"),
        _report_row(SEAN, "04-Aug-2026", "HbA1c < 7%", ""),
        _report_row(SHAHIDA, "11-Oct-2026", "Urine albumin:creatinine ratio", "3.4"),
        _report_row(SHAHIDA, "11-Oct-2026", "Serum cholesterol level", ""),
        _report_row(CHIDI, "11-Oct-2026", "Influenza vaccination", ""),
    ]
    heading = ",".join(headings) + ","
    return preamble + lines(heading) + written(rows)


def _report_row(person: Person, *said: str) -> list[str]:
    return [*cells(person, SHORT_REPORT_PEOPLE), *said]


def _six_groups() -> bytes:
    nothing = [""] * (len(LIST_REPORT) - len(LIST_REPORT_PEOPLE))
    return written(
        [
            LIST_REPORT,
            [
                *cells(ZOE, LIST_REPORT_PEOPLE, also={"Ethnic Origin": "White British"}),
                "05-Nov-2011", "Type 2 diabetes mellitus",
                "12-Sep-2026", "Diabetic foot examination",
                "12-Sep-2026", "O/E - Right diabetic foot at low risk",
                "Metformin 500mg tablets, One To Be Taken Twice A Day, 56 tablet", "01-Nov-2026",
                "12-Sep-2026", "O/E - Left diabetic foot at increased risk",
                "20-Aug-2026", "Ex-smoker",
                "17-Oct-2026", "Atorvastatin 20mg tablets, One To Be Taken At Night, 28 tablet",
                "12-Sep-2026", "HbA1c < 7%",
                "1", "2",
            ],
            [
                *cells(SEAN, LIST_REPORT_PEOPLE),
                "19-May-2004", "Type 2 diabetes mellitus",
                "", "",
                "", "",
                "Dapagliflozin 10mg tablets, One To Be Taken Each Day, 28 tablet", "09-Nov-2026",
                "", "",
                "02-Feb-2026", "Never smoked tobacco",
                "", "",
                "14-Apr-2026", "Referral to diabetes structured education programme",
                "1", "1",
            ],
            [
                *cells(MARIA, LIST_REPORT_PEOPLE),
                "23-Jan-1999", "Type 1 diabetes mellitus",
                "30-Sep-2026", "Diabetic retinopathy screening",
                "30-Sep-2026", HBA1C,
                "", "",
                "30-Sep-2026", "Influenza vaccination",
                "", "",
                "", "",
                "", "",
                "1", "0",
            ],
            [*cells(SHAHIDA, LIST_REPORT_PEOPLE), *nothing],
        ]
    )  # fmt: skip


def _nothing_to_tell_apart() -> bytes:
    headings = (*SHORT_REPORT_PEOPLE, "Date", "Value", "Date", "Value")
    return written(
        [
            headings,
            _report_row(ZOE, "12-Sep-2026", "58", "12-Sep-2026", "4.6"),
            _report_row(SEAN, "04-Aug-2026", "71", "05-Feb-2026", "3.9"),
            _report_row(MARIA, "30-Sep-2026", "49", "30-Sep-2026", "5.2"),
            _report_row(SHAHIDA, "", "", "11-Oct-2026", "4.1"),
        ]
    )


def _layout_for_dates_and_values() -> bytes:
    return lines(
        'name = "recall search"',
        "",
        "[columns]",
        '"#7" = "result.hba1c.date@1"',
        '"#8" = "result.hba1c.value@1"',
        '"#9" = "result.cholesterol.date@1"',
        '"#10" = "result.cholesterol.value@1"',
        end="\n",
    )


def _grouped() -> bytes:
    """The person's cells only in the first row; the count has no heading; a comma at the end."""
    blank = [""] * len(SHORT_REPORT_PEOPLE)
    nameless = cells(WILLIAM, SHORT_REPORT_PEOPLE, also={"NHS Number": ""})
    return written(
        [
            [*SHORT_REPORT_PEOPLE, "Date", "Code Term", "Value", "", ""],
            [*_report_row(ZOE, "12-Sep-2026", HBA1C, "58"), "1", ""],
            [*blank, "03-Mar-2026", HBA1C, "61", "1", ""],
            [*blank, "12-Sep-2026", "Serum creatinine level", "77", "1", ""],
            [*_report_row(SEAN, "04-Aug-2026", HBA1C, "71"), "1", ""],
            [*nameless, "11-Oct-2026", HBA1C, "92", "1", ""],
            [*blank, "11-Apr-2026", HBA1C, "90", "1", ""],
            [*_report_row(SHAHIDA, "30-Sep-2026", HBA1C, "49"), "1", ""],
            [*blank, "30-Sep-2026", "Serum cholesterol level", "5.2", "1", ""],
        ]
    )


def _appointments() -> bytes:
    return lines(
        APPOINTMENTS,
        '"PATEL, N (Dr)","Friday","09:00","12:30","31-Oct-2025","Clinic","10","Free","No","0","9",',
        ',,,,,"Telephone","5","Booked","No","4","3",',
        ',,,,"07-Nov-2025","Clinic","10","Booked","Yes","9","11",',
    )


def _cut_short() -> bytes:
    headings = (*PATIENT_LIST, "HbA1c", "HbA1c Date")
    commas = "," * (len(headings) - 1)

    def row(person: Person, value: str, on: str) -> list[str]:
        return cells(person, headings, also={"HbA1c": value, "HbA1c Date": on})

    return b"".join(
        (
            written([headings, row(ZOE, "58", "12-Sep-2026"), row(SEAN, "71", "03-Aug-2026")]),
            lines(commas, "Complete results are available on request" + commas, commas),
            written([row(MARIA, "49", "30-Sep-2026")]),
            lines(commas),
            written([row(SHAHIDA, "66", "11-Oct-2026")]),
        )
    )


def _three_practices() -> bytes:
    headings = (*PATIENT_LIST, "HbA1c", "HbA1c Date")

    def block(*rows: tuple[Person, str]) -> bytes:
        return written(
            [
                headings,
                *(
                    cells(person, headings, also={"HbA1c": value, "HbA1c Date": "12-Sep-2026"})
                    for person, value in rows
                ),
            ]
        )

    bad = WILLIAM.at("Y00003")
    return b"".join(
        (
            block((ZOE, "58"), (SEAN, "71")),
            lines(""),
            block((MARIA.at("Y00002"), "49"), (SHAHIDA.at("Y00002"), "66")),
            lines("," * (len(headings) - 1)),
            block((PAWEL.at("Y00003"), "84"), (bad, "580"), (ANH.at("Y00003"), "62")),
        )
    )
