"""What a column may be said to hold."""

import pytest

from mdt_app.intake.columns.meanings import ROLES, is_meaning, meanings_in


@pytest.mark.parametrize(
    "text",
    [
        "person.surname",
        "result.hba1c.value",
        "result.height.date@2+result.weight.date@2",
        "event.foot_check.date",
        "medicine.dose",
        "group.other_term@3",
        "row.deleted",
        "ignored",
        "",
    ],
)
def test_a_meaning_is_read_and_written_alike(text):
    assert is_meaning(text)
    assert "+".join(map(str, meanings_in(text))) == ("" if text == "ignored" else text)


def test_what_a_layout_may_say_of_a_column_is_what_the_readers_know():
    assert {family: " ".join(sorted(roles)) for family, roles in ROLES.items()} == {
        "result": "code comparator date diastolic diastolic_date setting systolic systolic_date"
        " unit value",
        "event": "date detail",
        "medicine": "class current dose ended_on last_issued_on name started_on",
        "group": "code comparator date other_code other_term parent setting term text unit value",
        "row": "confidential deleted",
    }


@pytest.mark.parametrize(
    "text", ["person.key", "person.postcode", "result.hba1.value", "result.hba1c", "group.value@x"]
)
def test_what_no_reader_knows_is_no_meaning(text):
    assert is_meaning(text) is False
