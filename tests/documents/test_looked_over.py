"""Letters to people, looked over before they are written."""

from mdt_app.documents.looked_over import looked_over
from mdt_app.meeting.joint_plan import JointPlan, keep_plan
from mdt_app.meeting.templates import PERSON_LETTER, keep_template
from tests.documents.conftest import Held
from tests.meeting.conftest import ADA, BRAM, CLEO, put_person

EMRE = "9990000050"


def test_every_letter_is_counted_with_the_easiest_and_the_hardest(held: Held):
    held.decide(ADA, "", ("intensify",))
    held.decide(BRAM, "", ("refer:renal clinic",))
    held.decide(CLEO, "As discussed")
    found = looked_over(held.ws, held.meeting.id)
    assert found.count == len(found.scores) == 2
    least, most = round(min(found.scores)), round(max(found.scores))
    assert f"2 letters to people, reading ease {least} to {most}." in found.words
    assert found.hard == ()


def test_hard_letters_are_named_by_their_cases(held: Held):
    held.decide(ADA, "", ("intensify",))
    difficult = "Multidisciplinary deliberation regarding antihyperglycaemic pharmacotherapy."
    keep_template(held.ws, PERSON_LETTER, difficult)
    number = [item.nhs_number for item in held.items()].index(ADA) + 1
    assert f"Hard to read: case {number}." in looked_over(held.ws, held.meeting.id).words


def test_another_language_is_said(held: Held):
    put_person(held.ws, EMRE, "Pattern", "Y00002", language="Somali", interpreter="yes")
    held.decide(EMRE, "", ("intensify",))
    found = looked_over(held.ws, held.meeting.id)
    assert found.not_english == (4,)
    assert "an interpreter or easy read: case 4." in found.words


def test_one_practice_is_looked_over_alone(held: Held):
    held.decide(ADA, "", ("intensify",))
    assert looked_over(held.ws, held.meeting.id, "Y00002").count == 0
    assert looked_over(held.ws, held.meeting.id, "Y00002").words.startswith("No letter")


def test_somebodys_own_words_make_a_letter_too(held: Held):
    held.decide(ADA, "As discussed")
    keep_plan(held.ws, JointPlan(ADA, held.meeting.id, words_for_person="We will ring you."))
    assert looked_over(held.ws, held.meeting.id).count == 1
