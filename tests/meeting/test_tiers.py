"""Who looks after a person: tiers and remits in words, what suggests a remit, and counts."""

from datetime import date

import pytest

from mdt_app.flags.answers import Raised
from mdt_app.flags.pack import load_pack
from mdt_app.meeting.decisions import Beside, record_decision
from mdt_app.meeting.meetings import plan_meeting
from mdt_app.meeting.tiers import care, parse_care, suggested_remits, tier_counts, tier_words
from mdt_app.meeting.values import Meeting
from mdt_app.register.values import Event, Medicine, Person, Record
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.meeting.conftest import ADA, BRAM, CLEO

BORN = date(1968, 2, 14)


def record(
    kind: str = "type 2",
    born: date = BORN,
    medicines: tuple[str, ...] = (),
    events: tuple[tuple[str, date], ...] = (),
) -> Record:
    person = Person(1, ADA, "Exemplar", "Ada", "", born, "female", "Y00001", diabetes_type=kind)
    first = TODAY.toordinal() - 40
    taken = [Medicine(m, "other", "", first, first, 0, "yes", first, 1, 1) for m in medicines]
    happened = [Event(name, on.toordinal(), "", 1, 1) for name, on in events]
    return Record(person, {}, taken, happened)


def raised(rule: str, headline: str) -> Raised:
    return Raised(rule, "red", headline, "", "", "")


def suggested(of: Record, *answers: Raised) -> dict[str, tuple[str, ...]]:
    return {each.remit.code: each.because for each in suggested_remits(of, answers, TODAY)}


def test_there_are_five_tiers_and_six_remits_each_with_its_reasons_in_words() -> None:
    assert [tier.words for tier in care().tiers] == [
        "Inpatient care",
        "Complex specialist care",
        "Specialist care",
        "Enhanced primary care",
        "Primary care",
    ]
    assert len(care().remits) == 6
    assert tier_words("enhanced_primary") == "Enhanced primary care"


def test_every_rule_that_suggests_a_remit_is_one_that_speaks() -> None:
    rules = {rule.id for rule in load_pack().rules}
    assert {rule for remit in care().remits for rule in remit.rules} <= rules


def test_nothing_on_the_record_suggests_nothing() -> None:
    assert suggested(record()) == {}


def test_an_active_foot_and_a_falling_egfr_suggest_their_remits_with_the_data() -> None:
    told = suggested(
        record(), raised("foot-active", "foot: active"), raised("egfr-falling", "−27 %")
    )
    assert told == {"foot": ("foot: active",), "nephropathy": ("−27 %",)}


def test_a_high_hba1c_suggests_the_type_1_remit_only_in_type_1() -> None:
    high = raised("hba1c-very-high", "HbA1c 101 mmol/mol")
    assert suggested(record("type 1"), high) == {"type_1": ("HbA1c 101 mmol/mol",)}
    assert suggested(record("type 2"), high) == {}


def test_somebody_young_with_type_1_and_somebody_on_a_pump_are_suggested() -> None:
    young = record("type 1", date(2004, 5, 1), ("Omnipod 5 pods",))
    assert suggested(young) == {"pump": ("Omnipod 5 pods",), "type_1": ("22 years old",)}


def test_an_admission_suggests_the_inpatient_remit_for_four_weeks() -> None:
    late, early = date(2026, 11, 9), date(2026, 10, 1)
    assert suggested(record(events=(("dka", late),))) == {"inpatient": ("DKA 9 Nov",)}
    assert suggested(record(events=(("dka", early),))) == {}


def test_a_broken_file_is_refused_with_every_problem() -> None:
    broken = """
        [[tier]]
        code = "high"
        words = "High"
        entry = 3
        [[remit]]
        code = "foot"
        words = "Foot"
        scope = "Feet"
        events = ["foot_lost"]
        rulez = ["foot-active"]
    """
    with pytest.raises(ValueError) as error:
        parse_care(broken)
    for problem in (
        "high: no exit",
        "high: entry",
        "foot: events foot_lost",
        "foot: events and events_within_days go together",
        "foot: rulez is not known",
    ):
        assert problem in str(error.value)


def test_tiers_remits_and_returns_are_counted_by_the_month_of_the_meeting(ws: Workspace) -> None:
    october = plan_meeting(ws, Meeting("", "October", date(2026, 10, 8)))
    november = plan_meeting(ws, Meeting("", "November", TODAY))
    foot = Beside(tier="complex_specialist", remit="foot")
    record_decision(ws, october.id, ADA, ["refer:podiatry"], "", beside=foot)
    record_decision(ws, november.id, ADA, ["discharge:healed"], "", beside=Beside(tier="primary"))
    record_decision(
        ws, november.id, BRAM, ["refer:renal clinic"], "", beside=Beside(tier="primary")
    )
    record_decision(ws, november.id, CLEO, ["continue"], "")
    with ws.vault.reading() as reading:
        first, second = tier_counts(reading, date(2026, 10, 1), TODAY)
        assert [m.month for m in tier_counts(reading, date(2026, 11, 1), TODAY)] == [
            date(2026, 11, 1)
        ]
    assert (first.month, first.decided, first.inside, first.outside) == (date(2026, 10, 1), 1, 1, 0)
    assert (first.tiers, first.remits) == ({"complex_specialist": 1}, {"foot": 1})
    assert (second.tiers, second.returned, second.outside) == ({"primary": 2}, 1, 3)
