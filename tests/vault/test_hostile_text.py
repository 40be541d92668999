"""Whatever is typed can be kept: as entry and as draft, and the chain stays whole."""

import pytest

from mdt_app.vault.checking import check_store
from mdt_app.vault.drafts import Draft, drafts_of, keep_draft, kept_draft
from mdt_app.vault.entries import all_entries
from mdt_app.vault.storable import storable
from mdt_app.vault.workspace import Workspace
from tests.hostile import HOSTILE, latin_seen, whole


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_entry_comes_back_as_it_was_typed_or_visibly_mended(ws: Workspace, text: str) -> None:
    with ws.vault.writing(text, text) as writing:
        recorded = writing.record("decision", {"words": text, "list": [text]}, about="9990000018")
    with ws.vault.reading() as reading:
        (entry,) = all_entries(reading, "decision")
    assert entry == recorded
    assert entry.payload["words"] == entry.recorded_by == entry.act == storable(text)
    assert entry.payload["words"] == text or not whole(text)
    assert latin_seen(entry.payload["words"]) == latin_seen(text)
    assert check_store(ws.vault) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_draft_comes_back_the_same_way(ws: Workspace, text: str) -> None:
    assert keep_draft(ws.vault, Draft("a place/words", text, 3))
    assert kept_draft(ws.vault, "a place/words") == Draft("a place/words", storable(text), 3)
    assert [draft.text for draft in drafts_of(ws.vault, "a place/")] == [storable(text)]
    keep_draft(ws.vault, Draft("a place/words", "", 0))
    assert drafts_of(ws.vault, "") == []
