"""docs/layouts.md: the layouts the program knows, and how to write one."""

from collections.abc import Iterator, Mapping, Sequence

from mdt_app.clinical.events import EVENT_KINDS
from mdt_app.clinical.kinds import KIND_BY_CODE
from mdt_app.intake.columns.layout_file import Layout, shipped_layouts
from mdt_app.intake.columns.meanings import (
    EVENT,
    GROUP,
    MEDICINE,
    PERSON_FIELDS,
    RESULT,
    ROLES,
    ROW,
)
from mdt_app.intake.sections import PATIENTS
from tests.intake.files.headings import (
    LIST_REPORT,
    NPDA,
    OBSERVATION,
    PATIENT_LIST,
    READINGS,
    SR_CODE,
    SYSTMONE,
    TRIPLES,
)

EXAMPLES: Mapping[str, Sequence[str]] = {
    "plain": PATIENTS.required,
    "emis-bulk": OBSERVATION,
    "tpp-srcode": SR_CODE,
    "npda": NPDA,
    "systmone-report": SYSTMONE,
    "emis-triples": TRIPLES,
    "emis-list-report": LIST_REPORT,
    "wide-observations": ("NHS Number", *READINGS),
    "emis-patient-list": PATIENT_LIST,
    "by-headings": ("NHS Number", "Surname", "First Name", "DOB", "Sex", "Date", "Result"),
}
"""One heading row of each layout that is a table."""

OWN_FILE = """\
name = "our recall search"
title = "Recall search of Alder Road"

[columns]
"Known as" = "person.forename"
"M/F" = "person.sex"
"Seen on" = "event.annual_review.date"
"Path 1 taken" = "result.hba1c.date"
"Path 1" = { is = "result.hba1c.value", unit = "%" }
"#9" = "result.smoking.date"
"#10" = "result.smoking.value"

[words."person.sex"]
"1" = "male"
"2" = "female"
"""
OWN_TABLE = """\
NHS number,Family name,Known as,DOB,M/F,Seen on,Path 1,Path 1 taken,Date,Reading
9990000018,Exemplar,Ada,14/02/1950,2,03/11/2026,7.5,12/09/2026,12/09/2026,Ex-smoker
"""
OWN_COMMAND = "mdt-app import network.mdt recalls.csv --practice A12345 --layout recall.toml"

INTRODUCTION = """\
# Layouts

Made from `resources/layouts/` and the program's own lists by \
`python -m tests.project.write_pages`; not to be edited by hand.

A layout says what kind of file a file is: how it is known, and what its columns hold. A file is \
known by its headings, never by its name. Headings are compared without case, with a space for \
underscores and hyphens; they may stand under lines of words, and columns may come in any order. \
A heading that no layout mentions may still be one that every layout knows: they are listed in \
`resources/vocabulary/headings.toml`. What is in neither list is not read, is named in the report, \
and can be told what it is in the window, column by column; it is never guessed.
"""
HOW_TO = """\
## Writing a layout

A layout is a text file whose name ends in `.toml`. It needs a `name`; everything else may be left \
out. For one file, or for files of one search, name it on the command line:

```
{command}
```

For this table:

```
{table}```

the layout file is:

```toml
{file}```

- `name` and `title`: what it is called on the command line, and on screen.
- `[columns]`: a heading, or a place counted from 1 such as `"#9"` where a heading is empty or \
comes twice, and what the column holds: one of the meanings below. A place counts before a \
heading. Headings that the program knows anyway need not be listed.
- `{{ is = "…", unit = "…" }}`: the unit of the column's numbers, where neither the cell nor a \
column of units says one.
- `[words."…"]`: what the words or numbers in the cells stand for: of a meaning `person.…`, and of \
the units of a result, `result.KIND.unit`.
- `+` joins meanings: a day that is the day of two results is \
`"result.height.date+result.weight.date"`.
- `@` and a number tells groups of one kind apart: `result.hba1c.value@1` belongs with \
`result.hba1c.date@1`, `result.hba1c.value@2` with `result.hba1c.date@2`.
- `needs`, in a shipped layout: of each list one heading must be there; `*` stands for any words, \
`@result` for any heading that names a result. `order` says which layout is tried first, `source` \
where its headings were seen, `read_by` which part of the program reads it. A saved layout has \
`headings` instead: those of the file it was made for, so that what has changed since can be said.

All mistakes of a layout file are told at once, each with the nearest word that would have been \
right. Where a heading that the layout reads is not in the file, the program asks.
"""


def page() -> str:
    """The page as it should be now."""
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    yield from ("## The layouts the program knows", "", "In the order in which they are tried.", "")
    for layout in shipped_layouts().values():
        yield from _layout(layout)
    yield HOW_TO.format(command=OWN_COMMAND, table=OWN_TABLE, file=OWN_FILE)
    yield from _meanings()


# --- the shipped layouts ---------------------------------------------------------------------

_READ_BY = {
    "plain": "Known by every required column of one of its four files; see"
    " [the plain layout](plain-layout.md).",
    "fhir": "Known by its contents: a FHIR R4 bundle, or one resource a line. It has no headings."
    " A person or an entry labelled R or V (`meta.security`, v3-Confidentiality) is left out,"
    " with all that is about such a person, and an entry marked `entered-in-error`; what was"
    " taken in of it before counts no more.",
    "emis_bulk": "Known file by file by the headings of the extract. Its files only make sense"
    " together: choose Admin_Patient, CareRecord_Observation, Coding_ClinicalCode,"
    " Coding_DrugCode, Prescribing_DrugRecord and Admin_Organisation at once.",
    "tpp": "Known file by file by the headings of the extract. Choose SRCode and SRPatient"
    " together.",
}


def _layout(layout: Layout) -> Iterator[str]:
    yield from (f"### `{layout.name}`: {layout.title}", "", _known_by(layout), "")
    if layout.columns:
        own = [f"`{heading}` is `{said}`" for heading, said in layout.columns.items()]
        yield from (f"Its own headings: {'; '.join(own)}.", "")
    if layout.words:
        yield from (f"Its own words are for {_coded(layout.words)}.", "")
    if layout.name in EXAMPLES:
        yield from ("```", _row(EXAMPLES[layout.name]), "```", "")


def _known_by(layout: Layout) -> str:
    if layout.read_by:
        return _READ_BY[layout.read_by]
    if not layout.needs:
        return (
            "Whatever has a column of NHS numbers and headings that are listed, and is none of"
            " the others."
        )
    return f"Known by {'; and '.join(map(_one_of, layout.needs))}."


def _one_of(several: Sequence[str]) -> str:
    words = [_heading(one) for one in several]
    return words[0] if len(words) == 1 else f"one of {', '.join(words)}"


def _heading(needed: str) -> str:
    if needed == "@result":
        return "any heading that names a result"
    if needed.startswith("* "):
        return f"a heading that ends in `{needed[2:]}`"
    return f"`{needed}`"


def _row(headings: Sequence[str]) -> str:
    return ",".join(f'"{one}"' if "," in one else one for one in headings)


# --- the meanings ----------------------------------------------------------------------------


def _meanings() -> Iterator[str]:
    yield from ("## What a column can hold", "", "| meaning | for |", "|---|---|")
    fields = _coded(sorted(PERSON_FIELDS))
    yield f"| `person.…` | {fields} |"
    roles = {family: _coded(sorted(ROLES[family])) for family in ROLES}
    yield f"| `result.KIND.…` | {roles[RESULT]} |"
    yield f"| `event.KIND.…` | {roles[EVENT]} |"
    yield f"| `medicine.…` | {roles[MEDICINE]} |"
    yield f"| `group.…`, where each row's own code or term says what it is | {roles[GROUP]} |"
    yield f"| `row.…`, rows that the practice's system has taken back | {roles[ROW]} |"
    yield "| `ignored` | a column that is known to be of no use |"
    yield from ("", f"Kinds of result: {_coded(KIND_BY_CODE)}.")
    yield from ("", f"Kinds of event: {_coded(sorted(EVENT_KINDS))}.")
    yield ""
    yield (
        "`person.full_name` is taken apart, `person.practice_name` looked up in the network,"
        " `person.ethnic_origin` turned into its letter, and `person.age` only tells the century"
        " of a two-digit year of birth."
    )


def _coded(names: object) -> str:
    return ", ".join(f"`{name}`" for name in names)
