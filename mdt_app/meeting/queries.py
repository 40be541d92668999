"""The meeting room's reads and writes in SQL: versions of entries, and the list as kept."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mdt_app.register.queries import PERSON_COLUMNS
from mdt_app.vault.entries import ERASED, Entry, as_entry
from mdt_app.vault.vault import Reading, Writing

_LATER = f"""
    WITH RECURSIVE later (id) AS (
        VALUES (:identity)
        UNION SELECT r.entry_id FROM replacement r JOIN later ON r.replaced_id = later.id)
    SELECT e.* FROM later JOIN entry e ON e.id = later.id AND e.kind != '{ERASED}'
"""
_NOW = "NOT EXISTS (SELECT 1 FROM replacement r WHERE r.replaced_id = e.id)"
_ORIGIN = "SELECT value FROM store WHERE name = 'origin'"
_NEVER = 1 << 62
_OLDEST_FIRST = "ORDER BY e.rowid"  # as they came: the clock may have been put back


def versions_after(rows: Reading, identity: str) -> list[Entry]:
    """The entry with that id, and all that ever took its place."""
    sql = f"{_LATER} {_OLDEST_FIRST}"
    return [as_entry(row) for row in rows.rows(sql, {"identity": identity})]


def latest_after(rows: Reading, identity: str) -> list[Entry]:
    """Of the entry with that id and all that took its place, those that nothing replaces."""
    sql = f"{_LATER} WHERE {_NOW} {_OLDEST_FIRST}"
    return [as_entry(row) for row in rows.rows(sql, {"identity": identity})]


def latest_about(rows: Reading, kinds: Sequence[str], nhs_number: str) -> list[Entry]:
    """Entries of these kinds about one person that nothing replaces."""
    names, parameters = _listed(kinds)
    sql = f"SELECT * FROM entry e WHERE kind IN ({names}) AND about = :number AND {_NOW}"
    found = rows.rows(f"{sql} {_OLDEST_FIRST}", {**parameters, "number": nhs_number})
    return [as_entry(row) for row in found]


def entered_here_by(
    rows: Reading,
    who: str,
    kinds: Sequence[str],
    meeting: str | None,
    actions_since: int | None = None,
) -> Iterator[Entry]:
    """Entries of these kinds that one person made on this laptop, in the order of the chain.

    `meeting` '' is what is prepared before one, with every nomination; None is everything.
    `actions_since` adds what became of other meetings' actions after the entry of that number.
    """
    names, parameters = _listed(kinds)
    numbers: dict[str, int] = {}
    where = f"kind IN ({names}) AND recorded_by = :who"
    if meeting is not None:
        where += (
            " AND (meeting = :meeting OR :meeting = '' AND kind = 'nomination'"
            " OR kind IN ('action', 'action_progress') AND sequence > :since)"
        )
        numbers = {"since": _NEVER if actions_since is None else actions_since}
        parameters |= {"meeting": meeting}
    found = rows.rows(
        f"SELECT * FROM entry WHERE {where}"
        " AND origin = (SELECT value FROM store WHERE name = 'origin') ORDER BY sequence",
        {**parameters, **numbers, "who": who},
    )
    return map(as_entry, found)


def entries_of_step(rows: Reading, step: str) -> list[Entry]:
    """Everything that was entered in one step."""
    sql = "SELECT * FROM entry WHERE json_extract(payload, '$.step') = :step ORDER BY sequence"
    return [as_entry(row) for row in rows.rows(sql, {"step": step})]


def entries_of_meeting(rows: Reading, meeting: str) -> list[Entry]:
    """Everything that was ever entered in one meeting, replaced versions too, oldest first."""
    sql = f"SELECT * FROM entry WHERE meeting = :meeting AND kind != '{ERASED}' ORDER BY rowid"
    return [as_entry(row) for row in rows.rows(sql, {"meeting": meeting})]


def head_of_chain(rows: Reading) -> str:
    """The digest of the latest entry made on this laptop: it covers every one before; or ''."""
    sql = (
        "SELECT digest FROM entry WHERE origin = (SELECT value FROM store WHERE name = 'origin')"
        " ORDER BY sequence DESC LIMIT 1"
    )
    return next((str(digest) for (digest,) in rows.rows(sql)), "")


def origin_here(rows: Reading) -> str:
    """The name that this laptop's entries carry."""
    return next(str(value) for (value,) in rows.rows(_ORIGIN))


def last_number(rows: Reading) -> int:
    """The number of the latest entry made on this laptop; 0 before the first."""
    sql = f"SELECT coalesce(max(sequence), 0) FROM entry WHERE origin = ({_ORIGIN})"
    return next(int(number) for (number,) in rows.rows(sql))


def entry_counts(rows: Reading) -> dict[str, int]:
    """How many entries there are of each kind. It only grows, but for an erasure, which is one."""
    return dict(rows.rows("SELECT kind, count(*) FROM entry GROUP BY kind ORDER BY kind"))


def practice_names(rows: Reading) -> dict[str, str]:
    """The name of each person's practice, by NHS number."""
    sql = "SELECT p.nhs_number, q.name FROM patient p JOIN practice q ON q.ods = p.practice"
    return dict(rows.rows(sql))


def objecting(rows: Reading, meeting: str = "") -> frozenset[str]:
    """Who objects to being discussed, as any version says that nothing replaces.

    `meeting` '' is what is said now; a meeting that has ended has its own nominations.
    """
    sql = (
        "SELECT about FROM entry e WHERE kind = 'nomination' AND meeting = :meeting"
        " AND json_extract(payload, '$.asked') = 'objects'"
        f" AND NOT coalesce(json_extract(payload, '$.undone'), 0) AND {_NOW}"
    )
    return frozenset(about for (about,) in rows.rows(sql, {"meeting": meeting}))


def about_since(rows: Reading, kind: str, count: int) -> list[str]:
    """Whom the entries of a kind are about, but for the first so many that came to this file."""
    sql = "SELECT about FROM entry WHERE kind = :kind ORDER BY rowid LIMIT -1 OFFSET :count"
    return [about for (about,) in rows.rows(sql, {"kind": kind, "count": count})]


def imports_naming(rows: Reading, nhs_number: str) -> Iterator[tuple[Any, ...]]:
    """File, who took it in, when, and when it was undone, of each that spoke of one person."""
    return rows.rows(
        "SELECT b.file_name, b.imported_by, b.imported_at, b.undone_at"
        " FROM patient p JOIN batch_person bp ON bp.patient_id = p.id"
        " JOIN import_batch b ON b.id = bp.batch_id WHERE p.nhs_number = :number ORDER BY b.id",
        {"number": nhs_number},
    )


def made_for_kept(rows: Reading) -> str | None:
    """What the kept list was made for; None where none is kept."""
    return next((made_for for (made_for,) in rows.rows("SELECT made_for FROM case_list")), None)


def kept_answers(rows: Reading) -> tuple[str, str]:
    """What is raised and what is unknown on the list that is kept."""
    return next(((r, u) for r, u in rows.rows("SELECT raised, unknown FROM case_list")))


def kept_lines(rows: Reading) -> Iterator[tuple[Any, ...]]:
    """The kept list's lines by rank: nine columns of the line, then the person's."""
    return rows.rows(
        "SELECT rank, lane, raised, unknown, new, carried, last_discussed_on, hba1c,"
        f" hba1c_target, {PERSON_COLUMNS}"
        " FROM listed_case JOIN patient ON patient.id = patient_id ORDER BY rank"
    )


def kept_ranks(rows: Reading) -> dict[str, int]:
    """The rank of each NHS number on the list that was last kept, whatever has changed since."""
    sql = "SELECT nhs_number, rank FROM listed_case JOIN patient ON patient.id = patient_id"
    return dict(rows.rows(sql))


def keep_lines(
    writing: Writing, made_for: str, answers: tuple[str, str], lines: Iterable[Sequence[Any]]
) -> None:
    """Keep a list in place of the one before."""
    writing.execute("DELETE FROM case_list")
    writing.execute("DELETE FROM listed_case")
    writing.executemany("INSERT INTO listed_case VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", lines)
    writing.execute(
        "INSERT INTO case_list VALUES (:made_for, :raised, :unknown)",
        {"made_for": made_for, "raised": answers[0], "unknown": answers[1]},
    )


def _listed(kinds: Sequence[str]) -> tuple[str, dict[str, str]]:
    parameters = {f"kind{number}": kind for number, kind in enumerate(kinds)}
    return ", ".join(f":{name}" for name in parameters), parameters
