"""The register's tables. Rows stay in this room; days are ordinals, 0 where not known.

Results, medicines and events are clustered by person, so one history is one read, and
their identity is their key, so the same file twice changes nothing.
"""

from sqlalchemy import Column, Integer
from sqlmodel import Field, SQLModel

_CLUSTERED = {"sqlite_with_rowid": False}


class NetworkRow(SQLModel, table=True):
    """The network this store belongs to."""

    __tablename__ = "network"
    id: int | None = Field(default=None, primary_key=True)
    name: str


class PracticeRow(SQLModel, table=True):
    """A practice of the network."""

    __tablename__ = "practice"
    ods: str = Field(primary_key=True)
    name: str


class PatientRow(SQLModel, table=True):
    """A person on a practice's register. `practice_since` is the first batch that said so."""

    __tablename__ = "patient"
    id: int | None = Field(default=None, primary_key=True)
    nhs_number: str = Field(unique=True)
    surname: str
    forename: str
    title: str = ""
    born_on: int
    sex: str
    practice: str = Field(foreign_key="practice.ods", index=True)
    practice_since: int = 0
    registered_on: int = 0
    ethnic_category: str = ""
    language: str = ""
    interpreter: str = ""
    diabetes_type: str = ""
    diagnosed_on: int = 0
    frailty: str = ""
    housebound: str = ""
    care_home: str = ""
    deprivation_decile: int = 0
    died_on: int = 0
    left_on: int = 0
    batch_id: int = Field(foreign_key="import_batch.id")
    row: int


class ImportBatchRow(SQLModel, table=True):
    """One file taken in. Files of one command share an `import_id`.

    `headings` are the file's own, as a JSON list; `mends` is the batch of which this one took
    in mended rows, or 0.
    """

    __tablename__ = "import_batch"
    id: int | None = Field(default=None, primary_key=True)
    import_id: str
    file_name: str
    digest: str
    layout: str
    practice: str = ""
    imported_by: str
    imported_at: str
    imported_on: int
    counts: str = "{}"
    undone_at: str = ""
    headings: str = Field(default="", sa_column_kwargs={"server_default": ""})
    mends: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class ResultRow(SQLModel, table=True):
    """One result; its identity is its key.

    `batch_id` is the file that first brought it, `last_batch` the latest file of another
    layout or practice that had it too, `superseded_by` the file that corrected it, or 0.
    """

    __tablename__ = "result"
    __table_args__ = (_CLUSTERED,)
    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    kind: int = Field(primary_key=True)
    taken_on: int = Field(primary_key=True)
    value: float = Field(primary_key=True)
    second: float = Field(primary_key=True)
    word: str = Field(primary_key=True)
    comparator: str = Field(primary_key=True)
    setting: int = Field(primary_key=True)
    raw: str = ""
    code: str = ""
    inferred: int = 0
    batch_id: int
    row: int
    last_batch: int
    superseded_by: int = 0


class StagedResultRow(SQLModel, table=True):
    """A result of a running import, waiting to be compared. Empty outside an import."""

    __tablename__ = "staged_result"
    __table_args__ = (_CLUSTERED,)
    patient_id: int = Field(primary_key=True)
    kind: int = Field(primary_key=True)
    taken_on: int = Field(primary_key=True)
    value: float = Field(primary_key=True)
    second: float = Field(primary_key=True)
    word: str = Field(primary_key=True)
    comparator: str = Field(primary_key=True)
    setting: int = Field(primary_key=True)
    raw: str = ""
    code: str = ""
    inferred: int = 0
    batch_id: int
    row: int


class MedicineRow(SQLModel, table=True):
    """One medicine of one person, known by name and start."""

    __tablename__ = "medicine"
    __table_args__ = (_CLUSTERED,)
    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    name: str = Field(primary_key=True)
    started_on: int = Field(primary_key=True)
    classes: str = "other"
    dose: str = ""
    last_issued_on: int = 0
    ended_on: int = 0
    current: str = ""
    current_from: int = 0
    batch_id: int
    row: int


class EventRow(SQLModel, table=True):
    """One event of one person."""

    __tablename__ = "event"
    __table_args__ = (_CLUSTERED,)
    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    kind: str = Field(primary_key=True)
    on: int = Field(sa_column=Column("on_day", Integer, primary_key=True))
    detail: str = Field(primary_key=True)
    batch_id: int
    row: int


class BatchPersonRow(SQLModel, table=True):
    """A person whom a file says something about: what a later undo must look at."""

    __tablename__ = "batch_person"
    __table_args__ = (_CLUSTERED,)
    batch_id: int = Field(primary_key=True, foreign_key="import_batch.id")
    patient_id: int = Field(primary_key=True, foreign_key="patient.id", index=True)


class SetAsideRow(SQLModel, table=True):
    """A row of a file that was rejected or held back, with its reason.

    `cells` is the row as a JSON list in the order of the plain layout, '' if it has none;
    `settled_by` the batch that took it in when it had been mended, or 0.
    """

    __tablename__ = "set_aside"
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="import_batch.id", index=True)
    section: str = ""
    row: int
    column: str
    value: str
    problem: str
    hint: str
    is_held: int = 0
    cells: str = Field(default="", sa_column_kwargs={"server_default": ""})
    raw: str = Field(default="", sa_column_kwargs={"server_default": ""})
    inferred: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    settled_by: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class UndatedRow(SQLModel, table=True):
    """A result or an event of which only the year or the month is known: `2019`, `2019-03`.

    `section` is `results` or `events`; `value` is as an export writes it, in `unit`.
    """

    __tablename__ = "undated"
    __table_args__ = (_CLUSTERED,)
    patient_id: int = Field(primary_key=True, foreign_key="patient.id")
    section: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    said: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    setting: str = Field(primary_key=True)
    detail: str = Field(primary_key=True)
    unit: str = ""
    code: str = ""
    raw: str = ""
    inferred: int = 0
    batch_id: int
    row: int


class GoneRow(SQLModel, table=True):
    """A person of the practice's earlier full extract who is not in this one."""

    __tablename__ = "gone"
    __table_args__ = (_CLUSTERED,)
    batch_id: int = Field(primary_key=True, foreign_key="import_batch.id")
    patient_id: int = Field(primary_key=True, foreign_key="patient.id", index=True)


class SavedLayoutRow(SQLModel, table=True):
    """A layout somebody saved: the newest of a name counts, the older ones stay."""

    __tablename__ = "saved_layout"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    fingerprint: str
    headings: str
    text: str
    saved_by: str
    saved_at: str


class ReplacedRow(SQLModel, table=True):
    """What a batch wrote over, kept as JSON so that the batch can be undone; null: nothing."""

    __tablename__ = "replaced"
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="import_batch.id", index=True)
    table_name: str
    key: str
    before: str


__all__ = [
    "BatchPersonRow",
    "EventRow",
    "GoneRow",
    "ImportBatchRow",
    "MedicineRow",
    "NetworkRow",
    "PatientRow",
    "PracticeRow",
    "ReplacedRow",
    "ResultRow",
    "SavedLayoutRow",
    "SetAsideRow",
    "StagedResultRow",
    "UndatedRow",
]
