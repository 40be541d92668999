"""Folders in which a store must not be worked on: on a network, or kept in step with a cloud.

A network's disk may lose the locks that keep two windows apart, and what keeps a folder in step
copies the file while it is being written. Both are known from the path and the system's list of
disks, without touching the folder: a share that does not answer would hold everything up.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from mdt_app.errors import UserError

MOUNTS = Path("/proc/self/mountinfo")
_NETWORK_TYPES = frozenset(
    (
        *("afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs"),
        *("lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb2", "smb3", "smbfs", "webdav"),
        *("fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs"),
    )
)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_ANYWHERE = (
    (r"onedrive( - .+)?", "OneDrive"),
    (r"dropbox( \(.+\))?", "Dropbox"),
    (r"google ?drive.*|drivefs", "Google Drive"),
    (r"icloud ?drive|com~apple~clouddocs|mobile documents", "iCloud"),
    (r"nextcloud|owncloud", "Nextcloud"),
    (r"megasync|pcloud ?drive|box sync", "a cloud service"),
)
_AT_HOME = (("my drive", "Google Drive"), ("box", "Box"), ("mega", "MEGA"), ("sync", "Sync"))
"""Names too common to mean a cloud anywhere else."""
_MARKERS = ((".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing"), (".sync", "Resilio Sync"))

if sys.platform == "win32":
    import ctypes

    _REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW

    def _drives_type(drive: str) -> str:
        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")
        return f"drive {drive}" if kind == _REMOTE_DRIVE else ""
else:

    def _drives_type(_drive: str) -> str:
        return ""


class PlaceError(UserError):
    """The store lies where it must not be worked on; a copy on this computer may be."""


def must_be_local(folder: Path) -> None:
    """Refuse a folder on a network or in a cloud's care."""
    if kind := network_type(folder):
        raise PlaceError(
            f"This folder is on a network disk ({kind}), where two people could damage the store.",
            "Work on a copy on this computer's own disk.",
        )
    if name := cloud_name(folder):
        raise PlaceError(
            f"This folder is kept in step by {name}, which could damage or share the store.",
            "Work on a copy on this computer's own disk.",
        )


def network_type(folder: Path) -> str:
    """What kind of network disk a folder is on, or ''."""
    if _is_unc(str(folder)):
        return "UNC"
    if kind := _drives_type(folder.resolve().drive):
        return kind
    path = Path(os.path.abspath(folder)).resolve()  # noqa: PTH100 - the folder may not be there
    mounted = _mounted_on_a_mac() if sys.platform == "darwin" else _mounted()
    kind = next((mounted[at] for at in (path, *path.parents) if at in mounted), "")
    return kind if kind in _NETWORK_TYPES else ""


def cloud_name(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Which service keeps a folder in step, as far as its path tells, or ''."""
    path = folder.expanduser().resolve()
    for variable in _CLOUD_VARIABLES:
        if (kept := environment.get(variable)) and path.is_relative_to(Path(kept).resolve()):
            return "OneDrive"
    if "CloudStorage" in path.parts and "Library" in path.parts:
        return "a cloud service"
    for part in path.parts:
        for pattern, name in _ANYWHERE:
            if re.fullmatch(pattern, part, re.IGNORECASE):
                return name
    return _at_home(path) or _marked(path)


def _at_home(path: Path) -> str:
    try:
        home = Path.home().resolve()
    except RuntimeError:  # whoever runs this has none
        return ""
    if not path.is_relative_to(home) or path == home:
        return ""
    first = path.relative_to(home).parts[0].casefold()
    return next((name for word, name in _AT_HOME if word == first), "")


def _marked(path: Path) -> str:
    for above in (path, *path.parents):
        for marker, name in _MARKERS:
            if (above / marker).is_dir():
                return name
    return ""


def _is_unc(text: str) -> bool:
    return text.replace("/", "\\").startswith("\\\\") and not text.startswith("\\\\?\\")


def _mounted() -> dict[Path, str]:
    """The kind of file system on each place, the one mounted last counting."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return {}
    found: dict[Path, str] = {}
    for line in lines:
        before, separator, after = line.partition(" - ")
        if separator:
            found[Path(_unescaped(before.split(" ")[4]))] = after.split(" ")[0]
    return found


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _mounted_on_a_mac() -> dict[Path, str]:
    listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
    found = re.findall(r"^.+ on (/.*) \((\w+)[,)]", listed, re.MULTILINE)
    return {Path(place): kind for place, kind in found}
