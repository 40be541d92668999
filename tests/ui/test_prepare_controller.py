"""The state behind Prepare, on a real store, without a window."""

from threading import Event

import pytest

from mdt_app.errors import UserError
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.meetings import current_meeting, plan_meeting
from mdt_app.meeting.nominations import nominate, nominations
from mdt_app.meeting.values import Meeting, Nomination
from mdt_app.ui.prepare import controller as prepare
from mdt_app.ui.prepare import sayings
from mdt_app.ui.prepare.controller import PrepareController
from mdt_app.ui.prepare.list_filter import ListFilter, counted
from mdt_app.vault.drafts import Draft, keep_draft, kept_draft
from mdt_app.vault.explaining import StoreBusyError
from tests.invented import TODAY
from tests.ui.network import ADA, BRAM, CLEO, EVERYONE, collected, take_everyone_in, threads


@pytest.fixture
def working(qapp):
    with threads() as made:
        yield made


@pytest.fixture
def people(ws, tmp_path):
    take_everyone_in(ws, tmp_path / "files")


@pytest.fixture
def controller(ws, people, working):
    made = PrepareController(ws, working.runner, working.saver)
    made.set_filter(ListFilter(segment="everyone"))
    made.load()
    working.settle()
    return made


def saved(ws, number):
    with ws.vault.reading() as reading:
        return nominations(reading).get(number, Nomination(number))


def numbers(lines):
    return [line.nhs_number for line in lines]


def test_the_list_is_worked_out_once_and_then_only_read(ws, people, working):
    first = PrepareController(ws, working.runner, working.saver)
    worked = collected(first.working_changed)
    first.load()
    working.settle()
    second = PrepareController(ws, working.runner, working.saver)
    again = collected(second.working_changed)
    second.load()
    assert len(second.people) == len(first.people) == len(EVERYONE)
    assert (worked, again) == ([True, False], [])


def test_an_empty_store_has_nobody_and_says_so(ws, working):
    controller = PrepareController(ws, working.runner, working.saver)
    controller.load()
    working.settle()
    assert (len(controller.people), controller.selected) == (0, "")


def test_a_file_taken_in_elsewhere_is_seen_when_one_comes_back(ws, working, tmp_path):
    controller = PrepareController(ws, working.runner, working.saver)
    controller.load()
    working.settle()
    take_everyone_in(ws, tmp_path / "files")
    controller.load()
    working.settle()
    assert len(controller.people) == len(EVERYONE)


def test_the_default_order_is_the_rank(controller):
    ranks = [line.rank for line in controller.shown]
    assert ranks == sorted(ranks)
    assert controller.shown[0].case.severity == "red"


def test_somebody_is_selected_as_soon_as_there_is_a_list(controller):
    assert controller.selected == controller.shown[0].nhs_number


def test_choosing_is_saved_counted_and_shown(ws, controller, working):
    counts, changed = collected(controller.counts_changed), collected(controller.line_changed)
    controller.choosing.toggle(ADA)
    working.settle()
    assert saved(ws, ADA).is_chosen
    assert counts[-1] == counted([controller.line(number) for number in EVERYONE])
    assert counts[-1].chosen == 1
    assert changed[-1].ready == "question"
    assert controller.places().used == 1
    controller.choosing.toggle(ADA)
    working.settle()
    assert not saved(ws, ADA).is_chosen


def test_choosing_again_somebody_left_out_asks_for_full_discussion(ws, controller, working):
    controller.choosing.set_lane(ADA, "not_this_time")
    controller.choosing.toggle(ADA)
    working.settle()
    assert (saved(ws, ADA).lane, saved(ws, ADA).is_chosen) == ("full", True)


def test_a_lane_chooses_and_not_this_time_does_not(ws, controller, working):
    controller.choosing.set_lane(ADA, "noted")
    controller.choosing.set_lane(BRAM, "not_this_time")
    working.settle()
    assert (saved(ws, ADA).is_chosen, saved(ws, ADA).lane) == (True, "noted")
    assert not saved(ws, BRAM).is_chosen


def test_who_objects_takes_no_place(controller, working):
    controller.choosing.toggle(ADA)
    controller.choosing.set_asked(ADA, "objects")
    working.settle()
    assert controller.places().used == 0
    assert controller.line(ADA).ready == "objects"


def test_minutes_and_places_are_counted_together(controller, working):
    for number, minutes in ((ADA, 8), (BRAM, 3)):
        controller.choosing.toggle(number)
        controller.choosing.set_minutes(number, minutes)
    places = controller.places()
    assert (places.places_words, places.minutes_words) == ("2 of 14 places used", "11 of 75 min")
    working.settle()


def test_words_typed_are_a_draft_first_and_recorded_when_one_leaves(ws, controller, working):
    controller.texts.type((ADA, "question"), "What next?", 10)
    controller.texts.keep()
    working.settle()
    assert kept_draft(ws.vault, f"prepare/{ADA}/question") is not None
    assert saved(ws, ADA).question == ""
    controller.sayings.record_text(ADA, "question")
    working.settle()
    assert saved(ws, ADA).question == "What next?"
    assert kept_draft(ws.vault, f"prepare/{ADA}/question") is None


def test_going_to_another_person_records_the_words_of_the_one_left(ws, controller, working):
    controller.select(ADA)
    controller.texts.type((ADA, "question"), "About Ada", 9)
    controller.select(BRAM)
    working.settle()
    assert saved(ws, ADA).question == "About Ada"
    assert saved(ws, BRAM).question == ""
    assert controller.sayings.text_of(BRAM, "question") == ("", 0)


def test_words_are_never_mixed_however_one_steps_about(ws, controller, working):
    for step in range(60):
        number = EVERYONE[step * 5 % len(EVERYONE)]
        controller.select(number)
        controller.texts.type((number, "question"), f"{number} asks {step}", 3)
        controller.texts.type((number, "what_matters"), f"{number} hopes {step}", 3)
    controller.leave()
    working.settle()
    for number in EVERYONE:
        assert saved(ws, number).question.startswith(number)
        assert saved(ws, number).what_matters.startswith(number)


def test_leaving_waits_until_everything_is_in_the_file(ws, controller):
    controller.choosing.toggle(ADA)
    controller.texts.type((ADA, "question"), "What next?", 10)
    controller.leave()
    assert (saved(ws, ADA).is_chosen, saved(ws, ADA).question) == (True, "What next?")


def test_words_left_by_a_crash_come_back_with_the_caret(ws, people, working):
    keep_draft(ws.vault, Draft(f"prepare/{CLEO}/question", "Half a ques", 4))
    controller = PrepareController(ws, working.runner, working.saver)
    assert controller.load() == CLEO
    working.settle()
    assert controller.sayings.text_of(CLEO, "question") == ("Half a ques", 4)
    assert controller.sayings.text_of(ADA, "question") == ("", 0)


def test_unsaved_changes_are_admitted_until_they_are_saved(controller, working):
    controller.texts.type((ADA, "question"), "What", 4)
    assert controller.sayings.unsaved_words() == "Typing…"
    controller.sayings.record_texts()
    assert controller.sayings.unsaved_words() == "Saving…"
    working.settle()
    assert controller.sayings.unsaved_words() == ""


def test_undo_takes_back_the_last_thing_said(ws, controller, working):
    controller.choosing.toggle(ADA)
    controller.choosing.set_lane(ADA, "noted")
    working.settle()
    taken = controller.undo()
    assert taken is not None
    assert taken.about == (ADA,)
    assert saved(ws, ADA).lane == controller.line(ADA).nomination.lane == "full"
    controller.undo()
    assert not controller.line(ADA).is_chosen
    assert controller.undo() is None


def test_undo_leaves_alone_what_was_said_before_the_store_was_opened(ws, people, working):
    nominate(ws, Nomination(ADA, is_chosen=True))
    controller = PrepareController(ws, working.runner, working.saver)
    controller.load()
    working.settle()
    assert controller.undo() is None
    assert saved(ws, ADA).is_chosen


def test_what_was_said_elsewhere_is_seen_when_one_comes_back(ws, controller, working):
    nominate(ws, Nomination(BRAM, is_chosen=True, question="From elsewhere"))
    controller.load()
    assert controller.line(BRAM).nomination.question == "From elsewhere"


def test_a_change_not_yet_in_the_file_is_not_lost_by_reading_again(ws, controller, working):
    controller.choosing.toggle(ADA)
    controller.load()
    assert controller.line(ADA).is_chosen
    working.settle()
    assert saved(ws, ADA).is_chosen


def test_what_could_not_be_saved_is_not_shown_as_saved(ws, controller, working):
    failed = collected(controller.failed)
    controller.choosing.set_minutes(ADA, 0)
    working.settle()
    assert [type(error) for error in failed] == [UserError]
    assert controller.line(ADA).nomination.minutes == 5


def test_words_that_could_not_be_saved_stay_where_they_were_typed(ws, controller, working):
    nominate(ws, Nomination(ADA, question="As saved before"))
    controller.load()
    controller.select(ADA)
    controller.texts.type((ADA, "question"), "New words", 9)
    ws.vault.is_read_only = True
    controller.sayings.record_text(ADA, "question")
    working.settle()
    ws.vault.is_read_only = False
    assert controller.sayings.text_of(ADA, "question") == ("New words", 9)
    assert controller.line(ADA).nomination.question == "As saved before"
    controller.leave()
    assert saved(ws, ADA).question == "New words"


def test_the_flags_there_are_can_be_chosen_from_as_soon_as_there_is_a_list(ws, people, working):
    controller = PrepareController(ws, working.runner, working.saver)
    offered = []
    controller.surroundings_changed.connect(lambda: offered.append(controller.people.rules()))
    controller.load()
    working.settle()
    raised = {flag.rule for line in controller.shown for flag in line.case.raised}
    assert {rule for rule, _words in offered[-1]} == raised


def test_narrowing_keeps_the_person_if_shown_and_else_takes_the_first(controller):
    controller.select(CLEO)
    controller.narrow(words="ali")
    assert controller.selected == CLEO
    controller.narrow(words="begum")
    assert controller.selected == ADA
    controller.narrow(words="nobody at all")
    assert controller.selected == ""


def test_a_person_taken_off_stays_in_sight_until_one_looks_again(controller, working):
    controller.choosing.toggle(ADA)
    controller.narrow(segment="chosen")
    controller.choosing.toggle(ADA)
    assert numbers(controller.shown) == [ADA]
    controller.narrow(segment="chosen")
    assert numbers(controller.shown) == []
    working.settle()


def test_revealing_a_hidden_person_eases_the_filter(controller):
    controller.narrow(words="begum")
    assert controller.reveal(CLEO)
    assert controller.selected == CLEO
    assert CLEO in numbers(controller.shown)
    assert not controller.reveal("9990000077")


def test_sorting_by_the_same_column_again_turns_it_round(controller):
    controller.sort_by(1)
    forwards = numbers(controller.shown)
    assert controller.sort_by(1) is True
    assert numbers(controller.shown) == forwards[::-1]


def test_the_chosen_go_on_the_agenda_of_a_new_meeting_and_who_objects_does_not(
    ws, controller, working
):
    for number in (ADA, BRAM, CLEO):
        controller.choosing.toggle(number)
    controller.choosing.set_asked(CLEO, "objects")
    built = collected(controller.agenda_built)
    controller.put_on_agenda(Meeting("", "Network 3 MDT", TODAY))
    working.settle()
    with ws.vault.reading() as reading:
        meeting = current_meeting(reading)
        assert {item.nhs_number for item in agenda(reading, meeting.id)} == {ADA, BRAM}
    assert built == [2]
    assert controller.surroundings.meeting == meeting


def test_a_planned_meeting_is_changed_and_not_doubled(ws, controller, working):
    planned = plan_meeting(ws, Meeting("", "Network 3 MDT", TODAY))
    controller.load()
    controller.choosing.toggle(ADA)
    controller.put_on_agenda(planned)
    working.settle()
    with ws.vault.reading() as reading:
        assert current_meeting(reading).id == planned.id
        assert [item.nhs_number for item in agenda(reading, planned.id)] == [ADA]


def test_what_is_said_while_an_import_holds_the_file_waits_for_its_turn(
    ws, controller, working, monkeypatch
):
    tries = []

    def busy_twice(*given):
        tries.append(given)
        if len(tries) < 3:
            raise StoreBusyError("The store was busy.", "Wait.")
        return nominate(*given)

    monkeypatch.setattr(sayings, "nominate", busy_twice)
    failed = collected(controller.failed)
    controller.choosing.toggle(ADA)
    working.settle()
    assert (failed, len(tries)) == ([], 3)
    assert saved(ws, ADA).is_chosen


def test_leaving_waits_for_no_import_and_undo_says_so(ws, controller, working, monkeypatch):
    monkeypatch.setattr(prepare, "LEAVING_S", 0.01)
    import_ends = Event()
    working.saver.save(import_ends.wait, owner=working.saver)
    controller.choosing.toggle(ADA)
    controller.leave()
    with pytest.raises(UserError, match="still being saved"):
        controller.undo()
    import_ends.set()
    working.settle()
    assert controller.undo().about == (ADA,)
    assert not saved(ws, ADA).is_chosen
