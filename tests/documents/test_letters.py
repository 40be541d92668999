"""Letters to the practice, read back: everything agreed is in them, and nobody else is."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from mdt_app.documents.letter_case import LeftOut, case_of, cases_of
from mdt_app.documents.letters import gp_letter
from mdt_app.documents.letters_layout import letter_as_pdf
from mdt_app.meeting.agenda import take_off_agenda
from mdt_app.meeting.joint_plan import JointPlan, keep_plan, proposed_plan
from mdt_app.meeting.nominations import nominate
from mdt_app.meeting.templates import GP_LETTER, keep_template
from mdt_app.meeting.undo import redo_last, undo_last
from mdt_app.meeting.values import Action, Attendee, Nomination
from tests.documents.conftest import QUESTION, WORDS, Held, text_of
from tests.documents.lettering import case_about, to_practice
from tests.meeting.conftest import ADA, BRAM, CLEO


def letter_text(held: Held, number: str) -> str:
    return text_of(letter_as_pdf(to_practice(held, number)))


def test_the_letter_says_everything_that_was_agreed(decided: Held):
    text = letter_text(decided, ADA)
    for words in (
        "To: Alder Road",
        "EXEMPLAR, Ada (Mrs)",
        "Born 14-Feb-1968 (58y) · Female · NHS No. 999 000 0018",
        QUESTION,
        "Her grandchildren",
        "Intensify treatment · Refer to renal clinic",
        WORDS,
        "HbA1c 92 mmol/mol",
        "on 3 Nov 2026",
        "Book eye screening N. Patel 28 Nov 2026",
        "Foot advice J. Cole no day yet",
        "Who tells the person Nobody has been named yet.",
        "Present: Dr A. Chair (Chair)",
        "Language not recorded",
        "Page 1 of 1",
    ):
        assert words in text, words


def test_the_letter_names_nobody_else_and_no_other_practice(decided: Held):
    text = letter_text(decided, ADA)
    for words in ("SPECIMEN", "Specimen", "SAMPLE", "999 000 0026", "Birch Lane", "9990000034"):
        assert words not in text, words


def test_file_and_outline_say_the_number_of_the_case_only(decided: Held):
    document = PdfReader(BytesIO(letter_as_pdf(to_practice(decided, ADA))))
    assert document.metadata.title == "Letter, case 1, 26 Nov 2026"
    about = str(dict(document.metadata)) + str(document.outline)
    for words in ("Exemplar", "EXEMPLAR", "Ada", "999", "1968"):
        assert words not in about, words


def test_the_joint_plan_is_in_the_letter_once_it_is_kept(decided: Held):
    assert "Joint plan" not in letter_text(decided, ADA)
    plan = JointPlan(
        ADA,
        decided.meeting.id,
        "Dr B. Okafor",
        "Dr S. Rahman",
        "sees her in the renal clinic",
        "starts dapagliflozin",
        "takes it each morning",
        date(2027, 2, 1),
    )
    keep_plan(decided.ws, plan)
    text = letter_text(decided, ADA)
    for words in (
        "Joint plan Agreed 26 Nov 2026. Review: 1 Feb 2027.",
        "Specialist Dr B. Okafor sees her in the renal clinic",
        "GP Dr S. Rahman starts dapagliflozin",
        "The person takes it each morning",
    ):
        assert words in text, words


def test_words_for_the_person_alone_are_no_joint_plan(decided: Held):
    keep_plan(decided.ws, JointPlan(ADA, decided.meeting.id, words_for_person="Well done."))
    assert "Joint plan" not in letter_text(decided, ADA)


def test_a_plan_is_kept_once_and_replaced_as_it_changes(decided: Held):
    plan = JointPlan(ADA, decided.meeting.id, gp="Dr S. Rahman")
    first, again = keep_plan(decided.ws, plan), keep_plan(decided.ws, plan)
    assert first.at == again.at
    assert keep_plan(decided.ws, replace(plan, gp="Dr T. Else")).gp == "Dr T. Else"
    assert case_about(decided, ADA).plan.gp == "Dr T. Else"


def test_a_plan_is_taken_back_and_restored_by_name(held: Held):
    first = JointPlan(ADA, held.meeting.id, gp="Dr S. Rahman")
    keep_plan(held.ws, first)
    keep_plan(held.ws, replace(first, gp="Dr T. Else"))
    assert undo_last(held.ws, held.meeting.id).words == "joint plan changed"
    assert case_about(held, ADA).plan.gp == "Dr S. Rahman"
    assert undo_last(held.ws, held.meeting.id).words == "joint plan kept"
    assert case_about(held, ADA).plan is None
    redo_last(held.ws, held.meeting.id)
    assert case_about(held, ADA).plan.gp == "Dr S. Rahman"


def test_a_case_has_the_same_number_in_its_letter_as_in_the_minutes(held: Held):
    for number in (BRAM, CLEO, ADA):
        held.decide(number, "Watch")
    take_off_agenda(held.ws, next(i for i in held.items() if i.nhs_number == BRAM))
    with held.ws.vault.reading() as reading:
        letters = cases_of(reading, held.meeting.id)
    numbers = {case.person.nhs_number: case.number for case in letters.cases}
    in_minutes = {each.nhs_number.replace(" ", ""): each.number for each in held.minutes().cases}
    assert numbers == in_minutes
    assert len(numbers) == 3


def test_a_plan_is_offered_from_who_was_there_and_what_they_took_on():
    present = [
        Attendee("1", "Dr B. Okafor", "Consultant diabetologist", "Diabetes team"),
        Attendee("2", "Dr Other", "GP", "Y00002"),
        Attendee("3", "Dr S. Rahman", "GP", "Y00001"),
    ]
    actions = [
        Action(
            "a", words="See in clinic.", owner="Consultant Dr B. Okafor", due_on=date(2027, 1, 4)
        ),
        Action("b", words="Start statin", owner="GP", due_on=date(2027, 2, 1)),
        Action("c", words="Nobody's", owner=""),
    ]
    plan = proposed_plan(JointPlan(ADA, "m"), "Y00001", present, actions)
    assert (plan.specialist, plan.gp) == ("Dr B. Okafor", "Dr S. Rahman")
    assert (plan.specialist_does, plan.gp_does) == ("See in clinic", "Start statin")
    assert plan.review_on == date(2027, 2, 1)


def test_a_letter_before_the_end_of_the_meeting_says_that_it_may_change(held: Held):
    held.decide(ADA, "Watch")
    text = letter_text(held, ADA)
    assert "DRAFT" in text
    assert "may still change" in text


def test_who_objects_is_left_out_and_it_is_said(held: Held):
    held.decide(ADA, "Watch")
    nominate(held.ws, Nomination(ADA, True, QUESTION, asked="objects"))
    with held.ws.vault.reading() as reading:
        found = case_of(reading, held.meeting.id, ADA)
        every = cases_of(reading, held.meeting.id)
    assert isinstance(found, LeftOut)
    assert "objects" in found.why
    assert ADA not in [case.person.nhs_number for case in every.cases]
    assert 1 in [each.number for each in every.left_out]


def test_who_was_not_discussed_is_left_out_of_a_whole_meeting(decided: Held):
    with decided.ws.vault.reading() as reading:
        every = cases_of(reading, decided.meeting.id)
    assert [case.number for case in every.cases] == [1]
    assert [(each.number, each.why) for each in every.left_out] == [
        (2, "not discussed at this meeting"),
        (3, "not discussed at this meeting"),
    ]


def test_one_practice_gets_its_own_cases_with_the_meetings_numbers(decided: Held):
    decided.decide(BRAM, "Repeat bloods")
    with decided.ws.vault.reading() as reading:
        own = cases_of(reading, decided.meeting.id, "Y00002")
    place = [item.nhs_number for item in decided.items()].index(BRAM)
    assert [(case.number, case.person.nhs_number) for case in own.cases] == [(place + 1, BRAM)]
    assert own.left_out == ()


def test_somebody_taken_off_the_agenda_after_a_decision_still_has_a_letter(held: Held):
    held.decide(CLEO, "Continue")
    take_off_agenda(held.ws, next(i for i in held.items() if i.nhs_number == CLEO))
    assert case_about(held, CLEO).number == 3


def test_two_versions_of_a_decision_are_both_in_it_with_a_warning(decided: Held):
    case = case_about(decided, ADA)
    (one,) = case.page.decisions
    rivals = (one, replace(one, words="Version two"))
    letter = gp_letter(replace(case, page=replace(case.page, decisions=rivals)), "{decision}")
    text = text_of(letter_as_pdf(letter))
    assert "Two versions of this decision stand" in text
    assert "Version two" in text


def test_tier_and_return_to_practice_are_said_with_their_criteria(decided: Held):
    case = case_about(decided, ADA)
    (one,) = case.page.decisions
    back = replace(one, choices=("discharge:stable",), tier="primary", told_by="N. Patel")
    letter = gp_letter(
        replace(case, page=replace(case.page, decisions=(back,))), "# Care\n{care}\n{told_by}"
    )
    text = text_of(letter_as_pdf(letter))
    assert "Returned to the practice. The practice can ask again at any time." in text
    assert "Tier: Primary care." in text
    assert "Somebody leaves it when: A reason for one of the tiers above holds." in text
    assert "N. Patel" in text


def test_whoever_files_it_finds_the_codes_for_when_it_is_done(held: Held):
    held.decide(ADA, "", ("medicines_review", "intensify"))
    text = letter_text(held, ADA)
    assert "For the record" in text
    assert "when done: Structured medication review, SNOMED 1239511000000100" in text
    held.decide(ADA, "", ("intensify",))
    assert "For the record" not in letter_text(held, ADA)


def test_a_networks_own_words_are_used(decided: Held):
    keep_template(decided.ws, GP_LETTER, "Our own words about case {case}.\n{decision}")
    text = letter_text(decided, ADA)
    assert "Our own words about case 1." in text
    assert "Dear colleague" not in text


AWKWARD = ["<48", "AT&T & Co", "<b>bold</b>", '"quotes" and “those”', "{name} {nonsense}", "&amp;"]


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_words_come_out_as_they_went_in(held: Held, words: str):
    held.decide(ADA, words)
    assert words in letter_text(held, ADA)


def test_an_emoji_and_right_to_left_words_take_nothing_else_with_them(held: Held):
    held.decide(ADA, "Well done 😀 then שלום and the end")
    text = letter_text(held, ADA)
    assert "Well done" in text
    assert "then" in text
    assert "and the end" in text


def test_a_name_in_bengali_is_drawn_in_its_own_font(decided: Held):
    letter = replace(to_practice(decided, ADA), who="চন্দ্র, রাসেল (Mr)\nBorn 1 Jan 1970")
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(BytesIO(letter_as_pdf(letter))).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any("NotoSansBengali" in name for name in fonts)


def test_twenty_thousand_characters_go_over_pages_and_none_is_lost(held: Held):
    words = [f"w{number:04d}" for number in range(3400)]
    held.decide(ADA, " ".join(words))
    assert set(words) <= set(letter_text(held, ADA).split())


def test_the_same_letter_gives_the_same_bytes(decided: Held):
    letter = to_practice(decided, ADA)
    assert letter_as_pdf(letter) == letter_as_pdf(letter)
