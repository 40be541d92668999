"""Joins the book of outputs to the store: what is shown, written, copied and kept.

Whoever is shown is asked for by NHS number each time, so that nothing of another case can leave.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mdt_app.clinical.days import spoken
from mdt_app.documents.letter_case import LeftOut, LetterCase, identity_words
from mdt_app.documents.looked_over import looked_over
from mdt_app.documents.outputs import Order, Written, file_name, write_about, write_outputs
from mdt_app.documents.preview import Preview
from mdt_app.errors import UserError
from mdt_app.meeting.joint_plan import JointPlan, keep_plan
from mdt_app.meeting.templates import GP_LETTER
from mdt_app.ui.data.file_boxes import folder_box, save_box
from mdt_app.ui.messages import show_error
from mdt_app.ui.names_shown import names
from mdt_app.ui.outputs import reading
from mdt_app.ui.outputs.book import OutputsBook
from mdt_app.ui.outputs.clipboard import EMPTIED_AFTER_S, PassingClipboard
from mdt_app.ui.outputs.kinds import FOLDER, OF_A_CASE, OF_A_MEETING, PLAN, TEXTS
from mdt_app.ui.outputs.texts_keeping import TextsKeeping
from mdt_app.ui.saving import Saver
from mdt_app.ui.shell import Shell
from mdt_app.ui.tasks import Progress, TaskRunner
from mdt_app.ui.trail.watching import LETTERS, note_done, note_shown
from mdt_app.ui.typed_texts import TypedTexts
from mdt_app.vault.roles import PRINT
from mdt_app.vault.trail import EXPORTED, Access
from mdt_app.vault.workspace import Workspace

_COPIED = f"Copied. The clipboard empties itself after {EMPTIED_AFTER_S} seconds."
_EMPTIED = "The clipboard is empty again."
_PLAN_FIELD = "plan"


class Outputs(QObject):
    """One for each window. It opens for the case in the room or for a whole meeting."""

    def __init__(self, window: QWidget, ws: Workspace, runner: TaskRunner, saver: Saver) -> None:
        super().__init__(window)
        self._window, self._ws, self._runner, self._saver = window, ws, runner, saver
        self.book = OutputsBook(window)
        self.clipboard = PassingClipboard(self)
        self._drafts = TypedTexts(ws.vault, saver, "outputs", self)
        self.texts = TextsKeeping(self.book.texts, ws, saver, self._drafts)
        self._meeting = ""
        self._case: LetterCase | None = None
        self._preview: Preview | None = None
        self.dialog: QFileDialog | None = None
        self._connect()

    def _connect(self) -> None:
        book = self.book
        book.chosen.connect(self._show_output)
        book.scope_chosen.connect(self._show_scope)
        book.meeting_chosen.connect(self._show_meeting)
        book.closed.connect(self._forget)
        book.preview.write_asked.connect(self.ask_where)
        book.preview.copy_asked.connect(self.copy)
        book.preview.size_changed.connect(self._show_again)
        book.plan.typed.connect(self._keep_typed)
        book.plan.kept.connect(self.keep_plan)
        book.plan.offer_asked.connect(self._offer_plan)
        book.folder.write_asked.connect(self.ask_folder)
        book.folder.look_asked.connect(self._look_over)
        self.clipboard.emptied.connect(self._say_emptied)
        names.changed.connect(self._follow_names)
        if isinstance(self._window, Shell):
            self._window.lock_asked.connect(self.close)
            self._window.closing.connect(self.close)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.close)

    # -- opening ----------------------------------------------------------------------------

    def open_case(self, meeting_id: str, nhs_number: str) -> None:
        """Offer what can be made of the case in the room."""
        self.book.is_about_one = True
        self._meeting = meeting_id
        self.book.meeting_box.hide()
        self.book.scope_box.hide()
        self._show_case(nhs_number, GP_LETTER)
        self.book.open_over()

    def open_meeting(self) -> None:
        """Offer what can be made of a whole meeting, the latest first."""
        self.book.is_about_one = False
        held = reading.held_meetings(self._ws)
        box = self.book.meeting_box
        box.clear()
        for meeting in held:
            box.addItem(f"{spoken(meeting.held_on)}, {meeting.title}", meeting.id)
        box.setVisible(bool(held))
        self.book.scope_box.setVisible(bool(held))
        self.book.folder.forget()
        self._show_meeting(held[0].id if held else "")
        self.book.open_over()

    def show_person(self, nhs_number: str) -> None:
        """Somebody is in the room now: a book about anybody else is closed."""
        is_other = self._case is not None and self._case.person.nhs_number != nhs_number
        if self.book.is_about_one and (is_other or self._case is None):
            self.book.close_book()

    def close(self) -> None:
        """The screen, the store or the program is left: nothing stays, nor in the clipboard."""
        self.book.close_book()
        self.clipboard.empty()

    def _forget(self) -> None:
        self._drafts.keep()
        self._case = self._preview = None
        note_shown(self._window, LETTERS, "")

    # -- what is shown ----------------------------------------------------------------------

    def _show_meeting(self, meeting_id: str) -> None:
        self._meeting = meeting_id
        box = self.book.scope_box
        box.clear()
        box.addItem("The whole meeting", "")
        for line in reading.cases_to_choose(self._ws, meeting_id) if meeting_id else ():
            box.addItem(names.instead_of(line.person) or line.words, line.nhs_number)
        box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 32)
        self._show_scope("")

    def _show_scope(self, nhs_number: str) -> None:
        if nhs_number:
            self._show_case(nhs_number, GP_LETTER)
            return
        self._case = self._preview = None
        self.book.folder.look_again()
        self.book.say_nobody("")
        self.book.heading.setText("Letters and lists")
        network = reading.read_network(self._ws)
        self.book.folder.offer(network.practices, network.own)
        outputs = OF_A_MEETING if self._meeting else OF_A_MEETING[1:]
        self.book.show_outputs(outputs, FOLDER)
        if (marked := self.book.marked()) is not None:
            self._show_output(marked.code)

    def _show_case(self, nhs_number: str, code: str) -> None:
        found = reading.read_case(self._ws, self._meeting, nhs_number)
        self._case = self._preview = None
        if isinstance(found, LeftOut):
            self.book.heading.setText(f"Case {found.number}")
            self.book.say_nobody(f"Nothing is written about this case: {found.why}.")
            self.book.show_outputs((), "")
            return
        self._case = found
        if instead := names.instead_of(found.person):
            self.book.heading.setText(instead)
            self.book.show_outputs((), "")
            self.book.cover_names()
            return
        who = f"{found.person.banner_name} · {identity_words(found.person, found.meeting.held_on)}"
        self.book.heading.setText(f"Case {found.number}: {who}")
        self.book.say_nobody("")
        note_shown(self._window, LETTERS, nhs_number)
        self.book.show_outputs(OF_A_CASE, code)
        self._show_output(code)

    def _follow_names(self) -> None:
        """Names are hidden or shown: what is open follows at once, and drops what it showed."""
        if self.book.isHidden():
            return
        case = self._case
        for page in (self.book.preview, self.book.plan):
            page.forget()
        if not self.book.is_about_one:
            self._show_meeting(self._meeting)
        elif case is not None:
            self._show_case(case.person.nhs_number, GP_LETTER)

    def _show_output(self, code: str) -> None:
        book = self.book
        if code == FOLDER:
            book.show_page(book.folder)
        elif code == TEXTS:
            book.show_page(book.texts)
            self.texts.show_text(book.texts.name)
        elif self._case is not None and code == PLAN:
            book.show_page(book.plan)
            self._show_plan(self._case)
        elif self._case is not None:
            book.show_page(book.preview)
            self._show_preview(self._case, code)

    def _show_preview(self, case: LetterCase, code: str) -> None:
        output = next(each for each in OF_A_CASE if each.code == code)
        is_large = self.book.preview.large_box.isChecked()
        self._preview = reading.read_preview(self._ws, case, code, is_large=is_large)
        self.book.preview.show_preview(output, self._preview)

    def _show_again(self) -> None:
        marked = self.book.marked()
        if self._case is not None and marked is not None:
            self._show_preview(self._case, marked.code)

    # -- leaving: written and copied --------------------------------------------------------

    def ask_where(self) -> None:
        """Ask where to write the document that is shown."""
        case, marked = self._case, self.book.marked()
        if case is None or marked is None:
            return
        is_large = self.book.preview.large_box.isChecked()
        name = file_name(case, marked.code, is_large=is_large)
        write = partial(self.write, case.meeting.id, case.person.nhs_number, marked.code, is_large)
        self.dialog = save_box(self._window, f"Save: {marked.words}", name, write)

    def write(self, meeting_id: str, nhs_number: str, kind: str, is_large: bool, name: str) -> None:
        """Write one document about the case it was asked for, off the window's thread."""
        ws, path = self._ws, Path(name)

        def job(_progress: Progress) -> Path:
            write_about(ws, meeting_id, nhs_number, kind, path, is_large=is_large)
            return path

        self._runner.start(job, owner=self, on_done=self._say_written, on_error=self._explain)

    def _say_written(self, path: Path) -> None:
        self.book.preview.say(f"Written: {path.name}")

    def copy(self) -> None:
        """Copy the paste block that is shown; the clipboard empties itself."""
        if self._preview is not None and self._preview.text and self._may_copy():
            self.clipboard.copy(self._preview.text)
            if self._case is not None:
                whose = self._case.person.nhs_number
                note_done(self._window, Access(EXPORTED, "copied to the clipboard", whose))
            self.book.preview.say(_COPIED)

    def _may_copy(self) -> bool:
        """What is copied leaves the store like what is printed."""
        whom = [self._case.person.nhs_number] if self._case is not None else []
        try:
            self._ws.must_be_allowed(PRINT, whom=whom)
        except UserError as error:
            self._explain(error)
            return False
        return True

    def _say_emptied(self) -> None:
        if self.book.preview.said.text() == _COPIED:
            self.book.preview.say(_EMPTIED)

    def ask_folder(self) -> None:
        """Ask where to write what is ticked."""
        order = self.book.folder.order(self._meeting)
        if order is not None:
            self.dialog = folder_box(self._window, partial(self.write_all, order))

    def _look_over(self, practice: str) -> None:
        """Say how easy letters to people are to read before they are written."""
        self.book.folder.show_looked_over(looked_over(self._ws, self._meeting, practice).words)

    def write_all(self, order: Order, folder: str) -> None:
        """Write what was ordered into a folder, off the window's thread."""
        ws = self._ws
        self.book.folder.begin()

        def job(progress: Progress) -> Written:
            return write_outputs(ws, order, Path(folder), progress)

        def done(written: Written) -> None:
            self.book.folder.show_written(written, folder)

        self._runner.start(job, owner=self, on_done=done, on_error=self._complain)

    def _complain(self, error: Exception) -> None:
        if isinstance(error, UserError) and self.book.isVisible():
            self.book.folder.complain(error)
        else:
            self._explain(error)

    def _explain(self, error: Exception) -> None:
        self.book.folder.write_button.setEnabled(True)
        show_error(self._window, error)

    # -- the plan ---------------------------------------------------------------------------

    def _show_plan(self, case: LetterCase) -> None:
        draft = self._drafts.restore((case.person.nhs_number, self._plan_field(case)))
        plan = reading.read_plan(self._ws, case)
        self.book.plan.show_plan(plan, self._ws.today(), draft[0] if draft else "")

    @staticmethod
    def _plan_field(case: LetterCase) -> str:
        return f"{_PLAN_FIELD}-{case.meeting.id}"

    def _keep_typed(self, nhs_number: str, text: str) -> None:
        case = self._case
        if case is not None and case.person.nhs_number == nhs_number:
            self._drafts.type((nhs_number, self._plan_field(case)), text, 0)

    def _offer_plan(self) -> None:
        if self._case is not None:
            self.book.plan.fill_in(reading.plan_to_offer(self._case))

    def keep_plan(self, plan: JointPlan) -> None:
        """Keep a plan about the person it was typed for."""
        ws, place = self._ws, (plan.nhs_number, f"{_PLAN_FIELD}-{plan.meeting}")
        self._drafts.take(place)
        forget = self._drafts.forgetting(place)

        def job() -> JointPlan:
            kept = keep_plan(ws, plan)
            forget()
            return kept

        self._saver.save(job, owner=self, on_done=self._show_kept)

    def _show_kept(self, plan: JointPlan) -> None:
        case = self._case
        if case is None or case.person.nhs_number != plan.nhs_number:
            return
        found = reading.read_case(self._ws, plan.meeting, plan.nhs_number)
        if isinstance(found, LetterCase):
            self._case = found
            self.book.plan.say("Kept. It is in the letters from now on.")


def outputs_of(window: QWidget) -> Outputs | None:
    """The outputs of a window, if they were made yet."""
    return window.findChild(Outputs)


def open_outputs(window: QWidget, ws: Workspace, runner: TaskRunner, saver: Saver) -> Outputs:
    """The outputs of a window, made now if they were not yet."""
    return outputs_of(window) or Outputs(window, ws, runner, saver)
