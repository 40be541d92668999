"""A store is not worked on in a network's or a cloud's folder; a copy on this computer may be."""

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from mdt_app.errors import UserError
from mdt_app.vault import places, store
from mdt_app.vault.checking import check_store
from mdt_app.vault.entries import all_entries
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.local_copy import copy_here, stores_here
from mdt_app.vault.lockfile import StoreLock
from mdt_app.vault.places import PlaceError, cloud_name, must_be_local, network_type
from mdt_app.vault.store import create_store, open_store
from tests.invented import PASSPHRASE, USER
from tests.vault.disk import needs_proc
from tests.vault.test_refusals import contents

MOUNTED = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
41 27 0:40 / /mnt/share\\040drive rw - {kind} //server/share rw,vers=3.1.1
42 41 8:1 / /mnt/share\\040drive/usb rw - vfat /dev/sdb1 rw
"""


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Says what kind of disk is mounted on a folder called `share drive`."""

    def mount(kind: str, on: str = "/mnt/share drive") -> None:
        listed = tmp_path / "mountinfo"
        escaped = on.replace(" ", "\\040")
        text = MOUNTED.format(kind=kind).replace("/mnt/share\\040drive", escaped)
        listed.write_text(text)
        monkeypatch.setattr(places, "MOUNTS", listed)

    return mount


NETWORKS = (
    *("cifs", "smb2", "smb3", "smbfs", "nfs", "nfs4", "ncpfs", "afpfs", "afs", "coda"),
    *("davfs", "fuse.davfs2", "webdav", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"),
    *("glusterfs", "fuse.glusterfs", "beegfs", "ceph", "lustre", "gfs2", "ocfs2"),
)


@pytest.mark.parametrize("kind", NETWORKS)
def test_a_network_disk_is_known_by_its_kind(mounted, kind: str) -> None:
    mounted(kind)
    assert network_type(Path("/mnt/share drive/mdt/store")) == kind
    with pytest.raises(PlaceError) as refused:
        must_be_local(Path("/mnt/share drive/mdt/store"))
    assert refused.value.message == (
        f"This folder is on a network disk ({kind}), where two people could damage the store."
    )
    assert refused.value.hint == "Work on a copy on this computer's own disk."


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "vfat", "ntfs3", "fuseblk", "apfs", "9p", "zfs"])
def test_a_disk_of_this_computer_is_not_refused(mounted, kind: str) -> None:
    mounted(kind)
    assert network_type(Path("/mnt/share drive/mdt/store")) == ""


def test_a_stick_inside_a_share_is_a_disk_of_its_own(mounted) -> None:
    mounted("cifs")
    assert network_type(Path("/mnt/share drive/usb/store")) == ""
    assert network_type(Path("/mnt/share drives/store")) == "", "another folder, named alike"


def test_a_link_to_a_share_is_the_share(mounted, tmp_path: Path) -> None:
    mounted("cifs", on=str(tmp_path / "share"))
    (tmp_path / "share").mkdir()
    (tmp_path / "short cut").symlink_to(tmp_path / "share")
    assert network_type(tmp_path / "short cut" / "store") == "cifs"


@pytest.mark.parametrize("path", [r"\\server\share\mdt", "//server/share/mdt"])
def test_a_path_to_a_server_is_a_network(path: str) -> None:
    if path.startswith("//") and Path(path).as_posix() != path:
        pytest.skip("this system knows no such path")
    assert network_type(Path(path)) == "UNC"


def test_a_long_path_of_windows_is_no_network(mounted) -> None:
    mounted("ext4")
    assert network_type(Path(r"\\?\C:\mdt")) == ""


def test_a_list_of_disks_with_other_lines_and_letters_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "mountinfo"
    listed.write_bytes(b"of another kind\n1 2 0:40 / /mnt/sh\xe4re rw - nfs host:/ rw\n")
    monkeypatch.setattr(places, "MOUNTS", listed)
    assert network_type(Path(os.fsdecode(b"/mnt/sh\xe4re/mdt"))) == "nfs"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/n/OneDrive/mdt", "OneDrive"),
        ("/home/n/OneDrive - NHS/Documents/mdt", "OneDrive"),
        ("/home/n/Dropbox/mdt", "Dropbox"),
        ("/home/n/Dropbox (Practice)/mdt", "Dropbox"),
        ("/home/n/GoogleDrive/mdt", "Google Drive"),
        ("/home/n/Google Drive/mdt", "Google Drive"),
        ("/home/n/google drive (n@nhs.example)/mdt", "Google Drive"),
        ("/home/n/.local/DriveFS/mdt", "Google Drive"),
        ("/Users/n/Library/Mobile Documents/com~apple~CloudDocs/mdt", "iCloud"),
        ("/Users/n/Library/CloudStorage/Box-Box/mdt", "a cloud service"),
        ("/home/n/iCloudDrive/mdt", "iCloud"),
        ("/home/n/iCloud Drive/mdt", "iCloud"),
        ("/Users/n/com~apple~CloudDocs/mdt", "iCloud"),
        ("/Users/n/Mobile Documents/mdt", "iCloud"),
        ("/home/n/Nextcloud/mdt", "Nextcloud"),
        ("/home/n/ownCloud/mdt", "Nextcloud"),
        ("/home/n/MEGAsync/mdt", "a cloud service"),
        ("/home/n/pCloudDrive/mdt", "a cloud service"),
        ("/home/n/pCloud Drive/mdt", "a cloud service"),
        ("/home/n/Box Sync/mdt", "a cloud service"),
    ],
)
def test_a_cloud_is_known_by_its_folders_name(path: str, name: str) -> None:
    assert cloud_name(Path(path), {}) == name


@pytest.mark.parametrize(
    "path",
    [
        *("/home/n/Documents/mdt", "/home/n/box/mdt", "/srv/Sync meeting/mdt"),
        *("/home/n/dropboxes/m", "/Users/n/Library/mdt", "/srv/CloudStorage/mdt"),
    ],
)
def test_a_folder_that_only_sounds_like_one_is_none(path: str) -> None:
    assert cloud_name(Path(path), {}) == ""


def test_a_cloud_is_known_by_what_the_system_says_and_by_its_mark(tmp_path: Path) -> None:
    store = tmp_path / "work" / "mdt"
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        assert cloud_name(store, {variable: str(tmp_path / "work")}) == "OneDrive"
        assert cloud_name(store, {variable: str(tmp_path / "wor")}) == ""
    for mark, name in (
        (".sync", "Resilio Sync"),
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
    ):
        (tmp_path / "work" / mark).mkdir(parents=True)
        assert cloud_name(store, {}) == name


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        *(("Box/mdt", "Box"), ("My Drive/mdt", "Google Drive"), ("MEGA/mdt", "MEGA")),
        *(("sync", "Sync"), ("mdt/box", "")),
    ],
)
def test_at_home_some_common_names_are_a_clouds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, name: str
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert cloud_name(tmp_path / folder, {}) == name
    assert cloud_name(tmp_path, {}) == ""


def test_who_has_no_home_has_no_cloud_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    assert cloud_name(tmp_path / "box", {}) == ""


@needs_proc
def test_this_computers_own_list_of_disks_is_read() -> None:
    assert Path("/") in places._mounted()


def test_without_a_list_of_disks_none_is_said_to_be_a_networks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MOUNTS", tmp_path / "nowhere")
    assert network_type(tmp_path) == ""


def test_a_drive_that_the_system_says_is_far_away_is_a_networks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_drives_type", lambda _drive: "drive H:")
    assert network_type(tmp_path) == "drive H:"


LISTED_ON_A_MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//n@server/share on /Volumes/share drive (smbfs, nodev, nosuid, mounted by n)
map auto_home on /System/Volumes/Data/home (autofs)
"""


def test_a_network_disk_of_a_mac_is_known_by_what_mount_lists(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def run(command: list[str], **how: object) -> SimpleNamespace:
        asked.append((command, how))
        return SimpleNamespace(stdout=LISTED_ON_A_MAC)

    monkeypatch.setattr(places.sys, "platform", "darwin")
    monkeypatch.setattr(places.subprocess, "run", run)
    assert network_type(Path("/Volumes/share drive/mdt")) == "smbfs"
    assert network_type(Path("/Users/n/mdt")) == ""
    how = {"capture_output": True, "text": True, "check": False}
    assert asked == [(["/sbin/mount"], how)] * 2


def test_a_store_in_a_cloud_is_neither_made_nor_opened_and_stays_as_it_was(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(store_folder.parent))
    before = contents(store_folder)
    for exclusive in (True, False):
        with pytest.raises(PlaceError) as refused:
            open_store(store_folder, PASSPHRASE, exclusive=exclusive)
        assert refused.value.message == (
            "This folder is kept in step by OneDrive, which could damage or share the store."
        )
        assert refused.value.hint == "Work on a copy on this computer's own disk."
    assert contents(store_folder) == before
    assert not (store_folder / "lock").exists() or not (store_folder / "lock").read_text()
    with pytest.raises(PlaceError):
        create_store(store_folder.parent / "new", USER, PASSPHRASE, cost=LEAST_COST)
    assert not (store_folder.parent / "new").exists()


def test_a_store_on_a_share_is_not_opened(store_folder: Path, mounted) -> None:
    mounted("cifs", on=str(store_folder.parent))
    with pytest.raises(PlaceError, match="network disk"):
        open_store(store_folder, PASSPHRASE)


def test_without_the_look_at_its_place_it_would_be_opened(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the tests above would prove nothing."""
    monkeypatch.setenv("OneDrive", str(store_folder.parent))
    monkeypatch.setattr(store, "must_be_local", lambda _folder: None)
    open_store(store_folder, PASSPHRASE)[0].lock()


def test_the_copy_on_this_computer_is_the_whole_store_with_a_chain_of_its_own(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with open_store(store_folder, PASSPHRASE)[0] as vault, vault.writing(USER, "noted") as writing:
        noted = writing.record("note", {"words": "on the share"})
    before = contents(store_folder)
    copy = copy_here(store_folder, PASSPHRASE, tmp_path / "here")
    assert contents(store_folder) == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o700
    with open_store(copy, PASSPHRASE)[0] as vault:
        assert check_store(vault) == []
        assert vault.fact("origin") != noted.origin
        with vault.reading() as reading:
            entries = all_entries(reading)
    assert noted in entries
    (began,) = [entry for entry in entries if entry.origin != noted.origin]
    assert (began.kind, began.act) == ("act", "copied to this computer")
    assert began.payload == {"goes_on_from": noted.origin}
    again = copy_here(store_folder, PASSPHRASE, tmp_path / "here")
    assert again != copy


def test_a_copy_that_fails_leaves_nothing(store_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not open"):
        copy_here(store_folder, "eight loud herons by the water", tmp_path / "here")
    assert list((tmp_path / "here").iterdir()) == []


def test_a_store_that_somebody_has_open_is_not_copied(store_folder: Path, tmp_path: Path) -> None:
    held = StoreLock(store_folder)
    with pytest.raises(UserError, match="already open"):
        copy_here(store_folder, PASSPHRASE, tmp_path / "here")
    held.release()
    assert not (tmp_path / "here").exists()


def test_copies_go_to_a_place_that_is_not_carried_about(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stores_here().parts[-2:] == ("mdt-app", "stores")
    must_be_local(stores_here())
