"""Offers outside medicine: a text of the network, one offer a line, found where they are named."""

import pytest

from mdt_app.documents.preview import preview_in
from mdt_app.errors import UserError
from mdt_app.meeting.offers import OFFERS, offers_in, offers_named, offers_now
from mdt_app.meeting.templates import keep_template

WALKING = "Walking group | Walks on Tuesdays at ten. | Bow library, 020 7946 0000"


def test_a_line_is_an_offer_and_a_note_is_none():
    (offer,) = offers_in(f"# near us\n\n{WALKING}\n")
    assert offer.words == "Walking group: Walks on Tuesdays at ten. Bow library, 020 7946 0000"


def test_the_networks_own_take_the_place_of_those_shipped(ws):
    with ws.vault.reading() as reading:
        assert any("Diabetes UK" in offer.name for offer in offers_now(reading))
    keep_template(ws, OFFERS, WALKING)
    with ws.vault.reading() as reading:
        assert [offer.name for offer in offers_now(reading)] == ["Walking group"]


def test_a_line_that_lacks_something_is_refused_with_what_to_write(ws):
    with pytest.raises(UserError, match="is not an offer") as refused:
        keep_template(ws, OFFERS, "Walking group, Tuesdays")
    assert refused.value.hint == "Write: its name | what it is | how to reach it."


def test_only_what_is_named_is_told():
    offers = offers_in(f"{WALKING}\nCooking class | Cooking | Hall")
    assert [o.name for o in offers_named(offers, ["refer:the walking group"])] == ["Walking group"]
    assert offers_named(offers, ["refer:renal clinic"]) == ()


def test_the_page_of_texts_shows_it_as_a_table_or_says_what_is_wrong():
    assert "Walking group" in preview_in(None, OFFERS, WALKING).html
    assert "is not an offer" in preview_in(None, OFFERS, "no bars").refused
