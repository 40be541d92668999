"""Short changes saved off the GUI thread: in order, in their turn, and none lost."""

import threading
import time

import pytest

from mdt_app.errors import UserError
from mdt_app.ui.saving import Saver
from mdt_app.ui.typed_texts import TypedTexts
from mdt_app.vault.drafts import kept_draft
from mdt_app.vault.explaining import StoreBusyError
from tests.ui.network import ADA, collected, threads


@pytest.fixture
def working(qapp):
    with threads() as made:
        yield made


def test_changes_are_saved_in_the_order_asked_for(working):
    saved, told = [], []
    for number in range(20):
        working.saver.save(
            lambda number=number: saved.append(number) or number,
            owner=working.saver,
            on_done=told.append,
        )
    working.settle()
    assert saved == told == list(range(20))


def test_a_change_waits_its_turn_while_an_import_holds_the_file(working):
    tries = []

    def busy_twice():
        tries.append(time.monotonic())
        if len(tries) < 3:
            raise StoreBusyError("The store was busy.", "Wait.")
        return "saved"

    told = []
    working.saver.save(busy_twice, owner=working.saver, on_done=told.append)
    working.settle()
    assert told == ["saved"]
    assert len(tries) == 3


def test_what_cannot_be_saved_is_said_and_the_next_is_saved_all_the_same(working):
    failed, told = collected(working.saver.failed), []

    def fail():
        raise UserError("The disk is full.", "Make room.")

    working.saver.save(fail, owner=working.saver, on_done=told.append)
    working.saver.save(lambda: "saved", owner=working.saver, on_done=told.append)
    working.settle()
    assert [str(error) for error in failed] == ["The disk is full."]
    assert told == ["saved"]


def test_finishing_waits_until_everything_is_saved(working):
    saved = []

    def slowly():
        time.sleep(0.05)
        saved.append(threading.current_thread().name)

    for _ in range(3):
        working.saver.save(slowly, owner=working.saver)
    assert working.saver.is_saving
    working.saver.finish()
    assert len(saved) == 3
    assert set(saved) != {threading.main_thread().name}
    working.settle()
    assert not working.saver.is_saving


def test_words_half_typed_at_the_end_of_the_window_are_kept(ws, qapp):
    saver = Saver()
    texts = TypedTexts(ws.vault, saver, "prepare")
    texts.type((ADA, "question"), "Half a ques", 4)
    saver.shut_down()
    assert kept_draft(ws.vault, f"prepare/{ADA}/question").text == "Half a ques"


def test_the_end_of_the_window_saves_what_is_waiting(qapp):
    saver, saved = Saver(), []
    for number in range(5):
        saver.save(lambda number=number: saved.append(number), owner=saver)
    saver.shut_down()
    assert saved == list(range(5))
