"""What the rules' room asks the store in SQL: which pack is in force, and the packs kept."""

from mdt_app.vault.entries import Rows

_NOW = "NOT EXISTS (SELECT 1 FROM replacement r WHERE r.replaced_id = e.id)"


def newest_entry(rows: Rows, kind: str) -> str:
    """The id of the latest entry of a kind that nothing replaces, or ''; of rivals the later."""
    sql = f"SELECT id FROM entry e WHERE kind = :kind AND {_NOW} ORDER BY rowid DESC LIMIT 1"
    for (entry_id,) in rows.rows(sql, {"kind": kind}):
        return str(entry_id)
    return ""


def entry_with_digest(rows: Rows, kind: str, digest: str) -> str:
    """The id of an entry of a kind whose payload names that digest, or ''."""
    sql = (
        "SELECT id FROM entry e WHERE kind = :kind"
        " AND json_extract(payload, '$.digest') = :digest LIMIT 1"
    )
    for (entry_id,) in rows.rows(sql, {"kind": kind, "digest": digest}):
        return str(entry_id)
    return ""
