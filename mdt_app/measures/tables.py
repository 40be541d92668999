"""The measures' figures as they were last worked out: derived from the records, never an entry."""

from sqlmodel import Field, SQLModel


class MeasuredRow(SQLModel, table=True):
    """One set's figures of one day (an ordinal), what they were made for, and the first result's
    day.

    `figures` is JSON; `why` is a JSON list of sentences for a frozen month that would be another
    one now.
    """

    __tablename__ = "measured"
    set_name: str = Field(primary_key=True)
    on_day: int = Field(primary_key=True)
    made_for: str
    people: int
    since: int
    figures: str
    why: str


__all__ = ["MeasuredRow"]
