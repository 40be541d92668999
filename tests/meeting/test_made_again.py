"""What is kept only to be quick is held against the records, and made again where it is wrong."""

from contextlib import closing

import pytest

from mdt_app.measures.kept import kept, work_out
from mdt_app.measures.sets import set_names
from mdt_app.meeting.case_list import case_list
from mdt_app.meeting.listed import kept_cases, written
from mdt_app.meeting.made_again import made_again_problems
from tests.ui.network import take_everyone_in


@pytest.fixture
def listed(ws, tmp_path):
    """Six people, with their list and today's figures kept."""
    take_everyone_in(ws, tmp_path / "files")
    case_list(ws, ws.today())
    for name in set_names():
        work_out(ws, name, days=[ws.today()])
    return ws


def change(ws, sql):
    """What no part of the program does: a bug of a later version, or somebody with the key."""
    with closing(ws.vault.connect()) as connection:
        connection.execute(sql)


def list_now(ws):
    with ws.vault.reading() as reading:
        return written(kept_cases(reading))


def test_what_is_kept_is_what_the_records_say(listed):
    before = list_now(listed)
    assert made_again_problems(listed) == []
    assert list_now(listed) == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE listed_case SET raised = '' WHERE rank = 1",
        "UPDATE listed_case SET hba1c_target = 99 WHERE rank = 2",
        "DELETE FROM listed_case WHERE rank = 3",
        "UPDATE case_list SET raised = replace(raised, 'HbA1c', 'HbA1d')",
        "UPDATE listed_case SET patient_id = (SELECT min(patient_id) FROM listed_case)",
    ],
)
def test_a_list_kept_wrongly_is_said_and_made_again(listed, sql):
    before = list_now(listed)
    change(listed, sql)
    assert list_now(listed) != before
    (problem,) = made_again_problems(listed)
    assert problem.startswith("The list of people as it was kept")
    assert list_now(listed) == before
    assert made_again_problems(listed) == []


def test_figures_kept_wrongly_are_said_and_counted_again(listed):
    name = set_names()[0]
    today = listed.today()
    with listed.vault.reading() as reading:
        before = kept(reading, name, today, today)[today].figures.written
    change(
        listed,
        "UPDATE measured SET figures = replace(figures, '\"denominator\":[', '\"denominator\":[9')"
        f" WHERE set_name = '{name}'",
    )
    (problem,) = made_again_problems(listed)
    assert problem.startswith("Figures of ")
    with listed.vault.reading() as reading:
        assert kept(reading, name, today, today)[today].figures.written == before
    assert made_again_problems(listed) == []


def test_a_list_that_would_be_worked_out_again_anyway_is_no_problem(listed):
    change(listed, "UPDATE case_list SET made_for = 'lines-0 2020-01-01 x'")
    change(listed, "DELETE FROM listed_case")
    assert made_again_problems(listed) == []


def test_a_store_in_which_nothing_was_kept_has_no_problem(ws):
    assert made_again_problems(ws) == []
