"""Settings come back as they were, and a spoilt file is as if there were none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdt_app.settings import (
    Settings,
    change_settings,
    keep_settings,
    last_store,
    read_settings,
    remember_store,
    settings_path,
)

words = st.text(st.characters(exclude_categories=["Cs"]))


@given(last_store=words, window=words, minutes=st.integers(1, 600))
def test_what_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory, last_store: str, window: str, minutes: int
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings = Settings(last_store, window, minutes, shortcuts={last_store: window, "a.b": "F9"})
    assert keep_settings(settings, path)
    assert read_settings(path) == settings


@pytest.mark.parametrize(
    "text",
    [
        "",
        "last_store = ",
        "last_store = 5\n",
        "unknown = 1\n",
        "\x00",
        "[last_store]\n",
        "[shortcuts]\na = 1\n",
    ],
)
def test_a_spoilt_file_is_as_if_there_were_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_text(text)
    assert read_settings(tmp_path / "settings.toml") == Settings()


def test_a_yes_is_not_taken_for_a_number_of_minutes(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("lock_after_minutes = true\n")
    assert read_settings(tmp_path / "settings.toml").lock_after_minutes == 5


def test_the_last_store_is_remembered_beside_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    keep_settings(Settings(window="abc"), path)
    assert remember_store(tmp_path / "store", path)
    assert read_settings(path) == Settings(str(tmp_path / "store"), "abc")
    assert last_store(path) == tmp_path / "store"


def test_one_setting_is_changed_beside_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    change_settings(path, theme="dark", text_percent=150)
    assert change_settings(path, shortcuts={"meet.park": "Ctrl+P"}).theme == "dark"
    assert read_settings(path).shortcuts == {"meet.park": "Ctrl+P"}


def test_before_any_store_there_is_no_last_one(tmp_path: Path) -> None:
    assert last_store(tmp_path / "settings.toml") is None


def test_a_folder_that_cannot_be_named_in_text_is_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert not remember_store(tmp_path / "\udcff", path)
    assert list(tmp_path.iterdir()) == []


def test_settings_are_kept_in_this_computers_own_place(own_folders: Path) -> None:
    assert settings_path().is_relative_to(own_folders.parent)
