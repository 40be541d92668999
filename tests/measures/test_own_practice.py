"""People are named for one's own practice only."""

import pytest

from mdt_app.errors import UserError
from mdt_app.measures.board import board, people_of
from mdt_app.measures.own_practice import choose_own_practice, own_practice
from mdt_app.vault.entries import all_entries
from mdt_app.vault.workspace import Workspace
from tests.invented import TODAY
from tests.measures.conftest import EAST


def mine(ws):
    with ws.vault.reading() as reading:
        return own_practice(reading, ws.user)


def test_nobody_is_named_until_a_practice_is_chosen(ws, six_people):
    assert mine(ws) == ""
    assert board(ws, EAST).own_practice == ""
    with pytest.raises(UserError, match="none is chosen yet"):
        people_of(ws, EAST, "hba1c-58", "", "Y00001", TODAY)


def test_the_practice_chosen_is_one_persons_own(ws, six_people):
    assert choose_own_practice(ws, "Y00002").name == "Birch Lane"
    assert mine(ws) == "Y00002"
    assert board(ws, EAST).own_practice == "Y00002"
    somebody = Workspace(ws.vault, "S. Okafor", ws.today)
    assert mine(somebody) == ""
    choose_own_practice(somebody, "Y00003")
    assert (mine(ws), mine(somebody)) == ("Y00002", "Y00003")


def test_another_practice_is_refused_with_no_name(ws, six_people):
    choose_own_practice(ws, "Y00002")
    with pytest.raises(UserError, match="your own practice only"):
        people_of(ws, EAST, "hba1c-58", "", "Y00001", TODAY)
    with pytest.raises(UserError, match="your own practice only"):
        people_of(ws, EAST, "hba1c-58", "", "", TODAY)


def test_choosing_again_keeps_what_was_chosen_before(ws):
    choose_own_practice(ws, "Y00002")
    choose_own_practice(ws, "Y00002")
    choose_own_practice(ws, "Y00003")
    assert mine(ws) == "Y00003"
    with ws.vault.reading() as reading:
        said = [entry.payload["practice"] for entry in all_entries(reading, "works_at")]
    assert said == ["Y00002", "Y00003"]


def test_a_practice_outside_the_network_is_refused(ws):
    with pytest.raises(UserError, match="not in this network"):
        choose_own_practice(ws, "Y99999")
    assert mine(ws) == ""


def test_a_store_of_one_practice_is_that_ones(ws):
    with ws.vault.writing(ws.user, "practices closed") as writing:
        writing.execute("DELETE FROM practice WHERE ods != 'Y00001'")
    assert mine(ws) == "Y00001"
