"""Why two sets differ: every person on whom they disagree, with the reason, names for one's own."""

import pytest

from mdt_app.clinical.kinds import Kind
from mdt_app.errors import UserError
from mdt_app.measures.board import board
from mdt_app.measures.differing import Side, why_differing
from mdt_app.measures.own_practice import choose_own_practice
from tests.invented import TODAY
from tests.measures.conftest import EAST, NDA, QOF

OTHER = "type 2 and other"
EAST_58, QOF_58 = Side(EAST, "hba1c-58"), Side(QOF, "DM020")


@pytest.fixture
def four(ws, add):
    """One on whom all agree, and three on whom they do not, each in another way."""
    add("9990000018", "Same", results={Kind.HBA1C: {"2026-11-03": 50.0}})
    add("9990000026", "Frail", results={Kind.HBA1C: {"2026-11-03": 50.0}}, frailty="severe")
    add("9990000034", "Earlier", results={Kind.HBA1C: {"2025-10-03": 50.0}})
    add(
        "9990000042",
        "Declining",
        "Y00002",
        results={Kind.HBA1C: {"2026-11-03": 70.0}},
        events={"2026-08-03": "declined_monitoring"},
    )


def test_each_disagreement_has_its_reason(ws, four):
    found = why_differing(ws, EAST_58, QOF_58, TODAY)
    assert found.same == 1
    told = {(each.here, each.there, each.why, each.count) for each in found.differences}
    assert told == {
        ("achieved", "not counted", "moderate or severe frailty", 1),
        ("achieved", "missed", "no HbA1c within 12 months", 1),
        ("missed", "left out: declined", "declined monitoring within 12 months", 1),
    }
    assert found.here == "East London 2009–12: HbA1c ≤ 58 mmol/mol"
    assert found.there == "QOF 2026–27: Without frailty: HbA1c ≤ 58 mmol/mol"
    assert found.sentences[0] == "The two disagree on 3 people and agree on 1 person."
    assert "1 person achieved here and missed there: no HbA1c within 12 months." in found.sentences


def test_the_counts_explain_the_two_figures(ws, four):
    found = why_differing(ws, EAST_58, QOF_58, TODAY)

    def network(set_name, measure):
        lines = board(ws, set_name).lines
        return next(line.network for line in lines if line.measure.id == measure)

    here, there = network(EAST, "hba1c-58"), network(QOF, "DM020")
    gained = sum(e.count for e in found.differences if e.there == "achieved")
    lost = sum(e.count for e in found.differences if e.here == "achieved")
    assert there.numerator == here.numerator + gained - lost
    outside = sum(e.count for e in found.differences if e.there not in ("achieved", "missed"))
    assert there.denominator == here.denominator - outside


def test_names_are_ones_own_practices_only(ws, four):
    assert not any(e.people for e in why_differing(ws, EAST_58, QOF_58, TODAY).differences)
    choose_own_practice(ws, "Y00001")
    named = {
        line.name: line.words
        for each in why_differing(ws, EAST_58, QOF_58, TODAY).differences
        for line in each.people
    }
    assert set(named) == {"FRAIL, Ada", "EARLIER, Ada"}
    assert named["EARLIER, Ada"] == (
        "East London 2009–12: achieved (HbA1c 50 on 3 Oct 2025);"
        " QOF 2026–27: missed (no HbA1c since 3 Oct 2025)"
    )


def test_a_lower_limit_is_the_reason(ws, add):
    add("9990000018", results={Kind.BLOOD_PRESSURE: {"2026-11-03": 138.0}})
    with ws.vault.writing(ws.user, "a higher diastolic") as writing:
        writing.execute("UPDATE result SET second = 88")
    here, there = Side(NDA, "bp-140-80", OTHER), Side(NDA, "bp-140-90", OTHER)
    (each,) = why_differing(ws, here, there, TODAY).differences
    assert (each.here, each.there) == ("missed", "achieved")
    assert each.why == (
        "not latest blood pressure within 15 months 140 or less systolic and 80 or less diastolic"
    )


def test_who_is_of_another_type_is_not_counted(ws, add):
    add("9990000018", diabetes_type="type 1", results={Kind.HBA1C: {"2026-11-03": 50.0}})
    found = why_differing(ws, EAST_58, Side(NDA, "hba1c-58", "type 1"), TODAY)
    (each,) = found.differences
    assert (each.here, each.there, each.why) == ("not counted", "achieved", "not type 2")


def test_another_group_is_not_this_one(ws, add):
    add("9990000018", diabetes_type="type 1", results={Kind.HBA1C: {"2026-11-03": 50.0}})
    found = why_differing(ws, QOF_58, Side(NDA, "hba1c-58", OTHER), TODAY)
    (each,) = found.differences
    assert (each.here, each.there, each.why) == ("achieved", "not counted", "type 1")


def test_where_all_agree_it_says_so(ws, add):
    add("9990000018", results={Kind.HBA1C: {"2026-11-03": 50.0}})
    found = why_differing(ws, EAST_58, Side(NDA, "hba1c-58", OTHER), TODAY)
    assert found.sentences == ("Both say the same of 1 person; nobody counts in one only.",)


def test_a_mean_cannot_be_held_beside_a_percentage(ws):
    with pytest.raises(UserError, match="A mean says of nobody"):
        why_differing(ws, Side(EAST, "hba1c-mean"), QOF_58, TODAY)
