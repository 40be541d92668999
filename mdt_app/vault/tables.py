"""The vault's own tables: entries, what replaces what, drafts, and facts about the store."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class StoreRow(SQLModel, table=True):
    """One fact about this store: its file id, this laptop's origin, whether it is a demo."""

    __tablename__ = "store"
    name: str = Field(primary_key=True)
    value: str


class EntryRow(SQLModel, table=True):
    """Something a person entered. Inserted once, never changed."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("origin", "sequence"),
        Index("ix_entry_kind_about", "kind", "about"),
        Index("ix_entry_meeting_kind", "meeting", "kind"),
    )
    id: str = Field(primary_key=True)
    origin: str
    sequence: int
    recorded_at: str
    recorded_by: str
    act: str
    kind: str
    about: str
    meeting: str
    payload: str
    replaces: str
    previous: str
    digest: str


class ReplacementRow(SQLModel, table=True):
    """`entry_id` takes the place of `replaced_id`, which stays on file."""

    __tablename__ = "replacement"
    entry_id: str = Field(primary_key=True, foreign_key="entry.id")
    replaced_id: str = Field(primary_key=True, index=True)


class DraftRow(SQLModel, table=True):
    """Half-typed text, kept so that a crash or a lock loses nothing."""

    __tablename__ = "draft"
    place: str = Field(primary_key=True)
    text: str
    caret: int
    kept_at: str


class IssuedDocumentRow(SQLModel, table=True):
    """A document as it was issued: the entry that issued it, its name there, and its bytes."""

    __tablename__ = "issued_document"
    entry_id: str = Field(primary_key=True, foreign_key="entry.id")
    name: str = Field(primary_key=True)
    digest: str
    content: bytes


class AccessRow(SQLModel, table=True):
    """Who saw, took out or brought in what, and who came and went. Never changed."""

    __tablename__ = "access"
    __table_args__ = (Index("ix_access_about", "about"),)
    origin: str = Field(primary_key=True)
    sequence: int = Field(primary_key=True)
    noted_at: str
    noted_by: str
    kind: str
    about: str
    people: str
    detail: str
    after_entry: int
    previous: str
    digest: str


class SealRow(SQLModel, table=True):
    """A link of the chain of seals: which tables were changed, or the digest of every one."""

    __tablename__ = "seal"
    number: int | None = Field(default=None, primary_key=True)
    made_at: str
    state: str
    tables: str
    entry: str
    previous: str
    digest: str


class ErasedRow(SQLModel, table=True):
    """What an erasure emptied: `entry/…`, `document/…/…` or `line/…/…`. Never changed."""

    __tablename__ = "erased"
    __table_args__ = ({"sqlite_with_rowid": False},)
    key: str = Field(primary_key=True)
