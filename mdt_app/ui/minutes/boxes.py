"""What opens in place on the page of minutes: to approve, to add, to write. One at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from mdt_app.ui.box import Box
from mdt_app.ui.drop_down import drop_down, offer
from mdt_app.ui.minutes.lines import Details, approval_words
from mdt_app.ui.minutes.writing import BOTH, EACH_PRACTICE, EVERYBODY, Wanted
from mdt_app.ui.parts import label, primary_button
from mdt_app.ui.words_edit import WordsEdit

_FORMS = (
    ("pdf", "PDF"),
    ("html", "Page for screen readers"),
    (BOTH, "PDF and page"),
)
_BOTH_STAY = (
    "The minutes were approved on two computers before their files came together. Both stay on"
    " file as they were issued; what is written and added to from now on is the one chosen."
)
_UNENCRYPTED = "Files are not encrypted: keep them where patients' letters are kept."


class ApproveBox(Box):
    """Who approved, and one press that locks."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("The chair approves")
        self.words = label("", wraps=True)
        self.by_edit = QLineEdit(placeholderText="Who approved the minutes")
        self.by_edit.setAccessibleName("Who approved the minutes")
        self.approve_button = primary_button("Approve and lock")
        self.inner.addWidget(self.words)
        self.inner.addWidget(self.by_edit)
        self.add_buttons(self.approve_button)
        self.by_edit.returnPressed.connect(self.approve_button.setFocus)
        self.approve_button.clicked.connect(self._ask)

    def show_details(self, details: Details) -> None:
        self.words.setText(
            f"They get the number {details.number}, are issued to every practice as they are now,"
            " and stay so. What is different later goes into an addendum."
        )
        self.by_edit.setText(details.chair)

    def begin(self) -> None:
        self.by_edit.setFocus()
        self.by_edit.selectAll()

    def _ask(self) -> None:
        self.asked.emit(self.by_edit.text())


class ChooseBox(Box):
    """Two approvals of one meeting, made apart: which of them holds."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("Which approval holds?")
        self.words = label(_BOTH_STAY, wraps=True)
        self.which = QComboBox()
        self.which.setAccessibleName("The approval that holds")
        self.which.setPlaceholderText("Choose one")
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choose_button = primary_button("This one holds")
        self.inner.addWidget(self.words)
        self.inner.addWidget(self.which)
        self.add_buttons(self.choose_button)
        self.choose_button.clicked.connect(self._choose)

    def show_details(self, details: Details) -> None:
        """Offer every approval that stands, and choose none."""
        self._approvals = details.rivals
        self.which.clear()
        self.which.addItems([approval_words(each) for each in details.rivals])
        self.which.setCurrentIndex(-1)

    def begin(self) -> None:
        self.which.setFocus()

    def _choose(self) -> None:
        place = self.which.currentIndex()
        if place >= 0:
            self.chosen.emit(self._approvals[place])
        else:
            self.which.setFocus()


class AddBox(Box):
    """An addendum: about whom, and the words."""

    asked = Signal(str, str)
    """Words, and the NHS number it is about or ''."""

    def __init__(self) -> None:
        super().__init__("Addendum")
        self.about = drop_down("Nobody alone", "Whom the addendum is about")
        self.words_edit = WordsEdit("addendum", "Words of the addendum", 4)
        self.add_button = primary_button("Add and issue")
        self.inner.addWidget(label("About", "quiet"))
        self.inner.addWidget(self.about)
        self.inner.addWidget(self.words_edit)
        self.add_buttons(self.add_button)
        self.add_button.clicked.connect(self._ask)
        self.words_edit.next_asked.connect(self._ask)
        self.words_edit.done.connect(self.closed)

    def show_details(self, details: Details, typed: tuple[str, int] | None) -> None:
        """Offer the cases, and bring back what was half typed."""
        offer(self.about, details.cases)
        text, caret = typed or ("", 0)
        self.words_edit.show_words(details.line.meeting.id, text, caret)

    def begin(self) -> None:
        self.words_edit.setFocus()

    def _ask(self) -> None:
        self.asked.emit(self.words_edit.toPlainText(), self.about.currentData())


class WriteBox(Box):
    """For whom, and in which form; the folder is asked for next."""

    asked = Signal(object)
    """What is `Wanted`."""

    def __init__(self) -> None:
        super().__init__("Write files")
        self.whom = drop_down("Everybody: whole, each practice, network", "For whom")
        self.form = QComboBox()
        self.form.setAccessibleName("In which form")
        for code, words in _FORMS:
            self.form.addItem(words, code)
        self.write_button = primary_button("Choose a folder…")
        self.inner.addWidget(label("For", "quiet"))
        self.inner.addWidget(self.whom)
        self.inner.addWidget(label("As", "quiet"))
        self.inner.addWidget(self.form)
        self.inner.addWidget(label(_UNENCRYPTED, "quiet", wraps=True))
        self.add_buttons(self.write_button)
        self.write_button.clicked.connect(self._ask)

    def show_details(self, details: Details) -> None:
        fixed = (
            ("whole", "The whole meeting"),
            (EACH_PRACTICE, "Each practice, its own people only"),
            ("network", "Network copy that names nobody"),
        )
        offer(self.whom, (*fixed, *details.practices))

    def begin(self) -> None:
        self.whom.setFocus()

    def _ask(self) -> None:
        self.asked.emit(Wanted(self.whom.currentData() or EVERYBODY, self.form.currentData()))
