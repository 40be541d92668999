"""The files taken in so far, the latest first."""

from collections.abc import Sequence

from mdt_app.clinical.days import spoken
from mdt_app.clinical.words import grouped
from mdt_app.intake.history import TakenIn
from mdt_app.ui.data.wording import brought, layout_words, set_aside
from mdt_app.ui.plain_table import PlainTable
from mdt_app.ui.rows_model import Column

_WIDTHS = (262, 130, 100, 290, 240, 76, 84)
_ROWS_USED, _SET_ASIDE = 4, 5


def when_words(file: TakenIn) -> str:
    """`20 Nov 2026 14:02`, by this machine's clock."""
    at = file.at.astimezone()
    return f"{spoken(at.date())} {at:%H:%M}"


def _name(file: TakenIn) -> str:
    return file.file_name


def _when(file: TakenIn) -> str:
    return when_words(file)


def _at(file: TakenIn) -> float:
    return file.at.timestamp()


def _by(file: TakenIn) -> str:
    return file.by


def _layout(file: TakenIn) -> str:
    return layout_words(file.layout)


def _brought(file: TakenIn) -> str:
    return brought(file.counts)


def _aside(file: TakenIn) -> str:
    return grouped(set_aside(file.counts))


def _aside_count(file: TakenIn) -> int:
    return set_aside(file.counts)


def _state(file: TakenIn) -> str:
    return "taken back" if file.is_undone else ""


COLUMNS: tuple[Column[TakenIn], ...] = (
    Column("File", _name),
    Column("Taken in", _when, sort_key=_at),
    Column("By", _by),
    Column("Layout", _layout),
    Column("Rows used", _brought),
    Column("Set aside", _aside, sort_key=_aside_count, to_the_right=True),
    Column("", _state),
)


def _tone(file: TakenIn, column: int) -> str:
    if file.is_undone:
        return "quiet"
    if column == _SET_ASIDE and set_aside(file.counts):
        return "bad"
    return "strong" if column == 0 else ""


def _is_same(one: TakenIn, other: TakenIn) -> bool:
    return one.batch == other.batch


class HistoryTable(PlainTable[TakenIn]):
    """One file a row."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, _WIDTHS, name="Files taken in", wide=_ROWS_USED, tone=_tone)

    def show_files(self, files: Sequence[TakenIn]) -> None:
        """Show what was taken in, the latest first."""
        self.show_rows(files, _is_same)
