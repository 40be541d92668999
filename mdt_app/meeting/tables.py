"""The case list as it was last worked out: derived from the records, so never an entry."""

from sqlmodel import Field, SQLModel


class CaseListRow(SQLModel, table=True):
    """What the kept list was made for and from, and the answers its lines point into."""

    __tablename__ = "case_list"
    made_for: str = Field(primary_key=True)
    raised: str
    unknown: str


class ListedCaseRow(SQLModel, table=True):
    """One line of the kept list. Answers are places in the list's own, days are ordinals."""

    __tablename__ = "listed_case"
    rank: int = Field(primary_key=True)
    patient_id: int
    lane: str
    raised: str
    unknown: str
    new: str
    carried: int
    last_discussed_on: int
    hba1c: str
    hba1c_target: int


__all__ = ["CaseListRow", "ListedCaseRow"]
