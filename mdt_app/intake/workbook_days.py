"""Days in a workbook that were left as bare numbers."""

from collections.abc import Sequence


def days_of_a_workbook(cells: Sequence[str]) -> Sequence[str]:
    """Numbers of days turned into days; every other cell as it stands."""
    if not any(map(str.isdigit, cells)):
        return cells
    from mdt_app.intake.spreadsheets import excel_day

    return [(excel_day(cell) or cell) if cell.isdigit() else cell for cell in cells]
