"""The invented network goes through the real intake and rules, and looks like a borough."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mdt_app.demo.cohort import NETWORK, PRACTICES
from mdt_app.demo.extracts import write_extracts
from mdt_app.demo.stories import stories
from mdt_app.intake.import_report import ImportReport
from mdt_app.intake.importing import take_in
from mdt_app.measures.counting import counted
from mdt_app.measures.sets import DEFAULT_SET, load_set
from mdt_app.meeting.case_list import case_list
from mdt_app.meeting.values import Case
from mdt_app.register.network import set_up_network
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.store import create_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE, TODAY

pytestmark = pytest.mark.slow

RAISED = {
    "Rehana Ali": {"hba1c-very-high", "pregnancy", "pregnancy-medicines"},
    "Tom Baker": {"egfr-very-low", "metformin-egfr-below-30"},
    "Shahida Begum": {"hba1c-very-high", "hba1c-rising", "egfr-falling", "acr-high", "eye-overdue"},
    "Abdul Chowdhury": {"severe-hypo", "recent-admission"},
    "Megan Davies": {"young-type-2", "hba1c-rising", "education-not-offered"},
    "Chinedu Eze": {"foot-active", "hba1c-high", "eye-sight-threatening"},
    "Farida Hussain": {"hba1c-high"},
    "Nurul Islam": {"overtreatment-likely"},
    "Patricia Jones": {"eye-sight-threatening", "bp-high-twice"},
    "Yusuf Khan": {"processes-missing", "not-reached", "missed-appointments"},
    "Aaron Lewis": {"hba1c-high"},
    "Salma Miah": {"pregnancy", "pregnancy-medicines", "young-type-2"},
    "Kwame Osei": {"hba1c-very-high", "hba1c-rising"},
    "Tahmina Rahman": {"acr-high", "sglt2i-not-recorded"},
    "Paul Evans": {"dka-hhs", "hba1c-very-high"},
    "Momena Khatun": {"overtreatment-likely"},
    "Alice Green": {"foot-review-overdue"},
}


@pytest.fixture(scope="module")
def taken_in(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Workspace, ImportReport, list[Path]]]:
    folder = tmp_path_factory.mktemp("network")
    files = write_extracts(folder / "files", TODAY)
    vault = create_store(folder / "store", "Demo", PASSPHRASE, is_demo=True, cost=LEAST_COST)
    ws = Workspace(vault, "Demo", _today)
    set_up_network(ws, NETWORK, PRACTICES)
    yield ws, take_in(ws, files), files
    vault.lock()


@pytest.fixture(scope="module")
def cases(taken_in: tuple[Workspace, ImportReport, list[Path]]) -> list[Case]:
    return case_list(taken_in[0], TODAY)


def _today() -> date:
    return TODAY


def test_every_row_is_taken_in_but_the_three_slips(taken_in):
    _, report, _ = taken_in
    assert report.committed
    assert report.refusal is None
    problems = [problem for file in report.files for problem in file.problems]
    assert len(problems) == 3
    counted = Counter()
    for file in report.files:
        for section, counts in file.counts.items():
            counted[section, "new"] += counts.new
            counted[section, "lost"] += counts.held + counts.rejected
    assert counted["patients", "new"] == 2400
    assert counted["results", "lost"] == 3
    assert counted["medicines", "lost"] == counted["events", "lost"] == 0


def test_the_same_files_again_change_nothing(taken_in):
    ws, _, files = taken_in
    again = take_in(ws, [path for path in files if path.name.startswith("dock-view")])
    for file in again.files:
        for counts in file.counts.values():
            assert (counts.new, counts.changed, counts.superseded) == (0, 0, 0)


def test_a_believable_share_of_people_is_flagged(cases):
    share = Counter(case.severity for case in cases)
    assert 0.05 < share["red"] / len(cases) < 0.15
    assert 0.30 < (share["red"] + share["amber"]) / len(cases) < 0.55
    assert 0.01 < sum(case.lane == "not_reached" for case in cases) / len(cases) < 0.06


def test_the_network_gets_better_over_eighteen_months(taken_in):
    months = [date(2025, 5, 31), date(2026, 2, 28), date(2026, 10, 31)]
    measures = load_set(DEFAULT_SET)
    found = counted(taken_in[0], measures, months)
    last = {}
    for measure in ("care-plan", "retinal-attended", "bp-and-cholesterol", "hba1c-58"):
        figures = [
            figure
            for month in months
            for figure in found.days[month].figures
            if (figure.measure, figure.practice) == (measure, "")
        ]
        percents = [figure.percent for figure in figures]
        assert percents == sorted(percents), measure
        last[measure] = percents[-1]
    assert last["care-plan"] > 80
    assert 80 < last["retinal-attended"] < 90
    assert 40 < last["bp-and-cholesterol"] < 50


def test_nearly_every_rule_finds_somebody(cases):
    raised = {answer.rule for case in cases for answer in case.raised}
    assert len(raised) >= 30


def test_the_people_written_by_hand_are_flagged_for_what_their_story_is_about(cases):
    found = {
        f"{case.person.forename} {case.person.surname}": {answer.rule for answer in case.raised}
        for case in cases
    }
    assert {s.surname for s in stories()} - {name.split()[-1] for name in RAISED} == set()
    for name, rules in RAISED.items():
        assert rules <= found[name], (name, rules - found[name])
