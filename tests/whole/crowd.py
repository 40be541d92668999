"""Eight people of whom nothing is the same: every value, word and question is one person's own."""

from collections.abc import Sequence
from pathlib import Path

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.meeting.agenda import build_agenda
from mdt_app.meeting.meetings import plan_meeting, start_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.vault.workspace import Workspace
from tests.invented import PRACTICES, TODAY

NUMBERS = (
    "9990000018",
    "9990000026",
    "9990000034",
    "9990000042",
    "9990000050",
    "9990000069",
    "9990000077",
    "9990000085",
)
_SURNAMES = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel")


def mark_of(number: str) -> str:
    """A word that stands for one person and holds no number of theirs."""
    return f"mark{NUMBERS.index(number)}mark"


def surname_of(number: str) -> str:
    return _SURNAMES[NUMBERS.index(number)]


def charted(number: str) -> tuple[str, ...]:
    """How the charts' descriptions begin for this person."""
    place = NUMBERS.index(number)
    return (
        f"HbA1c {60 + place} mmol/mol on",
        f"Blood pressure {130 + place}/{70 + place} mmHg on",
        f"eGFR {35 + place} G3",
        f"Urine ACR {4 + place} A2",
        f"Cholesterol 5.{place} mmol/L on",
        f"Weight · BMI {80 + place} kg on",
    )


def begin_meeting(ws: Workspace, folder: Path) -> Meeting:
    """Everybody taken in, asked about, and on the agenda of an open meeting."""
    report = take_in(ws, _files(folder), Wishes(allow_test_numbers=True))
    assert report.committed
    assert not any(file.problems for file in report.files)
    for number in NUMBERS:
        mark = mark_of(number)
        asked = Nomination(number, True, f"What next for {mark}?", f"{mark} at home", "full")
        nominate(ws, asked)
    planned = Meeting("", "Network 3 MDT", TODAY, "14:00", "Alder Road", tuple(PRACTICES))
    meeting = plan_meeting(ws, planned)
    build_agenda(ws, meeting.id, NUMBERS)
    return start_meeting(ws, meeting.id)


def _files(folder: Path) -> list[Path]:
    folder.mkdir()
    patients = ["nhs_number,surname,forename,born_on,sex,practice,diabetes_type"]
    results = ["nhs_number,kind,taken_on,value,unit"]
    medicines = ["nhs_number,name,class,dose,started_on,last_issued_on"]
    for place, number in enumerate(NUMBERS):
        practice = sorted(PRACTICES)[place // 2]
        name = f"{_SURNAMES[place]},{mark_of(number)}"
        patients.append(f"{number},{name},19{50 + place}-02-1{place},female,{practice},type 2")
        for kind, value, unit in (
            ("hba1c", 60 + place, "mmol/mol"),
            ("blood_pressure", f"{130 + place}/{70 + place}", "mmHg"),
            ("egfr", 35 + place, "mL/min/1.73m2"),
            ("acr", 4 + place, "mg/mmol"),
            ("cholesterol", f"5.{place}", "mmol/L"),
            ("weight", 80 + place, "kg"),
        ):
            results.append(f"{number},{kind},2026-11-0{place + 1},{value},{unit}")
        medicines.append(f"{number},{mark_of(number)} tablets,other,1 a day,2020-01-01,2026-11-01")
    return _written(folder, {"patients": patients, "results": results, "medicines": medicines})


def _written(folder: Path, texts: dict[str, Sequence[str]]) -> list[Path]:
    paths = []
    for name, rows in texts.items():
        path = folder / f"{name}.csv"
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        paths.append(path)
    return paths
