"""Which practices an entry concerns, so that it can be asked whether somebody may enter it."""

from collections.abc import Iterable, Mapping
from typing import Any

from mdt_app.vault.entries import Rows

UNKNOWN = ""
"""In place of an ODS code: nobody's own, so that only who may do it for all may do it."""


def practices_concerned(
    rows: Rows, who: str, kind: str, about: str, payload: Mapping[str, Any]
) -> set[str] | None:
    """The ODS codes an entry is about; None if it is about no practice in particular."""
    if about:
        return practices_of_people(rows, [about])
    if kind in ("import", "mending"):
        return _of_import(rows, str(payload.get("import", "")))
    if kind == "import undone":
        return None if _is_own_import(rows, who, str(payload.get("import", ""))) else {UNKNOWN}
    named = payload.get("practice")
    return {named} if isinstance(named, str) and named else None


def practices_of_people(rows: Rows, numbers: Iterable[str]) -> set[str]:
    """The practices of these people; `UNKNOWN` among them where somebody is on no register."""
    sql = "SELECT practice FROM patient WHERE nhs_number = :number"
    found: set[str] = set()
    for number in numbers:
        found |= {ods for (ods,) in rows.rows(sql, {"number": number})} or {UNKNOWN}
    return found


def _of_import(rows: Rows, import_id: str) -> set[str] | None:
    """The practices of everybody the files were about."""
    found = rows.rows(
        "SELECT DISTINCT p.practice FROM import_batch b"
        " JOIN batch_person t ON t.batch_id = b.id JOIN patient p ON p.id = t.patient_id"
        " WHERE b.import_id = :id"
        " UNION SELECT p.practice FROM import_batch b JOIN patient p ON p.batch_id = b.id"
        " WHERE b.import_id = :id",
        {"id": import_id},
    )
    return {ods for (ods,) in found} or None


def _is_own_import(rows: Rows, who: str, import_id: str) -> bool:
    """Whether the same person took it in: what was allowed then may be taken back."""
    found = rows.rows(
        "SELECT recorded_by FROM entry WHERE kind IN ('import', 'mending')"
        " AND json_extract(payload, '$.import') = :id",
        {"id": import_id},
    )
    return {by for (by,) in found} == {who}
