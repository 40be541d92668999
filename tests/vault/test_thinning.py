"""Of many copies those stay that somebody would ask for: the latest, and one of each while."""

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdt_app.vault.backups import back_up
from mdt_app.vault.copies import Copy, copies_in, copy_at
from mdt_app.vault.thinning import DAYS, LATEST, MONTHS, WEEKS, thin, thinned
from mdt_app.vault.workspace import Workspace
from tests.vault.disk import needs_proc, steps_on_the_disk

NOW = datetime(2026, 11, 26, 17, tzinfo=UTC)


def _copy(at: datetime, reason: str = "schedule") -> Copy:
    return Copy(Path(f"data-{at:%Y%m%dT%H%M%S}Z-{reason}.db"), at, reason, 1000)


def _every(step: timedelta, many: int) -> list[Copy]:
    return [_copy(NOW - step * number) for number in range(many)]


def _kept(copies: list[Copy]) -> list[Copy]:
    gone = set(thinned(copies))
    return [copy for copy in copies if copy not in gone]


def test_a_day_of_copies_keeps_the_latest_few() -> None:
    copies = _every(timedelta(minutes=30), 20)
    assert _kept(copies) == copies[:6]


def test_a_year_of_copies_comes_down_to_days_weeks_and_months() -> None:
    kept = _kept(_every(timedelta(hours=2), 12 * 400))
    days = {copy.made_at.date() for copy in kept}
    assert {(NOW - timedelta(days=n)).date() for n in range(DAYS)} <= days
    assert len({copy.made_at.isocalendar()[:2] for copy in kept}) >= WEEKS
    assert len({(copy.made_at.year, copy.made_at.month) for copy in kept}) == MONTHS
    assert len(kept) <= LATEST + DAYS + WEEKS + MONTHS


def test_of_five_hundred_days_stay_a_week_four_weeks_and_twelve_months() -> None:
    kept = [f"{copy.made_at:%d %b}" for copy in _kept(_every(timedelta(days=1), 500))]
    assert kept[:7] == ["26 Nov", "25 Nov", "24 Nov", "23 Nov", "22 Nov", "21 Nov", "20 Nov"]
    assert kept[7:9] == ["15 Nov", "08 Nov"]
    assert kept[9:14] == ["31 Oct", "30 Sep", "31 Aug", "31 Jul", "30 Jun"]
    assert kept[14:] == ["31 May", "30 Apr", "31 Mar", "28 Feb", "31 Jan", "31 Dec"]


def test_of_each_month_its_last_copy_stays() -> None:
    kept = _kept(_every(timedelta(days=1), 300))
    september = [copy.made_at.day for copy in kept if copy.made_at.month == 9]
    assert september == [30]


@pytest.mark.parametrize("seed", range(5))
def test_thinning_as_the_copies_come_keeps_what_thinning_at_the_end_would(seed: int) -> None:
    """Thinned after every copy for a year and a half, none is missed that ought to be there."""
    chance = random.Random(seed)
    at, kept, every = NOW, [], []
    for _ in range(600):
        at += timedelta(hours=chance.choice([0.5, 1, 8, 24, 72]))
        every.append(_copy(at))
        kept = _kept([*kept, every[-1]])
    at_the_end = {copy.path for copy in _kept(every)}
    assert {copy.path for copy in kept} == at_the_end


def test_a_store_that_was_replaced_is_never_thinned() -> None:
    old = _copy(NOW - timedelta(days=4000), "replaced")
    assert old not in thinned([*_every(timedelta(hours=1), 100), old])


def test_a_clock_that_jumped_takes_no_other_copy_with_it() -> None:
    """Nine copies from a year that has not come: the real ones are still days of their own."""
    ahead = [_copy(NOW + timedelta(days=365, hours=n)) for n in range(9)]
    today = [_copy(NOW - timedelta(days=n)) for n in range(5)]
    gone = thinned([*ahead, *today])
    assert not set(gone) & set(today)


def test_thinning_removes_the_copy_and_its_key_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for copy in _every(timedelta(minutes=30), 10):
        (folder / copy.path.name).write_bytes(b"x")
        (folder / copy.path.name).with_suffix(".keys.json").write_bytes(b"{}")
    strangers = ["keys.json", "proven.json", "notes.txt", "data-old.db"]
    for name in strangers:
        (folder / name).write_bytes(b"x")
    gone = thin(tmp_path)
    assert len(gone) == 10 - LATEST
    left = {path.name for path in folder.iterdir()}
    assert len(left) == 2 * LATEST + len(strangers)
    assert set(strangers) <= left
    assert [copy.path for copy in copies_in(tmp_path)] == sorted(
        (folder / name for name in left if name.endswith("Z-schedule.db")), reverse=True
    )


@needs_proc
def test_key_files_go_once_their_copies_are_gone_for_good_and_one_that_is_missing_holds_none_up(
    tmp_path: Path,
) -> None:
    (tmp_path / "backups").mkdir()
    for number, copy in enumerate(_every(timedelta(minutes=30), LATEST + 3)):
        path = tmp_path / "backups" / copy.path.name
        path.write_bytes(b"x")
        if number != LATEST:
            path.with_suffix(".keys.json").write_bytes(b"{}")
    with steps_on_the_disk(tmp_path) as steps:
        thin(tmp_path)
    copy, keys = (f"remove backups/data-schedule{suffix}" for suffix in (".db", ".keys.json"))
    assert steps == [*3 * [copy], "sync backups", *2 * [keys]]
    with steps_on_the_disk(tmp_path) as steps:
        thin(tmp_path)
    assert steps == []


@pytest.mark.parametrize(
    "name", ["data-20261340T000000Z-x.db", "data.db", "data-x.db", "data-20261126T090000Z.db"]
)
def test_a_file_that_is_not_named_like_a_copy_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert copy_at(tmp_path / name) is None


def test_what_a_copy_cut_off_has_left_goes_a_day_later(ws: Workspace) -> None:
    folder = ws.vault.folder / "backups"
    stray = [
        folder / "data-20261120T090000Z-import.part",
        folder / "data-20261120T090000Z-x.keys.json",
    ]
    for path in stray:
        path.write_bytes(b"half")
    copy = back_up(ws.vault, "asked")
    assert all(path.exists() for path in stray), "another program may be at it"
    for path in (*stray, copy.with_suffix(".keys.json")):
        os.utime(path, (0, 0))
    later = back_up(ws.vault, "asked")
    names = {path.name for path in folder.iterdir()}
    kept = {copy.name, copy.with_suffix(".keys.json").name}
    assert names == kept | {later.name, later.with_suffix(".keys.json").name}
