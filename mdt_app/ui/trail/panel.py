"""The line looked at: everything that was entered, everyone it is about, its place in the chain."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from mdt_app.meeting.trail import TrailDetails
from mdt_app.ui.in_sight import InSight
from mdt_app.ui.parts import button, column, label, scrolling
from mdt_app.ui.runs import Run, RunsText
from mdt_app.ui.trail.table import when_words


class TrailPanel(QWidget):
    """Shows one line at a time, and offers the trail of the person it is about."""

    def __init__(self) -> None:
        super().__init__()
        self.what = label("", "person", wraps=True)
        self.when = label("", "quiet", wraps=True)
        self.whom = RunsText()
        self.fields = RunsText()
        self.place = label("", "small", wraps=True)
        self.only_button = button("Only this person", name="Only this person's trail, key P")
        self.write_button = button("Write this person's trail…", name="Write this person's trail")
        self.body = QWidget()
        self.area = scrolling(self.body, "The line looked at")
        self.in_sight = InSight(self.area, self.body)
        self._lay_out()
        self.show_details(None)

    def _lay_out(self) -> None:
        outer = column(self, spacing=0)
        outer.addWidget(self.area, 1)
        outer.addStretch(0)
        inner = column(self.body, spacing=8)
        inner.setContentsMargins(3, 3, 8, 3)
        for part in (self.what, self.when, self.whom, self.only_button, self.write_button):
            inner.addWidget(part)
        inner.addWidget(self.fields)
        inner.addWidget(self.place)
        inner.addStretch(1)

    def show_details(self, details: TrailDetails | None) -> None:
        """Show a line; None where none is looked at."""
        self.area.setVisible(details is not None)
        is_about_one = details is not None and len(details.row.line.whom) == 1
        self.only_button.setVisible(is_about_one)
        self.write_button.setVisible(is_about_one)
        if details is None:
            return
        row = details.row
        self.what.setText(row.what)
        self.when.setText(f"{when_words(row.at)} · {row.line.by}")
        self.whom.show_runs(*_people_runs(details))
        self.fields.show_runs(*_field_runs(details))
        self.place.setText(details.place[:1].upper() + details.place[1:])
        self.area.verticalScrollBar().setValue(0)


def _people_runs(details: TrailDetails) -> Iterator[Run]:
    named = details.people
    count = len(details.row.line.whom)
    if count > 1:
        yield Run(f"About {count} people\n", "strong")
    for place, person in enumerate(named):
        yield Run(f"\n{person}" if place else person, "" if count > 1 else "strong")
    if count > len(named):
        yield Run(f"\nand {count - len(named)} more", "quiet")


def _field_runs(details: TrailDetails) -> Iterator[Run]:
    if not details.fields:
        yield Run(details.row.said)
    for place, (name, said) in enumerate(details.fields):
        heading = f"{name[:1].upper()}{name[1:]}"
        yield Run(f"\n{heading}: " if place else f"{heading}: ", "quiet")
        yield Run(said)
