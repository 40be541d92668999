"""What can be made of a case and of a whole meeting, each with its words and hint."""

from dataclasses import dataclass

from mdt_app.documents.outputs import ACTIONS, CALENDAR, NUMBERS, SUMMARY
from mdt_app.meeting.templates import GP_LETTER, PASTE_EMIS, PASTE_SYSTMONE, PERSON_LETTER

PLAN, FOLDER, TEXTS = "plan", "folder", "texts"


@dataclass(frozen=True, slots=True)
class Output:
    """One line of the list. `hint` says what it is for."""

    code: str
    words: str
    hint: str = ""


OF_A_CASE = (
    Output(GP_LETTER, "Letter to the practice", "For filing, with the joint plan."),
    Output(PERSON_LETTER, "Letter to the person", "Plain English; large print if wished."),
    Output(SUMMARY, "One-page summary", "Record, charts and decision on one page."),
    Output(PASTE_EMIS, "Paste block for EMIS", "Copied for half a minute."),
    Output(PASTE_SYSTMONE, "Paste block for SystmOne", "Copied for half a minute."),
    Output(PLAN, "Joint plan and own words", "Specialist and GP; words for the person."),
)
OF_A_MEETING = (
    Output(FOLDER, "Write into a folder", "Letters and lists of the whole meeting."),
    Output(TEXTS, "Texts of the letters", "Put them into the network's own words."),
)
TO_WRITE = (
    Output(GP_LETTER, "Letters to practices", "One for each case that was discussed."),
    Output(PERSON_LETTER, "Letters to people", "Read each one before it is sent."),
    Output(SUMMARY, "One-page summaries"),
    Output(ACTIONS, "Actions by owner", "What is still open, each owner on a page."),
    Output(NUMBERS, "NHS numbers by decision", "Of your own practice only; choose it above."),
    Output(CALENDAR, "Calendar file", "Next meeting and due days; it names nobody."),
)
CHOSEN_AT_FIRST = frozenset([GP_LETTER, ACTIONS])
