"""An invented case, to show what the text of a letter looks like before it is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from mdt_app.documents.letter_case import LetterCase
from mdt_app.flags.answers import Raised
from mdt_app.flags.pack import load_pack
from mdt_app.meeting.joint_plan import JointPlan
from mdt_app.meeting.values import (
    Action,
    AgendaItem,
    Attendee,
    CasePage,
    Decision,
    Meeting,
    Nomination,
)
from mdt_app.register.values import Person, Record

_NUMBER, _MEETING = "9990000000", "invented"


def invented_case(network: str, on: date) -> LetterCase:
    """Somebody who does not exist, about whom a meeting agreed something of each kind."""
    person = Person(
        1, _NUMBER, "Example", "Amina", "Mrs", date(on.year - 58, 2, 14), "female", "Z00001",
        language="Bengali", interpreter=True,
    )  # fmt: skip
    decision = Decision(
        "d", _MEETING, _NUMBER, ("start_sglt2", "refer:renal clinic"),
        "Dapagliflozin 10 mg with sick-day rules; repeat U&E in 6 weeks.",
        datetime.combine(on, datetime.min.time(), UTC), "Dr A. Chair",
        told_by="N. Patel", tier="enhanced_primary", remit="nephropathy",
    )  # fmt: skip
    page = CasePage(
        record=Record(person),
        answers=(
            Raised("a", "red", "eGFR 27", "on 27 Oct 2026; below 30", "", ""),
            Raised("b", "amber", "HbA1c 84, target 58", "84 on 3 Nov 2026", "", ""),
        ),
        new=(),
        nomination=Nomination(
            _NUMBER, True, "What next for her kidneys?", "Seeing her grandchildren", by="N. Patel"
        ),
        item=AgendaItem("i", _MEETING, _NUMBER, 1, "discussed"),
        decisions=(decision,),
        actions=(
            _action("Start dapagliflozin, U&E in 6/52", "Dr S. Rahman", on),
            _action("Refer to the renal clinic", "GP", on),
        ),
        before=(),
        meeting_days=(),
    )
    return LetterCase(
        number=3,
        network=network,
        meeting=Meeting(_MEETING, f"{network} MDT", on, state="ended"),
        practice_name="Example Surgery",
        page=page,
        present=(
            Attendee("1", "Dr A. Chair", "Chair"),
            Attendee("2", "Dr B. Okafor", "Consultant diabetologist"),
            Attendee("3", "N. Patel", "Practice nurse"),
        ),
        plan=replace(
            JointPlan(_NUMBER, _MEETING, "Dr B. Okafor", "Dr S. Rahman"),
            specialist_does="sees her in the renal clinic",
            gp_does="starts the new tablet",
            person_does="take the tablet each morning; drink enough water",
            review_on=on + timedelta(91),
            words_for_person="Thank you for coming to see us.",
        ),
        pack=load_pack(),
        practice_names={"Z00001": "Example Surgery"},
    )


def _action(words: str, owner: str, on: date) -> Action:
    return Action("x", _MEETING, _NUMBER, words, owner, on + timedelta(28))
