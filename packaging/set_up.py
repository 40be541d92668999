"""Sets everything up on a machine that has only Python 3.11 or later: one command, no network
administrator's rights needed where the system libraries are already there.

    python3 packaging/set_up.py            what the program needs
    python3 packaging/set_up.py --tests    and what its tests need

Only the standard library is used here, because nothing else is installed yet.
"""

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
TEST_PROGRAMS = {
    "pdftoppm": "poppler-utils",
    "strace": "strace",
    "objdump": "binutils",
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
}
TEST_FILES = {"/usr/libexec/at-spi-bus-launcher": "at-spi2-core"}
"""What a test needs that no shell finds: a screen reader's way into the window."""


def main() -> int:
    """Make the environment and say in one sentence what could not be done."""
    options = argparse.ArgumentParser(description="Set up mdt-app in its own .venv folder.")
    options.add_argument("--tests", action="store_true", help="also what the tests need")
    with_tests = options.parse_args().tests
    if sys.version_info < (3, 11):  # noqa: UP036 - whatever Python there is starts this
        print("Python 3.11 or later is needed; this is", sys.version.split()[0], file=sys.stderr)
        return 1
    _install_system_packages(_missing_packages(with_tests))
    _make_environment()
    _install_locked_packages(with_tests)
    _compile_the_program()
    return 0


def _missing_packages(with_tests: bool) -> list[str]:
    if not sys.platform.startswith("linux"):
        return []
    missing = [package for name, package in QT_LIBRARIES.items() if not _loads(name)]
    if with_tests:
        missing += [p for program, p in TEST_PROGRAMS.items() if shutil.which(program) is None]
        missing += [package for name, package in TEST_FILES.items() if not Path(name).exists()]
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install_system_packages(packages: list[str]) -> None:
    if not packages:
        return
    words = "sudo apt-get install " + " ".join(packages)
    as_root = _as_root()
    if shutil.which("apt-get") is None or as_root is None:
        print(f"These system libraries are missing; on Debian: {words}", file=sys.stderr)
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", *packages]):
        done = subprocess.run(
            [*as_root, "apt-get", *arguments], env=environment, stdout=subprocess.DEVNULL
        )
        if done.returncode != 0:
            print(f"The system libraries could not be installed; try: {words}", file=sys.stderr)
            return


def _as_root() -> list[str] | None:
    """How to run something as root here without being asked for a password, or None."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def _make_environment() -> None:
    if _python().exists():
        return
    made = _run([sys.executable, "-m", "venv", str(ENVIRONMENT)], quiet=True)
    if made == 0 and _python().exists():
        return
    # Debian's Python comes without ensurepip until its venv package is there.
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    _install_system_packages([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
    if _run([sys.executable, "-m", "venv", str(ENVIRONMENT)]) != 0:
        raise SystemExit("Python's venv module is missing; on Debian: apt-get install python3-venv")


def _install_locked_packages(with_tests: bool) -> None:
    """Exactly what the lock file says, through uv; pip alone where uv cannot be had."""
    _check(_run([_python(), "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv"]))
    groups = ["--all-groups"] if with_tests else ["--no-default-groups"]
    environment = {"UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT), "UV_COMPILE_BYTECODE": "1"}
    _check(
        _run(
            [_python(), "-m", "uv", "sync", "-q", "--frozen", "--inexact", *groups],
            extra=environment,
        )
    )


def _compile_the_program() -> None:
    """So that its first start is as quick as the later ones."""
    _run([_python(), "-m", "compileall", "-q", "mdt_app"], quiet=True)


def _python() -> Path:
    windows = ENVIRONMENT / "Scripts" / "python.exe"
    return windows if os.name == "nt" else ENVIRONMENT / "bin" / "python"


def _run(
    command: Iterable[str | Path], *, extra: dict[str, str] | None = None, quiet: bool = False
) -> int:
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(
        [str(part) for part in command],
        cwd=PROJECT,
        env=os.environ | (extra or {}),
        stdout=output,
        stderr=output,
    ).returncode


def _check(status: int) -> None:
    if status != 0:
        raise SystemExit("Setting up stopped: the packages could not be installed (see above).")


if __name__ == "__main__":
    raise SystemExit(main())
