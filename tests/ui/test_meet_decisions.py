"""Deciding at the keyboard: found by two letters, read back, with its action, in few keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mdt_app.meeting.actions import actions_of
from mdt_app.meeting.agenda import agenda
from mdt_app.meeting.attendance import record_attendee
from mdt_app.meeting.decisions import decisions_about
from mdt_app.meeting.learning import learning_points
from mdt_app.meeting.read_back import read_back
from mdt_app.meeting.values import Attendee
from mdt_app.ui.meet.agreeing import Agreeing
from mdt_app.ui.meet.agreement_draft import from_draft
from mdt_app.vault.drafts import drafts_of
from tests.ui.network import ADA, BRAM, DITA, nameless
from tests.ui.pointing import at_the_keyboard

CTRL = Qt.KeyboardModifier.ControlModifier
RETURN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


class Hand:
    """Presses keys where the keyboard is, and counts them; free words are not counted."""

    def __init__(self):
        self.count = 0

    def press(self, *keys):
        for key in keys:
            self.count += 1
            if isinstance(key, str) and len(key) > 1:
                assert key == "Ctrl+Enter"
                QTest.keyClick(at_the_keyboard(), RETURN, CTRL)
            elif isinstance(key, str):
                QTest.keyClick(at_the_keyboard(), key.lower())
            else:
                QTest.keyClick(at_the_keyboard(), key)

    def type(self, words):
        QTest.keyClicks(at_the_keyboard(), words)


@pytest.fixture
def hand():
    return Hand()


def decided(ws, meeting, number=ADA):
    with ws.vault.reading() as reading:
        found = decisions_about(reading, number, meeting.id)
    return found[-1] if found else None


def actions(ws, meeting):
    with ws.vault.reading() as reading:
        return actions_of(reading, meeting.id)


def item(ws, meeting, number=ADA):
    with ws.vault.reading() as reading:
        return next(i for i in agenda(reading, meeting.id) if i.nhs_number == number)


# -- more decisions -------------------------------------------------------------------------


def test_two_letters_and_enter_choose_a_decision_without_a_key(
    ws, meeting, meet, two_threads, hand
):
    hand.press("M")
    hand.type("sta")
    assert meet.room.side.more.model.row_at(meet.room.side.more.model.index(0, 0)).words.startswith(
        "Start"
    )
    hand.press(ESCAPE, "M")
    hand.type("no ch")
    hand.press(RETURN)
    two_threads.settle()
    assert decided(ws, meeting).choices == ("no_change",)
    button = meet.room.side.decisions.found["no_change"]
    assert button.isVisible()
    assert button.accessibleName() == "No change, key M"


def test_a_destination_is_found_and_a_second_one_stands_beside_it(
    ws, meeting, meet, two_threads, hand
):
    for words in ("ren", "podi"):
        hand.press("M")
        hand.type(words)
        hand.press(RETURN)
    two_threads.settle()
    assert decided(ws, meeting).choices == ("refer:renal clinic", "refer:podiatry")
    assert "renal clinic; podiatry" in meet.room.side.decisions.buttons[5].text()


def test_what_is_chosen_already_is_marked_and_enter_takes_it_back(
    ws, meeting, meet, two_threads, hand
):
    hand.press("3", "M")
    hand.type("sg")
    assert "✓ Start SGLT2" in meet.room.side.more.model.index(0, 0).data()
    hand.press(RETURN)
    two_threads.settle()
    assert decided(ws, meeting) is None


def test_escape_in_the_search_gives_the_keys_back(ws, meeting, meet, two_threads, hand):
    hand.press("M")
    hand.type("xyz")
    assert "No decision is called so" in meet.room.side.more.words.text()
    hand.press(RETURN, ESCAPE, "9")
    two_threads.settle()
    assert not meet.room.side.more.isVisible()
    assert decided(ws, meeting).choices == ("continue",)


def test_doing_nothing_asks_why_before_the_case_is_closed(
    ws, meeting, meet_shell, meet, two_threads, hand
):
    hand.press("M")
    hand.type("watch")
    hand.press(RETURN, ESCAPE, "Ctrl+Enter")
    two_threads.settle()
    assert item(ws, meeting).state == "waiting"
    assert "Watch needs its reason" in meet_shell.message_bar.message.text()
    hand.press("D")
    hand.type("HbA1c falls by itself")
    hand.press("Ctrl+Enter")
    two_threads.settle()
    assert item(ws, meeting).state == "discussed"


def test_what_is_carried_forward_waits_for_the_next_meeting(ws, meeting, meet, two_threads, hand):
    hand.press("M")
    hand.type("carry")
    hand.press(RETURN)
    hand.type("no records came")
    hand.press(RETURN, "Ctrl+Enter")
    two_threads.settle()
    assert (item(ws, meeting).state, item(ws, meeting).reason) == ("deferred", "no records came")


def test_where_to_refer_is_offered_and_taken_by_arrow_or_typed_freely(
    ws, meeting, meet, two_threads, hand
):
    hand.press("6")
    hand.type("ren")
    hand.press(Qt.Key.Key_Down, RETURN, "8")
    two_threads.settle()
    assert decided(ws, meeting).choices == ("refer:renal clinic", "joint_clinic")
    hand.press("6", "6")
    hand.type("ren")
    hand.press(RETURN)
    two_threads.settle()
    assert decided(ws, meeting).choices == ("joint_clinic", "refer:ren")


# -- the read-back --------------------------------------------------------------------------


def test_the_sentence_grows_as_it_is_agreed_and_is_the_one_of_the_minutes(
    ws, meeting, meet, two_threads, hand
):
    side = meet.room.side
    assert not side.read_back.isVisible()
    hand.press("3")
    assert side.read_back.text() == "Read back  Agreed: start SGLT2 inhibitor."
    hand.press("A", RETURN)
    two_threads.settle()
    hand.press("D")
    hand.type("dapagliflozin 10 mg")
    hand.press(ESCAPE)
    two_threads.settle()
    said = read_back(decided(ws, meeting), actions(ws, meeting))
    assert "dapagliflozin 10 mg; Dr S. Rahman, GP: Start SGLT2 inhibitor by 24 Dec 2026" in said
    assert side.read_back.text() == f"Read back  {said}"
    assert side.read_back.accessibleName() == side.read_back.text()


def test_long_words_are_counted_not_cut(meet, hand):
    hand.press("D")
    hand.type("ketone " * 60)
    assert "… (35 words more)" in meet.room.side.read_back.text()


# -- its action -----------------------------------------------------------------------------


def test_an_action_begins_with_what_the_decision_offers(ws, meeting, meet, two_threads, hand):
    hand.press("3", "A")
    assert "an SGLT2 inhibitor is issued" in meet.room.side.editor.offer_words.text()
    hand.press(RETURN)
    two_threads.settle()
    (action,) = actions(ws, meeting)
    assert (action.words, action.owner) == ("Start SGLT2 inhibitor", "Dr S. Rahman, GP")
    assert action.due_on.isoformat() == "2026-12-24"
    assert action.nhs_number == ADA


def test_the_next_action_is_offered_by_the_next_decision_and_then_none(
    ws, meeting, meet, two_threads, hand
):
    hand.press("3", "8", "A", RETURN)
    two_threads.settle()
    hand.press("A")
    assert meet.room.side.editor.words_edit.text() == "Joint clinic review"
    assert meet.room.side.editor.owner_edit.text() == "Diabetes specialist nurse"
    hand.press(RETURN)
    two_threads.settle()
    hand.press("A")
    assert meet.room.side.editor.words_edit.text() == ""


def test_what_is_offered_is_written_over_and_counts_as_taken(ws, meeting, meet, two_threads, hand):
    hand.press("3", "A")
    hand.type("Dapagliflozin 10 mg")
    hand.press(Qt.Key.Key_Tab)
    hand.type("N. Patel")
    hand.press(RETURN)
    two_threads.settle()
    (action,) = actions(ws, meeting)
    assert (action.words, action.owner) == ("Dapagliflozin 10 mg", "N. Patel")
    assert action.due_on.isoformat() == "2026-12-24"
    hand.press("A")
    assert meet.room.side.editor.words_edit.text() == ""


def test_an_offer_that_nobody_took_is_no_draft_and_no_action(ws, meeting, meet, two_threads, hand):
    hand.press("3", "A", ESCAPE)
    assert not meet.room.side.editor.is_half_written
    hand.press(Qt.Key.Key_PageDown)
    two_threads.settle()
    hand.press(Qt.Key.Key_PageUp)
    two_threads.settle()
    assert not meet.room.side.editor.isVisible()
    assert actions(ws, meeting) == []


def test_down_goes_on_to_what_the_next_decision_offers(meet, two_threads, hand):
    hand.press("3", "5", "A", Qt.Key.Key_Down)
    assert meet.room.side.editor.words_edit.text() == "Start insulin"
    assert "2 of 2" in meet.room.side.editor.offer_words.text()


def test_education_chosen_is_offered_with_e_and_for_a_practice_names_nobody(
    ws, meeting, meet, two_threads, hand
):
    hand.press("M")
    hand.type("foot exam")
    hand.press(RETURN, "E", RETURN)
    two_threads.settle()
    (action,) = actions(ws, meeting)
    assert action.words == "Teaching session: foot examination"
    assert (action.category, action.audience, action.nhs_number) == ("education", "practice", "")


def test_another_practices_gp_is_not_offered_as_the_owner(ws, meeting, meet, two_threads, hand):
    record_attendee(ws, meeting.id, Attendee("", "Dr Else", "Diabetes specialist nurse"))
    meet.controller.show_person(DITA)
    hand.press("1", "8", "A")
    assert meet.room.side.editor.owner_edit.text() == "GP"
    hand.press(Qt.Key.Key_Down)
    assert meet.room.side.editor.owner_edit.text() == "Dr Else, Diabetes specialist nurse"


# -- four quiet prompts, views, tier --------------------------------------------------------


def test_c_ticks_what_was_considered_and_names_who_tells(ws, meeting, meet, two_threads, hand):
    hand.press("9", "C", "1", "2", "2", "4")
    hand.type("N. Patel")
    hand.press(RETURN)
    two_threads.settle()
    kept = decided(ws, meeting)
    assert kept.choices == ("continue",)
    assert (kept.considered, kept.told_by) == (("comorbidity", "who_tells"), "N. Patel")
    ticks = meet.room.side.prompts.ticks
    assert [tick.isChecked() for tick in ticks] == [True, False, False, True]
    assert "N. Patel tells the person" in meet.room.side.read_back.text()


def test_arrows_and_space_tick_and_escape_gives_the_digits_back(
    ws, meeting, meet, two_threads, hand
):
    hand.press("C", Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space, ESCAPE, "9")
    two_threads.settle()
    assert decided(ws, meeting).considered == ("medicines_burden",)
    assert decided(ws, meeting).choices == ("continue",)


def test_ticks_before_a_decision_wait_and_are_recorded_with_it(
    ws, meeting, meet_shell, meet, two_threads, hand
):
    hand.press("C", "1", ESCAPE, Qt.Key.Key_PageDown)
    two_threads.settle()
    assert decided(ws, meeting) is None
    assert not any(tick.isChecked() for tick in meet.room.side.prompts.ticks)
    hand.press(Qt.Key.Key_PageUp, "9")
    two_threads.settle()
    assert decided(ws, meeting).considered == ("comorbidity",)


def test_views_that_differed_are_one_line_kept_while_it_is_typed(
    ws, meeting, meet_shell, meet, two_threads, hand
):
    hand.press("9", "V")
    hand.type("insulin now or la")
    meet.controller.agreeing.keep_draft()
    two_threads.settle()
    (draft,) = drafts_of(ws.vault, meet.controller.agreeing.beside_place)
    assert from_draft(draft.text)[1].differed == "insulin now or la"
    hand.type("ter")
    hand.press(ESCAPE)
    two_threads.settle()
    assert decided(ws, meeting).differed == "insulin now or later"


def test_a_tier_is_offered_beside_a_referral_and_never_chosen(ws, meeting, meet, two_threads, hand):
    side = meet.room.side
    hand.press("9")
    assert side.tier_link.button.text() == "tier, remit"
    hand.press("M")
    hand.type("ren")
    hand.press(RETURN)
    two_threads.settle()
    assert side.tier_link.button.text() == "tier, remit?"
    assert (decided(ws, meeting).tier, decided(ws, meeting).remit) == ("", "")
    hand.press("Y")
    reasons = meet.deciding.tier_box.reasons
    assert reasons["nephropathy"].text() == "suggested: refer to renal clinic"
    assert reasons["foot"].text() == "Active foot disease."
    hand.press("2", "N", "Y")
    two_threads.settle()
    kept = decided(ws, meeting)
    assert (kept.tier, kept.remit) == ("complex_specialist", "nephropathy")
    assert "from now on in complex specialist care" in side.read_back.text()


def test_a_remit_is_suggested_with_the_data_and_not_for_the_next_person(
    ws, meeting, meet, two_threads, hand
):
    meet.controller.show_person(DITA)
    hand.press("Y")
    reasons = meet.deciding.tier_box.reasons
    assert not reasons["foot"].text().startswith("suggested")
    meet.controller.show_person(BRAM)
    assert not meet.deciding.tier_box.isVisible()
    assert all(not reason.text() for reason in reasons.values())


def test_a_co_ordinator_is_named_with_the_tier_and_stays_in_the_banner(
    ws, meeting, meet, two_threads, hand
):
    hand.press("9", "Y")
    box = meet.deciding.tier_box
    box.coordinator_edit.setFocus()
    hand.type("N. Patel 2 Y")
    hand.press(RETURN)
    assert not box.isVisible()
    two_threads.settle()
    kept = decided(ws, meeting)
    assert (kept.coordinator, kept.tier) == ("N. Patel 2 Y", "")
    assert "co-ordinator: N. Patel 2 Y" in meet.room.side.read_back.text()
    meet.controller.reload()
    assert "Co-ordinator: N. Patel 2 Y" in meet.room.banner.conditions.text()
    meet.controller.show_person(BRAM)
    assert "Co-ordinator" not in meet.room.banner.conditions.text()
    hand.press("Y")
    assert box.coordinator_edit.text() == ""


def test_what_the_network_offers_outside_medicine_is_offered_for_a_referral(
    ws, meeting, meet, two_threads, hand
):
    hand.press("6")
    hand.type("citiz")
    hand.press(Qt.Key.Key_Down)
    hand.press(RETURN)
    two_threads.settle()
    assert decided(ws, meeting).choices == ("refer:Citizens Advice",)


# -- learning -------------------------------------------------------------------------------


def test_l_keeps_a_learning_point_that_names_nobody(ws, meeting, meet, two_threads, hand):
    hand.press("L")
    hand.type("Ask Ada early")
    assert "has a name in it" in meet.room.side.learning.hint.text()
    hand.press(RETURN)
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert learning_points(reading) == []
    QTest.keyClick(at_the_keyboard(), Qt.Key.Key_A, CTRL)
    hand.type("Ask early")
    hand.press(RETURN)
    two_threads.settle()
    with ws.vault.reading() as reading:
        assert [point.words for point in learning_points(reading)] == ["Ask early"]
    assert meet.room.side.learned.lines[0].words.text() == "Learning: Ask early"
    hand.press("9")
    two_threads.settle()
    assert decided(ws, meeting).choices == ("continue",)


def test_a_half_written_learning_point_stays_with_its_case(meet, two_threads, hand):
    hand.press("L")
    hand.type("Ask e")
    hand.press(ESCAPE, Qt.Key.Key_PageDown, "L")
    assert meet.room.side.learning.edit.toPlainText() == ""
    hand.press(ESCAPE, Qt.Key.Key_PageUp)
    assert meet.room.side.learning_link.button.text() == "learning…"
    hand.press("L")
    assert meet.room.side.learning.edit.toPlainText() == "Ask e"


# -- ways to leave a case -------------------------------------------------------------------


def test_leaving_with_nothing_agreed_offers_three_ways_and_takes_none(
    ws, meeting, meet, two_threads, hand
):
    hand.press("Ctrl+Enter", "Ctrl+Enter", RETURN)
    two_threads.settle()
    assert meet.room.side.nothing_agreed.isVisible()
    assert (item(ws, meeting).state, decided(ws, meeting)) == ("waiting", None)
    hand.press(ESCAPE)
    assert not meet.room.side.nothing_agreed.isVisible()


def test_u_says_no_change_and_goes_on(ws, meeting, meet, two_threads, hand):
    hand.press("Ctrl+Enter", "U")
    two_threads.settle()
    assert decided(ws, meeting).choices == ("no_change",)
    assert item(ws, meeting).state == "discussed"
    assert meet.controller.shown.nhs_number == BRAM
    assert not meet.room.side.nothing_agreed.isVisible()


def test_x_leaves_the_case_undiscussed_for_the_next_meeting(ws, meeting, meet, two_threads, hand):
    hand.press("Ctrl+Enter", "X")
    two_threads.settle()
    assert (item(ws, meeting).state, item(ws, meeting).reason) == ("deferred", "Not discussed")
    assert decided(ws, meeting) is None


def test_w_asks_for_the_reason(meet, two_threads, hand):
    hand.press("Ctrl+Enter", "W")
    assert meet.defer_box.isVisible()


def test_what_is_agreed_is_not_called_undiscussed(ws, meeting, meet_shell, meet, two_threads, hand):
    hand.press("9", "X")
    two_threads.settle()
    assert item(ws, meeting).state == "waiting"
    assert "Something is agreed" in meet_shell.message_bar.message.text()


# -- keys -----------------------------------------------------------------------------------


def test_an_ordinary_case_takes_at_most_twelve_keys_beyond_its_words(
    ws, meeting, meet, two_threads, hand
):
    hand.press("3", "8", "A", RETURN)
    two_threads.settle()
    hand.press("A", RETURN)
    two_threads.settle()
    hand.press("C", "1", ESCAPE, "D")
    hand.type("dapagliflozin 10 mg, and a joint clinic in January")
    hand.press("Ctrl+Enter")
    two_threads.settle()
    assert hand.count == 11
    assert meet.controller.shown.nhs_number == BRAM
    assert decided(ws, meeting).choices == ("start_sglt2", "joint_clinic")
    assert [(a.owner, a.due_on is not None) for a in actions(ws, meeting)] == [
        ("Dr S. Rahman, GP", True),
        ("Diabetes specialist nurse", True),
    ]


# -- small screens --------------------------------------------------------------------------


def is_wholly_in_sight(widget):
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_on_half_a_screen_the_panel_comes_with_the_keyboard_and_the_case_comes_back(
    meet_shell, meet, qtbot, hand
):
    meet_shell.resize(683, 384)
    meet.controller.show_person(ADA)
    side = meet.room.side
    qtbot.waitUntil(lambda: not is_wholly_in_sight(side.words_edit))
    hand.press("3", "D")
    hand.type("dapagliflozin 10 mg")
    qtbot.waitUntil(lambda: is_wholly_in_sight(side.words_edit))
    hand.press(ESCAPE, "A")
    qtbot.waitUntil(lambda: is_wholly_in_sight(side.editor))
    hand.press(ESCAPE, "L")
    qtbot.waitUntil(lambda: is_wholly_in_sight(side.learning))
    hand.press(ESCAPE)
    qtbot.waitUntil(lambda: meet.room.banner.visibleRegion().boundingRect().left() == 0)


def test_what_is_out_of_sight_is_counted(ws, meeting, meet_shell, meet, two_threads, qtbot, hand):
    hand.press("3", "8", "A", RETURN)
    two_threads.settle()
    hand.press("A", RETURN)
    two_threads.settle()
    hand.press("D")
    hand.type("dapagliflozin")
    hand.press(RETURN, RETURN, RETURN, RETURN, ESCAPE)
    meet_shell.resize(1366, 600)
    below = meet.room.side.below.button
    qtbot.waitUntil(lambda: "below: 2 actions" in below.words.text())
    below.click()
    qtbot.waitUntil(lambda: "above: question" in below.words.text())
    assert "question" in below.accessibleName()


# -- never about somebody else --------------------------------------------------------------


def test_no_key_decides_anything_while_somebody_else_is_looked_at(
    ws, meeting, meet, two_threads, hand
):
    hand.press("K")
    hand.type("Chowdhury")
    hand.press(RETURN)
    for key in "UXCLVYM":
        hand.press(key)
    two_threads.settle()
    assert (decided(ws, meeting), decided(ws, meeting, BRAM)) == (None, None)
    assert item(ws, meeting).state == "waiting"
    side = meet.room.side
    boxes = (side.more, side.learning, side.told_by, side.differed, meet.deciding.tier_box)
    assert not any(box.isVisible() for box in boxes)


def test_what_is_open_about_one_person_closes_and_stays_theirs(
    ws, meeting, meet, two_threads, hand
):
    hand.press("9", "C", "4")
    hand.type("Zed")
    hand.press(Qt.Key.Key_PageDown)
    two_threads.settle()
    side = meet.room.side
    assert not side.told_by.isVisible()
    assert side.told_by.edit.text() == ""
    assert "Zed" not in side.read_back.text()
    hand.press("9")
    two_threads.settle()
    assert (decided(ws, meeting).told_by, decided(ws, meeting, BRAM).told_by) == ("Zed", "")


def test_undo_takes_back_a_tick_and_not_the_decision(ws, meeting, meet, two_threads, hand):
    hand.press("9")
    two_threads.settle()
    hand.press("C", "1", ESCAPE)
    two_threads.settle()
    meet.undo()
    two_threads.settle()
    assert decided(ws, meeting).choices == ("continue",)
    assert decided(ws, meeting).considered == ()
    assert not meet.room.side.prompts.ticks[0].isChecked()


def test_every_quiet_part_has_a_name_and_says_its_key(meet, two_threads, hand):
    side = meet.room.side
    hand.press("C", "4", ESCAPE, "V", ESCAPE, "L", ESCAPE, "Y", ESCAPE, "M", ESCAPE)
    assert nameless(meet) == []
    assert [tick.accessibleName() for tick in side.prompts.ticks] == [
        "Other conditions were considered, key 1",
        "The person's own view was considered, key 2",
        "The burden of medicines was considered, key 3",
        "Who tells the person what was agreed, key 4",
    ]
    named = {words for _, words in meet.more_keys()}
    assert "a learning point for the practices" in named


def test_a_detail_half_typed_stays_with_its_person_and_touches_nobody_else(
    ws, meeting, meet, two_threads, hand
):
    meet.controller.show_person(BRAM)
    hand.press("6")
    hand.type("eye screening")
    hand.press(RETURN, Qt.Key.Key_PageUp)
    two_threads.settle()
    hand.press("6")
    hand.type("the hub at q")
    hand.press(Qt.Key.Key_PageDown)
    two_threads.settle()
    assert decided(ws, meeting, BRAM).choices == ("refer:eye screening",)
    assert decided(ws, meeting).choices == ("refer:the hub at q",)
    assert meet.room.side.decisions.fields["refer"].edit.text() == "eye screening"


def test_a_detail_half_typed_outlives_a_crash(ws, meeting, meet, two_threads, hand):
    hand.press("6")
    two_threads.settle()
    hand.type("the hub at q")
    meet.controller.agreeing.keep_draft()
    two_threads.settle()
    assert decided(ws, meeting).choices == ("refer",)
    again = Agreeing(ws, meet.controller.saves)
    agreement = again.show(meeting.id, ADA, decided(ws, meeting))
    assert agreement.choices == ("refer:the hub at q",)
