"""A pack as the store keeps it: whole, once, and in the words under which it was taken."""

import hashlib
from pathlib import Path

import pytest

from mdt_app.errors import UserError
from mdt_app.flags import in_force
from mdt_app.flags.in_force import (
    PACK,
    SPOKEN_PACK,
    keep_spoken,
    pack_called,
    pack_in_force,
    pack_spoken,
    texts_in_force,
)
from mdt_app.flags.own_packs import packs_taken, read_own_pack, take_own_pack, use_shipped_pack
from mdt_app.flags.pack import DEFAULT_PACK, load_pack, pack_below, shipped_packs
from mdt_app.vault.entries import all_entries
from mdt_app.vault.workspace import Workspace
from tests.flags.test_own_packs import HEAD, HIGHER, OFF


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "network-3.toml"


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def test_entries_of_packs_are_called_what_every_store_already_calls_them():
    assert (PACK, SPOKEN_PACK) == ("pack", "spoken_pack")


def test_a_pack_is_kept_with_the_texts_of_both_files_and_their_digests(ws: Workspace, path: Path):
    taken = take_own_pack(ws, _written(path, HEAD + HIGHER))
    below = load_pack().texts
    assert pack_below(taken) is load_pack()
    assert pack_below(load_pack()) is None
    with ws.vault.reading() as reading:
        (entry,) = all_entries(reading, PACK)
    assert entry.act == "own rules taken"
    assert entry.payload == {
        "name": "network-3",
        "title": "Network 3, 2026",
        "version": "1",
        "file_name": "network-3.toml",
        "text": HEAD + HIGHER,
        "base_file_name": below.file_name,
        "base_text": below.text,
        "base_digest": _digest(below.file_name, below.text, "", ""),
        "digest": _digest("network-3.toml", HEAD + HIGHER, below.file_name, below.text),
    }


def test_going_back_is_called_so_and_gives_the_shipped_pack(ws: Workspace, path: Path):
    take_own_pack(ws, _written(path, HEAD))
    assert use_shipped_pack(ws) is load_pack()
    with ws.vault.reading() as reading:
        acts = [entry.act for entry in all_entries(reading, PACK)]
    assert acts == ["own rules taken", "shipped rules used again"]


def test_every_own_pack_that_was_taken_is_listed_and_the_one_that_speaks_marked(
    ws: Workspace, path: Path
):
    with ws.vault.reading() as reading:
        assert packs_taken(reading) == []
    for version in ("1", "2"):
        take_own_pack(ws, _written(path, HEAD.replace('"1"', f'"{version}"')))
    with ws.vault.reading() as reading:
        first, second = packs_taken(reading)
        on = all_entries(reading, PACK)[0].recorded_at.date()
    assert (first.called.words, first.by, first.on) == ("Network 3, 2026, version 1", ws.user, on)
    assert first.based_on == load_pack().called
    assert second.called.version == "2"
    assert (first.speaks, second.speaks) == (False, True)
    use_shipped_pack(ws)
    with ws.vault.reading() as reading:
        assert [taken.speaks for taken in packs_taken(reading)] == [False, False]


def test_a_pack_is_called_by_its_name_shipped_or_in_force(ws: Workspace, path: Path):
    own = take_own_pack(ws, _written(path, HEAD + OFF))
    with ws.vault.reading() as reading:
        for name, pack in (
            ("", own),
            ("network-3", own),
            *((n, load_pack(n)) for n in shipped_packs()),
        ):
            assert pack_called(reading, name) is pack
        with pytest.raises(UserError, match="no pack called 'network-4'"):
            pack_called(reading, "network-4")


def test_what_speaks_in_a_meeting_is_kept_once_with_its_texts(ws: Workspace):
    with ws.vault.writing(ws.user, "meeting started") as writing:
        digests = {keep_spoken(writing), keep_spoken(writing)}
    with ws.vault.reading() as reading:
        (kept,) = all_entries(reading, SPOKEN_PACK)
        assert digests == {kept.payload["digest"]} == {load_pack().texts.digest}
        assert kept.payload["name"] == DEFAULT_PACK
        for unknown in ("", "of another time"):
            assert pack_spoken(reading, unknown) is pack_in_force(reading)


def test_only_the_texts_of_the_latest_few_are_kept_at_hand(ws: Workspace, path: Path):
    for version in range(7):
        take_own_pack(ws, _written(path, HEAD.replace('"1"', f'"{version}"')))
        with ws.vault.reading() as reading:
            texts = texts_in_force(reading)
            assert texts is texts_in_force(reading), "and not read from the store again"
        assert texts is not None
        assert f'version = "{version}"' in texts.text
        assert len(in_force._kept) <= 4
    assert len(in_force._kept) == 4


# -- files that are none ----------------------------------------------------------------------


def _refused(path: Path) -> UserError:
    with pytest.raises(UserError) as refused:
        read_own_pack(path)
    return refused.value


def test_a_file_of_a_million_bytes_is_read_and_a_larger_one_is_not(path: Path):
    comment = "#" * (1_000_000 - len(HEAD))
    assert read_own_pack(_written(path, HEAD + comment)).name == "network-3"
    refused = _refused(_written(path, HEAD + comment + "#"))
    assert refused.message == "network-3.toml is too large for a rule file."
    assert refused.hint == "Choose the pack's file."


def test_a_file_that_an_editor_marked_as_utf_8_is_read(path: Path):
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    assert read_own_pack(path).texts.text == HEAD


def test_a_file_that_is_no_text_or_is_not_there_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    path.write_bytes(b"\xff\xfe\x00")
    refused = _refused(path)
    assert refused.message == "network-3.toml is not a text file in UTF-8."
    assert refused.hint == "Save it as UTF-8 and take it again."
    path.unlink()
    refused = _refused(path)
    assert refused.message == "network-3.toml cannot be read: No such file or directory."
    assert refused.hint == "Check the name and who may read it."

    def no_reason(_path: Path) -> None:
        raise OSError

    monkeypatch.setattr(Path, "stat", no_reason)
    assert _refused(path).message == "network-3.toml cannot be read: no such file."
