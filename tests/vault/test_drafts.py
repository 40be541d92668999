"""Half-typed text is there again after a crash or a lock, caret and all."""

import threading
import time

from mdt_app.vault.drafts import Draft, drafts_of, forget_draft, is_kept, keep_draft, kept_draft
from mdt_app.vault.entries import all_entries
from mdt_app.vault.store import open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import PASSPHRASE


def test_what_was_typed_comes_back_to_the_caret_in_the_next_session(ws: Workspace) -> None:
    draft = Draft("meeting/9990000018/words", "Refer to\nthe dietitian — “soon” ‎ẞ 🦶", 9)
    assert keep_draft(ws.vault, draft)
    ws.vault.lock()
    with open_store(ws.vault.folder, PASSPHRASE)[0] as vault:
        assert kept_draft(vault, draft.place) == draft


def test_the_latest_text_at_a_place_is_the_one_kept(ws: Workspace) -> None:
    for text in ("R", "Re", "Refer"):
        keep_draft(ws.vault, Draft("place", text, len(text)))
    assert kept_draft(ws.vault, "place") == Draft("place", "Refer", 5)


def test_a_text_is_kept_when_the_file_holds_it_to_the_letter(ws: Workspace) -> None:
    assert is_kept(ws.vault, "place", "") is True
    assert is_kept(ws.vault, "place", "Refer") is False
    keep_draft(ws.vault, Draft("place", "Refer \ud83d", 0))
    assert is_kept(ws.vault, "place", "Refer \ud83d") is True, "half a sign, replaced in the file"
    assert is_kept(ws.vault, "place", "Refer") is False
    assert is_kept(ws.vault, "place", "") is False


def test_emptied_text_and_a_forgotten_draft_are_gone(ws: Workspace) -> None:
    for place in ("one", "two"):
        keep_draft(ws.vault, Draft(place, "text", 0))
    keep_draft(ws.vault, Draft("one", "", 0))
    forget_draft(ws.vault, "two")
    assert drafts_of(ws.vault, "") == []


def test_one_meetings_drafts_are_found_by_the_beginning_of_their_place(ws: Workspace) -> None:
    for place in ("meeting_1/a", "meeting_1/b", "meetingX1/c", "MEETING_1/d"):
        keep_draft(ws.vault, Draft(place, place, 0))
    found = drafts_of(ws.vault, "meeting_1/")
    assert [draft.place for draft in found] == ["meeting_1/b", "meeting_1/a"]


def test_a_draft_is_no_entry_and_leaves_no_trace_among_them(ws: Workspace) -> None:
    with ws.vault.reading() as reading:
        before = all_entries(reading)
    keep_draft(ws.vault, Draft("place", "text", 0))
    forget_draft(ws.vault, "place")
    with ws.vault.reading() as reading:
        assert all_entries(reading) == before


def test_typing_never_waits_for_an_import(ws: Workspace) -> None:
    is_importing, may_end = threading.Event(), threading.Event()

    def take_in() -> None:
        with ws.vault.writing(ws.user, "import"):
            is_importing.set()
            may_end.wait(10)

    importing = threading.Thread(target=take_in)
    importing.start()
    assert is_importing.wait(10)
    begun = time.monotonic()
    assert keep_draft(ws.vault, Draft("place", "text", 0)) is False
    assert time.monotonic() - begun < 2
    may_end.set()
    importing.join()
    assert keep_draft(ws.vault, Draft("place", "text", 0))
