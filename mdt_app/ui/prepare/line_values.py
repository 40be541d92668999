"""The values of the record that one line of the list shows, and where they are painted."""

from collections.abc import Sequence
from functools import reduce

from PySide6.QtCore import QRect, QRectF

from mdt_app.clinical.kinds import Kind
from mdt_app.register.provenance import Asked, OfPerson, OfResult
from mdt_app.ui.prepare import columns as col
from mdt_app.ui.prepare.lines import CaseLine
from mdt_app.ui.prepare.painting import CaseDelegate
from mdt_app.ui.provenance import OfReason, Value

_REACH = 7


def values_of(line: CaseLine, painted: CaseDelegate, cells: Sequence[QRect]) -> list[Value]:
    """Name, age, type, reasons, HbA1c one by one, the latest; under all, why they stand here."""
    number = line.nhs_number

    def cell(column: int, *asked: Asked) -> Value:
        return Value(cells[column], number, asked)

    found = [
        cell(col.PATIENT, OfPerson(number, "name")),
        cell(col.AGE, OfPerson(number, "born_on"), OfPerson(number, "sex")),
        cell(col.TYPE, OfPerson(number, "diabetes_type")),
    ]
    for box, flag in painted.chips(cells[col.WHY], line):
        found.append(Value(box, number, (OfReason(number, flag.rule),), (flag.message,)))
    for point, (day, _value) in zip(painted.points(cells[col.TREND], line), line.case.hba1c):
        around = QRectF(point.x() - _REACH, point.y() - _REACH, 2 * _REACH, 2 * _REACH)
        found.append(Value(around.toAlignedRect(), number, (_hba1c(number, day),)))
    if line.case.hba1c:
        found.append(cell(col.LATEST, _hba1c(number, line.case.hba1c[-1][0])))
    whole = reduce(QRect.united, cells)
    return [*found, Value(whole, number, (), painted.explained(line), is_stop=False)]


def _hba1c(number: str, day: int) -> OfResult:
    return OfResult(number, int(Kind.HBA1C), day)
