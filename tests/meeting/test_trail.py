"""The trail in words: what is found, in what order, and what each line says."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mdt_app.intake.importing import take_in
from mdt_app.intake.wishes import Wishes
from mdt_app.meeting.decisions import record_decision
from mdt_app.meeting.meetings import plan_meeting
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.trail import Trail, Wish, everyone_on_it, read_trail, trail_details
from mdt_app.meeting.undo import undo_last
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.vault import trail_search
from mdt_app.vault.trail import EXPORTED, KINDS, SEEN, Access, note_in
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO, put_person

THEN = datetime(2026, 11, 26, 14, 0, 0, 0, UTC)


@pytest.fixture
def store(ws: Workspace) -> Workspace:
    """Three people; two were seen, one of them and the third exported together."""
    for number, surname in ((ADA, "Exemplar"), (BRAM, "O'Specimen"), (CLEO, "Sample")):
        put_person(ws, number, surname)
    note_in(
        ws.vault,
        "J. Cole",
        [
            Access(SEEN, "Meet", ADA, at=THEN),
            Access(SEEN, "Meet", BRAM, at=THEN + timedelta(minutes=1)),
            Access(EXPORTED, "register exported", people=(ADA, CLEO), at=THEN + timedelta(1)),
        ],
    )
    return ws


def trail(ws: Workspace, most: int = 500, **wanted: object) -> Trail:
    with ws.vault.reading() as reading:
        return read_trail(reading, Wish(**wanted), most)


def whats(found: Trail) -> list[str]:
    return [f"{row.what} {row.whom}".strip() for row in found.rows]


def test_the_latest_comes_first(store: Workspace) -> None:
    assert whats(trail(store, by="J. Cole")) == [
        "Exported 2 people",
        "Seen O'SPECIMEN, Ada",
        "Seen EXEMPLAR, Ada",
    ]


def test_a_person_is_found_in_lines_about_them_and_in_lists_they_are_on(store: Workspace) -> None:
    assert [row.what for row in trail(store, person=ADA).rows] == ["Exported", "Seen"]
    assert [row.what for row in trail(store, person=CLEO).rows] == ["Exported"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("exemplar", 2),
        ("EXEMPLAR cole", 2),
        ("o'specimen", 1),
        (ADA, 2),
        ("seen", 2),
        ("register", 1),
        ("exemplar register", 1),
        ("specimen register", 0),
        ("%", 0),
        ("_een", 0),
        ("'; DROP TABLE access; --", 0),
        ('"', 0),
        ("\x00", 0),
        ("\udcff half", 0),
        ("\N{RIGHT-TO-LEFT OVERRIDE}nees", 0),
        ("e" * 20_000, 0),
    ],
)
def test_words_mean_what_they_say(store: Workspace, words: str, count: int) -> None:
    assert len(trail(store, text=words, by="J. Cole").rows) == count


def test_a_search_by_pattern_would_find_everything(
    store: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the signs in the test above would prove nothing."""

    def by_pattern(number: int, _word: trail_search.Word) -> str:
        used = f"json_array_length(:numbers{number})"
        return f"(words LIKE '%' || :text{number} || '%' OR {used})"

    monkeypatch.setattr(trail_search, "_word_condition", by_pattern)
    assert len(trail(store, text="%", by="J. Cole").rows) == 3


def test_a_word_that_many_names_hold_finds_every_list_of_people(ws: Workspace) -> None:
    numbers = [f"{number:010}" for number in range(1, 40)]
    for number in numbers:
        put_person(ws, number, "Commonname")
    note_in(ws.vault, ws.user, [Access(EXPORTED, "x", people=tuple(numbers))])
    assert [row.what for row in trail(ws, text="commonname").rows] == ["Exported"]


def test_days_are_included_at_both_ends(store: Workspace) -> None:
    first, last = THEN.astimezone().date(), (THEN + timedelta(1)).astimezone().date()
    cole = {"by": "J. Cole"}
    assert len(trail(store, since=first, until=last, **cole).rows) == 3
    assert len(trail(store, since=first, until=first, **cole).rows) == 2
    assert len(trail(store, since=last, **cole).rows) == 1
    assert len(trail(store, until=first - timedelta(1), **cole).rows) == 0


def test_what_is_cut_off_is_counted(store: Workspace) -> None:
    found = trail(store, most=2, by="J. Cole")
    assert (len(found.rows), found.total) == (2, 3)
    assert trail(store, most=3, by="J. Cole").total == 3


def test_what_was_entered_changed_and_taken_back_is_all_on_it(store: Workspace) -> None:
    meeting = plan_meeting(store, Meeting("", "Network 3 MDT", TODAY))
    nominate(store, Nomination(ADA, True, "Is a pump worth it?"))
    record_decision(store, meeting.id, ADA, ("refer:podiatry",), "Soon")
    record_decision(store, meeting.id, ADA, (), "Rather not")
    undo_last(store, meeting.id)
    found = trail(store, person=ADA, part="entered")
    assert [row.what for row in found.rows] == [
        "Undone: decision changed",
        "Decision changed",
        "Decision recorded",
        "Nomination recorded",
    ]
    said = [row.said for row in found.rows]
    assert said[1:] == ["Rather not", "Refer to podiatry · Soon", "Is a pump worth it?"]
    with store.vault.reading() as reading:
        details = trail_details(reading, found.rows[2])
    assert dict(details.fields)["words"] == "Soon"
    assert details.place.startswith("entry ")
    assert details.people == ("EXEMPLAR, Ada · 999 000 0018",)


def test_a_file_that_spoke_of_somebody_is_on_their_trail(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "patients.csv"
    file.write_text(
        "nhs_number,surname,forename,born_on,sex,practice,diabetes_type\n"
        f"{ADA},Exemplar,Ada,1968-02-14,female,Y00001,type 2\n"
    )
    assert take_in(ws, [file], Wishes(allow_test_numbers=True)).committed
    found = trail(ws, person=ADA)
    assert [(row.what, row.said) for row in found.rows] == [("Imported", "patients.csv")]
    assert found.total == 1
    assert trail(ws, person=ADA, part="seen").total == 0
    assert trail(ws, person=ADA, part="imported").total == 1
    assert trail(ws, person=ADA, by="somebody else").total == 0
    assert trail(ws, person=ADA, until=date(2020, 1, 1)).total == 0
    assert trail(ws, part="imported").total == 1  # the import itself, whomever it was about


def test_who_is_not_in_the_store_goes_by_the_number(ws: Workspace) -> None:
    note_in(ws.vault, ws.user, [Access(SEEN, "Meet", "9990000077")])
    (row,) = trail(ws, part="seen").rows
    assert row.whom == "999 000 0077"
    with ws.vault.reading() as reading:
        assert trail_details(reading, row).people == ("not in the store · 999 000 0077",)


def test_every_kind_of_line_has_words(ws: Workspace) -> None:
    note_in(ws.vault, ws.user, [Access(kind, "here") for kind in sorted(KINDS)])
    found = [row for row in trail(ws).rows if not row.line.id]
    assert len(found) == len(KINDS)
    assert all(row.what[:1].isupper() and row.said == "Here" for row in found)


def test_everybody_on_it_is_known_by_name(store: Workspace) -> None:
    with store.vault.reading() as reading:
        assert set(everyone_on_it(reading)) == {"J. Cole", store.user}
