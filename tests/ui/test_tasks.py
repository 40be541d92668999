"""Long work: off the GUI thread, answered on it, and stopped when asked."""

import threading

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from mdt_app.errors import UserError
from mdt_app.ui.tasks import TaskRunner


@pytest.fixture
def runner(qapp):
    made = TaskRunner()
    yield made
    made.shut_down()


@pytest.fixture
def owner(runner):
    return QObject(runner)


def started(runner, owner, job, said):
    runner.start(
        job,
        owner=owner,
        on_done=lambda answer: said.append(("done", answer, threading.current_thread())),
        on_error=lambda error: said.append(("error", error, threading.current_thread())),
        on_cancelled=lambda: said.append(("cancelled", None, threading.current_thread())),
    )


def test_a_job_runs_elsewhere_and_answers_here(runner, owner, qtbot):
    said = []
    started(runner, owner, lambda _progress: threading.current_thread(), said)
    qtbot.waitUntil(lambda: bool(said))
    ((what, worked_in, answered_in),) = said
    assert what == "done"
    assert worked_in is not threading.main_thread()
    assert answered_in is threading.main_thread()


def test_an_error_is_answered_too(runner, owner, qtbot):
    said = []

    def job(_progress):
        raise UserError("No room on the disk.")

    started(runner, owner, job, said)
    qtbot.waitUntil(lambda: bool(said))
    assert (said[0][0], said[0][1].message) == ("error", "No room on the disk.")


def test_progress_is_told_and_cancelling_ends_the_job(runner, owner, qtbot):
    said, steps = [], []
    runner.progressed.connect(lambda done, total: steps.append((done, total)))
    entered = threading.Event()

    def job(progress):
        progress(1, 3)
        entered.set()
        while True:
            progress(2, 3)

    started(runner, owner, job, said)
    qtbot.waitUntil(entered.is_set)
    runner.cancel()
    qtbot.waitUntil(lambda: bool(said))
    assert said[0][0] == "cancelled"
    assert steps[0] == (1, 3)


def test_a_new_job_is_not_stopped_by_the_cancelling_of_the_last(runner, owner, qtbot):
    said = []
    held = threading.Event()

    def first(progress):
        held.wait()
        progress(1, 1)

    started(runner, owner, first, said)
    runner.cancel()
    started(runner, owner, lambda progress: progress(1, 1), said)
    held.set()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert [what for what, *_ in said] == ["cancelled", "done"]


def test_nobody_is_answered_who_is_gone(runner, owner, qtbot):
    said = []
    held = threading.Event()
    started(runner, owner, lambda _progress: held.wait(), said)
    delete(owner)
    held.set()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert said == []


def test_jobs_run_one_after_the_other(runner, owner, qtbot):
    said, order = [], []
    for number in range(5):
        started(runner, owner, lambda _progress, number=number: order.append(number), said)
    assert runner.is_busy
    qtbot.waitUntil(lambda: len(said) == 5)
    assert order == [0, 1, 2, 3, 4]
    assert not runner.is_busy


def test_the_thread_ends_even_while_a_job_runs(qapp):
    before = set(threading.enumerate())
    runner = TaskRunner()
    entered = threading.Event()

    def job(progress):
        entered.set()
        while True:
            progress(0, 1)

    runner.start(job, owner=runner, on_done=print, on_error=print)
    entered.wait()
    assert any(thread.name.startswith("task") for thread in set(threading.enumerate()) - before)
    runner.shut_down()
    left = set(threading.enumerate()) - before
    assert not any(thread.name.startswith("task") for thread in left)


def test_a_job_that_outlives_its_window_says_nothing(qapp):
    before = set(threading.enumerate())
    runner, entered, goes_on = TaskRunner(), threading.Event(), threading.Event()

    def job(_progress):
        entered.set()
        goes_on.wait()

    runner.start(job, owner=runner, on_done=print, on_error=print)
    entered.wait()
    begun = set(threading.enumerate()) - before
    (working,) = (each for each in begun if each.name.startswith("task"))
    runner.leave(0.01)
    delete(runner)
    goes_on.set()
    working.join()
