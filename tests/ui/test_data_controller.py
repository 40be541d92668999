"""The state behind Data, on real files and a real store, without a window."""

from dataclasses import replace

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.history import files_taken_in, last_import
from mdt_app.register.queries import people
from mdt_app.ui.data.controller import DataController
from mdt_app.ui.data.stages import Stage
from tests.kept_list import cached_case_list
from tests.ui.network import EVERYONE, PATIENTS, collected, take_everyone_in, threads, write_files


def without_practice():
    rows = [line.split(",") for line in PATIENTS.splitlines()]
    place = rows[0].index("practice")
    return "\n".join(",".join(r[:place] + r[place + 1 :]) for r in rows) + "\n"


@pytest.fixture
def working(qapp):
    with threads() as made:
        yield made


class TestNumbersController(DataController):
    """As the window's, but numbers of the test range count, as in a demo store."""

    __test__ = False

    def _look(self, chosen):
        wishes = replace(chosen.wishes, allow_test_numbers=True)
        super()._look(replace(chosen, wishes=wishes))


@pytest.fixture
def controller(ws, working):
    return TestNumbersController(ws, working.runner)


def say_practice(controller, ods):
    report = controller.report.files[0]
    controller.answer([(report, report.questions[0], ods)])


def everyone(ws):
    with ws.vault.reading() as reading:
        return [person.nhs_number for person in people(reading)]


def entries(ws):
    with ws.vault.reading() as reading:
        return next(reading.rows("SELECT count(*) FROM entry"))[0]


def test_looking_keeps_nothing(ws, controller, working, tmp_path):
    before = entries(ws)
    previews = collected(controller.previewed)
    controller.look_at(write_files(tmp_path / "f"))
    working.settle()
    assert previews[0].files[0].counts["patients"].new == len(EVERYONE)
    assert controller.stage is Stage.PREVIEWED
    assert everyone(ws) == []
    assert entries(ws) == before


def test_taking_in_keeps_everything_and_works_the_list_out(ws, controller, working, tmp_path):
    taken, ready = collected(controller.taken_in), collected(controller.list_ready)
    controller.look_at(write_files(tmp_path / "f"))
    working.settle()
    controller.take_in()
    working.settle()
    assert everyone(ws) == list(EVERYONE)
    assert (len(taken), len(ready)) == (1, 1)
    assert controller.stage is Stage.IDLE
    with ws.vault.reading() as reading:
        assert len(cached_case_list(reading, ws.today())) == len(EVERYONE)


def test_nothing_is_taken_in_before_it_was_looked_at(ws, controller, working):
    controller.take_in()
    working.settle()
    assert everyone(ws) == []


def test_a_refused_file_keeps_the_others_out_and_is_never_taken_in(
    ws, controller, working, tmp_path
):
    letter = tmp_path / "letter.docx"
    letter.write_bytes(b"PK\x03\x04 not for us")
    controller.look_at([*write_files(tmp_path / "f"), letter])
    working.settle()
    assert controller.report.refusal is not None
    assert not controller.may_take_in
    controller.take_in()
    working.settle()
    assert everyone(ws) == []


def test_a_file_without_a_practice_asks_for_it_and_is_looked_at_again(
    ws, controller, working, tmp_path
):
    paths = write_files(tmp_path / "f", patients=without_practice())
    controller.look_at(paths[:1])
    working.settle()
    assert controller.report.files[0].questions[0].topic == "practice"
    say_practice(controller, "Y00002")
    working.settle()
    assert controller.may_take_in
    controller.take_in()
    working.settle()
    assert everyone(ws) == list(EVERYONE)


def test_a_practice_said_for_one_set_of_files_does_not_stick_to_the_next(
    controller, working, tmp_path
):
    paths = write_files(tmp_path / "f", patients=without_practice())
    controller.look_at(paths[:1])
    working.settle()
    say_practice(controller, "Y00002")
    working.settle()
    controller.look_at(paths[:1])
    working.settle()
    assert controller.chosen.wishes.practice == ""
    assert not controller.may_take_in


def test_leaving_forgets_the_files(ws, controller, working, tmp_path):
    controller.look_at(write_files(tmp_path / "f"))
    working.settle()
    controller.leave_files()
    controller.take_in()
    working.settle()
    assert everyone(ws) == []
    assert controller.stage is Stage.IDLE


@pytest.fixture
def many(tmp_path):
    """Enough rows that somebody can change their mind while they are read."""
    row = "9990000018,hba1c,2026-11-03,92,mmol/mol\n"
    results = "nhs_number,kind,taken_on,value,unit\n" + row * 60_000
    return write_files(tmp_path / "many", results=results)


def test_cancelling_leaves_nothing(ws, controller, working, many):
    controller.progressed.connect(controller.cancel)
    controller.look_at(many)
    working.settle()
    assert controller.stage is Stage.IDLE
    assert everyone(ws) == []


def test_cancelling_while_taking_in_leaves_nothing_and_the_preview_stays(
    ws, controller, working, many
):
    controller.look_at(many)
    working.settle()
    before = entries(ws)
    controller.progressed.connect(controller.cancel)
    controller.take_in()
    working.settle()
    assert everyone(ws) == []
    assert entries(ws) == before
    assert controller.may_take_in


def test_cancel_stops_the_import_even_when_other_work_waits_behind_it(
    ws, controller, working, many
):
    others = []

    def cancel_once():
        if not others:
            working.runner.start(
                lambda _progress: "other work",
                owner=controller,
                on_done=others.append,
                on_error=others.append,
            )
        controller.cancel()

    controller.progressed.connect(cancel_once)
    controller.look_at(many)
    working.settle()
    assert controller.stage is Stage.IDLE
    assert set(others) == {"other work"}


def test_undo_takes_the_last_import_back_and_only_that(ws, controller, working, tmp_path):
    take_everyone_in(ws, tmp_path / "f")
    results = "nhs_number,kind,taken_on,value,unit\n9990000018,hba1c,2026-11-20,90,mmol/mol\n"
    controller.look_at(write_files(tmp_path / "later", results=results)[1:])
    working.settle()
    controller.take_in()
    working.settle()
    undone = collected(controller.undone)
    controller.undo_last()
    working.settle()
    assert undone == [1]
    assert everyone(ws) == list(EVERYONE)
    assert [file.is_undone for file in controller.files] == [True, False, False]
    controller.undo_last()
    working.settle()
    assert everyone(ws) == []
    assert not controller.may_undo


def test_export_writes_everything_in_the_plain_layout(ws, controller, working, tmp_path):
    take_everyone_in(ws, tmp_path / "f")
    exported = collected(controller.exported)
    controller.export(tmp_path / "out")
    working.settle()
    assert exported == [str(tmp_path / "out")]
    text = (tmp_path / "out" / "patients.csv").read_text(encoding="utf-8")
    assert all(number in text for number in EVERYONE)


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(
    ws, controller, working, tmp_path
):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    failed = collected(controller.failed)
    controller.export(tmp_path / "taken")
    working.settle()
    assert isinstance(failed[0], UserError)
    assert controller.stage is Stage.IDLE


def test_the_files_taken_in_say_who_when_and_what(ws, tmp_path):
    take_everyone_in(ws, tmp_path / "f")
    with ws.vault.reading() as reading:
        files = files_taken_in(reading)
    assert [file.file_name for file in files] == ["results.csv", "patients.csv"]
    assert {file.by for file in files} == {ws.user}
    assert files[1].counts["patients"].new == len(EVERYONE)
    assert len(last_import(files)) == 2
