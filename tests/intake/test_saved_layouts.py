"""A layout is taught once, found again by its name, and never written over."""

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.columns.saved_layouts import layout_named, layouts_saved, save_layout
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries
from tests.invented import USER


def saved(ws):
    with ws.vault.reading() as reading:
        return layouts_saved(reading)


def test_a_layout_is_kept_with_its_headings_and_who_saved_it(ws):
    save_layout(ws, "  Our  search ", "abc", ["NHS Number", "Wert é", ""], "name = 'x'\n")
    (layout,) = saved(ws)
    assert (layout.name, layout.fingerprint) == ("Our search", "abc")
    assert layout.headings == ("NHS Number", "Wert é", "")
    assert (layout.text, layout.saved_by) == ("name = 'x'\n", USER)
    with ws.vault.reading() as reading:
        assert layout_named(reading, "Our search") == layout
        assert layout_named(reading, "Another") is None


def test_the_newest_of_a_name_counts_and_the_older_stay_on_file(ws):
    save_layout(ws, "Ours", "one", ["a"], "first")
    save_layout(ws, "Another", "two", ["b"], "other")
    save_layout(ws, "Ours", "three", ["a", "c"], "second")
    assert [(layout.name, layout.text) for layout in saved(ws)] == [
        ("Another", "other"),
        ("Ours", "second"),
    ]
    with ws.vault.reading() as reading:
        assert layout_named(reading, "Ours").fingerprint == "three"
        assert len(list(reading.rows("SELECT 1 FROM saved_layout"))) == 3


def test_a_layout_saved_is_on_the_trail(ws):
    save_layout(ws, "Ours", "one", ["a"], "text")
    with ws.vault.reading() as reading:
        (entry,) = all_entries(reading, "layout")
    assert entry.payload == {"name": "Ours", "fingerprint": "one"}
    assert check_store(ws.vault) == []


def test_a_layout_needs_a_name(ws):
    with pytest.raises(UserError) as found:
        save_layout(ws, "  ", "one", ["a"], "text")
    assert found.value.message == "The layout has no name."
    assert found.value.hint == "Give it one, such as 'Our diabetes search'."
    assert saved(ws) == []


@pytest.mark.parametrize(
    ("headings", "text", "count"), [(["a"], "text", 1), (["A"], "text", 2), (["a"], "other", 2)]
)
def test_a_layout_that_says_nothing_new_is_not_kept_again(ws, headings, text, count):
    save_layout(ws, "Ours", "one", ["a"], "text")
    save_layout(ws, " Ours ", "one", headings, text)
    with ws.vault.reading() as reading:
        assert len(list(reading.rows("SELECT 1 FROM saved_layout"))) == count
        assert len(list(all_entries(reading, "layout"))) == count
