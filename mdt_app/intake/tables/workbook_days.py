"""Days in a workbook that were left as bare numbers."""

import re
from collections.abc import Sequence

_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
"""More likely a year alone than a day of 1905."""


def days_of_a_workbook(cells: Sequence[str]) -> Sequence[str]:
    """Numbers of days turned into days; every other cell as it stands.

    >>> days_of_a_workbook(["45000", "45000.5", "2019", "20260912"])
    ['2023-03-15', '2023-03-15', '2019', '20260912']
    """
    if not any(cell[:1].isdigit() for cell in cells):
        return cells
    from mdt_app.intake.tables.spreadsheets import excel_day

    return [
        (excel_day(cell) or cell) if _BARE.fullmatch(cell) and not _YEAR.fullmatch(cell) else cell
        for cell in cells
    ]
