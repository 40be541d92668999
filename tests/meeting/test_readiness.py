"""What is still missing before the meeting: person by person, and practice by practice."""

from dataclasses import replace

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.meeting.prepared import Prepared, prepared_about
from mdt_app.meeting.readiness import (
    Lacking,
    NotReady,
    by_practice,
    missing,
    readiness_words,
    ready_word,
    sentence,
)
from mdt_app.meeting.values import Nomination
from mdt_app.register.queries import people
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO, AddPerson, well

ASKED = Nomination(ADA, True, "What next for glucose?", "her grandchildren", asked="agreed")


def words(nomination: Nomination, lacking: tuple[Lacking, ...] = ()) -> list[str]:
    return [each.words for each in missing(nomination, lacking)]


def about(ws: Workspace, number: str) -> Prepared:
    with ws.vault.reading() as reading:
        return prepared_about(reading, people(reading), TODAY)[number]


def test_everything_missing_is_said_and_the_first_is_the_word() -> None:
    nothing = Nomination(ADA, is_chosen=True)
    assert words(nothing, (Lacking("ACR"),)) == [
        "question missing",
        "not asked yet to be discussed",
        "what matters to the person missing",
        "ACR date missing, none on the record",
    ]
    assert ready_word(nothing, ()) == "question"


def test_that_what_matters_was_not_asked_is_an_answer() -> None:
    silent = replace(ASKED, what_matters=" ")
    assert ready_word(silent, ()) == "matters"
    assert ready_word(replace(silent, is_matter_not_asked=True), ()) == "ready"


def test_who_is_only_noted_needs_to_have_agreed_and_nothing_else() -> None:
    noted = Nomination(ADA, True, lane="noted", asked="agreed")
    assert words(noted, (Lacking("ACR"),)) == []
    assert words(replace(noted, asked="")) == ["not asked yet to be discussed"]


@pytest.mark.parametrize("is_chosen", [True, False])
def test_an_objection_is_all_there_is_to_say(is_chosen: bool) -> None:
    objecting = replace(ASKED, question="", asked="objects", is_chosen=is_chosen)
    assert [each.what for each in missing(objecting, (Lacking("ACR"),))] == ["objects"]


def test_somebody_not_chosen_lacks_nothing() -> None:
    assert missing(Nomination(ADA), (Lacking("ACR"),)) == ()
    assert ready_word(Nomination(ADA), None) == ""


def test_a_record_not_read_yet_is_not_called_ready() -> None:
    assert ready_word(ASKED, None) == "…"
    assert ready_word(ASKED, ()) == "ready"


def test_a_record_with_everything_of_late_lacks_nothing(
    ws: Workspace, add_person: AddPerson
) -> None:
    add_person(ADA, results=well(), events={"2020-01-01": "heart_failure"})
    assert about(ws, ADA) == Prepared((), frozenset({"heart_failure"}))


def test_a_result_older_than_fifteen_months_is_missing_and_its_day_is_said(
    ws: Workspace, add_person: AddPerson
) -> None:
    old = well() | {Kind.ACR: {"2025-08-26": 1.0}, Kind.BLOOD_PRESSURE: {"2025-08-27": 130.0}}
    add_person(ADA, results=old)
    found = about(ws, ADA).lacking
    assert [each.words for each in found] == ["ACR date missing, last 26 Aug 2025"]


def test_an_empty_record_lacks_each_of_the_six(ws: Workspace, add_person: AddPerson) -> None:
    add_person(ADA)
    names = [each.name for each in about(ws, ADA).lacking]
    assert names == ["HbA1c", "BP", "eGFR", "ACR", "cholesterol", "weight"]


def test_what_lies_ahead_or_before_the_day_asked_counts_for_nothing(
    ws: Workspace, add_person: AddPerson
) -> None:
    ahead = well() | {Kind.ACR: {"2026-12-24": 1.0}}
    add_person(ADA, results=ahead, events={"2026-12-24": "heart_failure"})
    found = about(ws, ADA)
    assert [each.name for each in found.lacking] == ["ACR"]
    assert not found.conditions


def test_the_practices_are_counted_and_the_least_ready_comes_first() -> None:
    lacks = missing(replace(ASKED, question=""), (Lacking("ACR"),))
    everyone = [
        NotReady(ADA, "Begum, Ada", "Alder Road", ()),
        NotReady(BRAM, "Ali, Bram", "Birch Lane", lacks),
        NotReady(CLEO, "Green, Cleo", "Birch Lane", ()),
    ]
    found = by_practice(everyone)
    assert [each.words for each in found] == [
        "Birch Lane: 1 of 2 not ready",
        "Alder Road: all ready (1)",
    ]
    assert [each.nhs_number for each in found[0].not_ready] == [BRAM]
    assert sentence(everyone[1]) == "question missing; ACR date missing, none on the record"
    assert readiness_words(everyone) == "1 of 3 not ready: question 1, ACR 1"
    assert readiness_words(everyone[:1]) == "ready"
    assert readiness_words([]) == ""
