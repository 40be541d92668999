"""No name and no number gets out: not to a log, a setting, a stray file, a screen of text, a name.

A whole session in a process of its own, with a home of its own; then every byte it left behind
is searched, whatever it is packed or coded in. The minutes and the practice's own files are the
only places that may name anybody. It ends in each way a session can: closed, killed, locked, and
broken down below Python.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from mdt_app.register.network import set_up_network
from mdt_app.vault.drafts import drafts_of
from mdt_app.vault.keys import LEAST_COST
from mdt_app.vault.store import create_store, open_store
from mdt_app.vault.workspace import Workspace
from tests.invented import NETWORK, PASSPHRASE, PRACTICES, TODAY, USER
from tests.whole.canaries import metadata_of
from tests.whole.canary_session import (
    NUMBER,
    OTHER_NUMBER,
    OTHER_SURNAME,
    SURNAME,
    UNPROTECTED,
)
from tests.whole.leak_scan import found_in, leaks_in, left_in, opened_for_writing, written

PROJECT = Path(__file__).resolve().parents[2]
SOUGHT = written((SURNAME, NUMBER, OTHER_SURNAME, OTHER_NUMBER, PASSPHRASE))
PATIENTS = f"""nhs_number,surname,forename,born_on,sex,practice,diabetes_type
{NUMBER},{SURNAME},Ada,1968-02-14,female,Y00001,type 2
{OTHER_NUMBER},{OTHER_SURNAME},Bo,1970-03-15,male,Y00001,type 2
9990000019,{SURNAME},Wrong,1968-02-14,female,Y00001,type 2
{NUMBER},{SURNAME},Again,1968-02-14,{SURNAME},Y00001,type 2
"""
RESULTS = f"""nhs_number,kind,taken_on,value,unit
{NUMBER},hba1c,2026-11-03,92,mmol/mol
{NUMBER},hba1c,2026-11-31,{SURNAME},mmol/mol
{NUMBER},hba1c,2026-11-04,9200,mmol/mol
{OTHER_NUMBER},hba1c,2026-11-03,81,mmol/mol
"""
ENDINGS = ("closed", "killed", "locked", "crashed")
_TOLD = {"closed": b"close\n", "locked": b"lock\n", "crashed": b"crash\n", "killed": b""}
_STATUS = {"closed": 0, "crashed": -signal.SIGSEGV}
_PATIENCE_S = 60.0


class Session:
    """What a session left behind: its own folders, and what it wrote where people read."""

    def __init__(self, folder: Path, ending: str) -> None:
        self.folder = folder
        self.ending = ending
        self.home = folder / "home"
        self.store = self.home / "Documents" / "network.mdt"
        self.minutes = folder / "asked for" / SURNAME / "minutes.pdf"
        self.trace = folder.with_name(f"{folder.name}.trace")
        self.said = b""
        self.status = 0

    def hold(self, *, is_unprotected: bool = False) -> None:
        for place in (self.home / "Documents", self.home / "tmp", self.minutes.parent):
            place.mkdir(parents=True)
        with create_store(self.store, USER, PASSPHRASE, is_demo=True, cost=LEAST_COST) as vault:
            set_up_network(Workspace(vault, USER, lambda: TODAY), NETWORK, PRACTICES)
        (self.folder / "from the practice").mkdir()
        files = [self.folder / "from the practice" / f"{of}.csv" for of in ("patients", "results")]
        for path, text in zip(files, (PATIENTS, RESULTS), strict=True):
            path.write_text(text, encoding="utf-8")
        running = subprocess.Popen(
            [*self._traced(), sys.executable, "-m", "tests.whole.canary_session"]
            + [str(each) for each in (self.store, self.minutes, *files)],
            env=self._environment() | ({UNPROTECTED: "1"} if is_unprotected else {}),
            cwd=self.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            preexec_fn=_let_dump,
        )
        self._end(running)

    def _end(self, running: subprocess.Popen) -> None:
        assert running.stdin is not None
        assert running.stdout is not None
        for line in running.stdout:
            self.said += line
            if line == b"done\n":
                break
        if self.ending == "killed":
            running.kill()
        if self.ending == "locked":
            running.stdin.write(_TOLD["locked"])
            running.stdin.flush()
            _wait_until_anew(running.pid)
            running.kill()
        last = _TOLD[self.ending] if self.ending in ("closed", "crashed") else None
        rest, _ = running.communicate(last, timeout=_PATIENCE_S)
        self.said += rest
        self.status = running.returncode
        assert b"done\n" in self.said, self.said.decode()

    def _traced(self) -> list[str]:
        if self.ending != "closed" or shutil.which("strace") is None:
            return []
        only = "--trace=open,openat,creat"
        return ["strace", "-f", "-qq", "--seccomp-bpf", only, "-s", "4096", "-o", str(self.trace)]

    def _environment(self) -> dict[str, str]:
        own = {name: str(self.home / "tmp") for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR")}
        own |= {name: str(self.home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        return kept | own | {"PYTHONPATH": str(PROJECT), "QT_QPA_PLATFORM": "offscreen"}


def _let_dump() -> None:
    """A system that would keep the memory of what crashes."""
    _now, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def _wait_until_anew(process: int) -> None:
    until = time.monotonic() + _PATIENCE_S
    while b"--locked" not in Path(f"/proc/{process}/cmdline").read_bytes():
        assert time.monotonic() < until, "waited in vain for the lock"
        time.sleep(0.01)
    time.sleep(1.5)  # until the unlock box is up and its log has begun


@pytest.fixture(scope="module", params=ENDINGS)
def session(request, tmp_path_factory):
    if request.param in ("locked", "crashed") and sys.platform == "win32":
        pytest.skip("a lock and a crash are watched from outside as Unix has them")
    made = Session(tmp_path_factory.mktemp(request.param) / "all", request.param)
    made.hold()
    return made


def test_the_session_did_what_could_leak(session):
    """The search below would find nothing if nothing had been done."""
    text = "".join(page.extract_text() for page in PdfReader(session.minutes).pages)
    assert SURNAME.upper() in text
    assert f"{SURNAME} still agrees" in " ".join(text.split())
    with open_store(session.store, PASSPHRASE)[0] as vault:
        drafts = [draft.text for draft in drafts_of(vault, "")]
        with vault.reading() as reading:
            entered = list(reading.rows("SELECT kind, payload FROM entry"))
    assert any(kind == "decision" and SURNAME in payload for kind, payload in entered)
    kept = drafts if session.ending in ("killed", "crashed") else [held for _, held in entered]
    assert any(f"half a thought about {SURNAME}" in words for words in (*kept, *drafts))
    assert found_in((session.folder / "from the practice" / "patients.csv").read_bytes(), SOUGHT)
    assert session.said.count(b"ValueError < canary_session.py") == 2  # a thread, and letting go
    if session.ending in _STATUS:
        assert session.status == _STATUS[session.ending], session.said.decode()


def test_nothing_in_the_home_names_anybody(session):
    found = left_in(session.home)
    assert session.store / "data.db" in found
    assert any(path.name == "mdt-app.log" and path.stat().st_size > 0 for path in found)
    assert any(path.name == "settings.toml" for path in found)
    assert leaks_in(session.home, SOUGHT) == set()


def test_the_log_says_what_went_wrong_and_where(session):
    (path,) = [each for each in left_in(session.home) if each.name == "mdt-app.log"]
    said = path.read_text()
    for words in (
        "fault ValueError < canary_session.py",
        "uncaught ValueError < canary_session.py",
        "unraisable ValueError < canary_session.py",
        "Qt warning: QFile::open",
        "UserWarning at canary_session.py",
        "could not read [left out]",
    ):
        assert words in said, words


def test_a_crash_below_python_leaves_its_lines_and_no_memory(session):
    kept = {path.name: path.read_text() for path in left_in(session.home) if "crash" in path.name}
    if session.ending == "crashed":
        assert "Segmentation fault" in kept["crash.txt"]
        assert "canary_session.py" in kept["crash.txt"]
    assert not [path for path in left_in(session.folder) if path.name.startswith("core")]


def test_no_file_and_no_folder_is_named_after_anybody(session):
    by_hand = {f"{SURNAME} {NUMBER}.csv", SURNAME}  # what the practice and the chair call theirs
    names = {path.name for path in session.folder.rglob("*")}
    assert {name for name in names if found_in(os.fsencode(name), SOUGHT)} == by_hand


def test_the_temporary_folder_is_left_empty(session):
    assert list((session.home / "tmp").rglob("*")) == []


def test_what_is_said_aloud_and_the_titles_of_windows_name_nobody(session):
    assert b"titles: [" in session.said
    assert not found_in(session.said, SOUGHT), session.said.decode()


def test_the_clipboard_is_empty_at_the_end(session):
    if session.ending == "closed":
        assert b"in the clipboard: \n" in session.said


def test_what_the_minutes_say_beside_their_pages_names_nobody(session):
    assert not found_in(metadata_of(session.minutes.read_bytes()).encode(), SOUGHT)


def test_only_the_minutes_and_the_practices_files_are_outside(session):
    outside = {path.name for path in session.folder.iterdir()}
    assert outside == {"home", "asked for", "from the practice"}
    assert [path.name for path in session.minutes.parent.iterdir()] == ["minutes.pdf"]


def test_it_writes_nowhere_else(session):
    """Every file that was opened in order to write: nothing hides where nobody looks."""
    if session.ending != "closed":
        return  # one of them is traced: the others do the same until their end
    if shutil.which("strace") is None:
        pytest.skip("there is no strace here")
    opened = opened_for_writing(session.trace.read_text(errors="replace"))
    assert any(path.endswith("data.db") for path in opened)
    elsewhere = {
        path
        for path in opened
        if not path.startswith((str(session.folder), "/dev/", "/proc/self/"))
        and "__pycache__" not in path
        and path.startswith("/")
    }
    assert elsewhere == set()


_ASKED_WHERE = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QFileDialog
from mdt_app import app
if sys.argv[1] == "unprotected":
    app.keep_no_history = lambda: None
running = app.application()
box = QFileDialog(None, "Write to", str(Path.home() / "{SURNAME}"))
box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
box.show()
box.selectFile("out.pdf")
QTimer.singleShot(50, box.accept)
QTimer.singleShot(150, running.quit)
running.exec()
box.deleteLater()
del box
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own box is used")
@pytest.mark.parametrize("way", ["protected", "unprotected"])
def test_a_folder_that_was_chosen_is_not_remembered(tmp_path, way):
    made = Session(tmp_path, "closed")
    (made.home / SURNAME).mkdir(parents=True)
    words = [sys.executable, "-c", _ASKED_WHERE, way]
    subprocess.run(words, env=made._environment(), capture_output=True, check=True)
    leaking = {path.rpartition("/")[2] for path in leaks_in(made.home, SOUGHT)} - {SURNAME}
    assert leaking == (set() if way == "protected" else {"QtProject.conf"})


# -- the search itself ----------------------------------------------------------------------------


def test_without_the_protections_the_search_finds_what_gets_out(tmp_path):
    session = Session(tmp_path / "all", "killed")
    session.hold(is_unprotected=True)
    assert found_in(session.said, SOUGHT)
    leaking = {path.rpartition("/")[2] for path in leaks_in(session.home, SOUGHT)}
    assert leaking == {"mdt-app.log"}


_PLANTED = {
    "a list of recent files": (
        ".local/share/recently-used.xbel",
        f'<bookmark href="file:///home/x/{SURNAME}%20letter.pdf"/>'.encode(),
    ),
    "a setting of Qt": (
        ".config/QtProject.conf",
        f"lastVisited=file:///{SURNAME.lower()}".encode(),
    ),
    "a core dump": ("core.1234", b"\x7fELF" + bytes(5000) + SURNAME.encode("utf-32-le")),
    "text as Qt keeps it": ("tmp/qt_temp.x", NUMBER.encode("utf-16-le")),
    "a number in three parts": ("tmp/x", f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}".encode()),
    "hexadecimal": ("tmp/x", SURNAME.encode().hex().encode()),
    "the passphrase": ("Documents/note", PASSPHRASE.encode()),
    "the name of a file": (f".cache/{OTHER_SURNAME}.png", b""),
}


@pytest.mark.parametrize("what", _PLANTED)
def test_it_is_found_wherever_it_is_planted(tmp_path, what):
    name, content = _PLANTED[what]
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(content)
    assert leaks_in(tmp_path, SOUGHT) == {name}


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_it_is_found_in_base64_and_inside_what_is_packed(tmp_path, before):
    import base64
    import gzip
    import zlib

    text = f"{before}{SURNAME} and more".encode()
    assert found_in(base64.b64encode(text), SOUGHT)
    assert found_in(gzip.compress(text), SOUGHT)
    assert found_in(b"stream\n" + zlib.compress(text * 3) + b"endstream", SOUGHT)
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inner.gz", gzip.compress(text))
    assert leaks_in(tmp_path, SOUGHT) == {"x.zip"}


def test_an_innocent_folder_is_not_accused(tmp_path):
    (tmp_path / "x.txt").write_text("Nightingale 9990000018 Canary " * 50)
    assert leaks_in(tmp_path, SOUGHT) == set()
    assert not found_in(os.urandom(200_000), SOUGHT)


def test_a_trace_says_what_was_opened_for_writing():
    trace = (
        '1 openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3\n'
        '1 openat(AT_FDCWD, "/var/x y.log", O_WRONLY|O_CREAT|O_TRUNC, 0600) = 4\n'
        '2 creat("/tmp/z", 0600) = 5\n'
        '2 open("/tmp/no", O_RDWR) = -1 ENOENT (No such file or directory)\n'
    )
    assert opened_for_writing(trace) == {"/var/x y.log", "/tmp/z"}
