"""A case on one page, read back: never two pages, and nothing left out without its count."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from mdt_app.documents.case_summary import CaseSummary, case_summary
from mdt_app.documents.case_summary_layout import summary_as_pdf
from mdt_app.register.values import Medicine
from tests.documents.conftest import QUESTION, WORDS, Held, text_of
from tests.documents.lettering import case_about
from tests.meeting.conftest import ADA


@pytest.fixture
def summary(decided: Held) -> CaseSummary:
    return case_summary(case_about(decided, ADA))


def pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def test_who_what_was_asked_why_and_what_was_agreed_are_on_one_page(summary: CaseSummary):
    pdf = summary_as_pdf(summary)
    text = text_of(pdf)
    assert pages(pdf) == 1
    for words in (
        "EXEMPLAR, Ada (Mrs)",
        "NHS No. 999 000 0018",
        QUESTION,
        "Her grandchildren",
        "HbA1c 92 mmol/mol",
        "Intensify treatment · Refer to renal clinic",
        WORDS,
        "Book eye screening N. Patel 28 Nov 2026",
        "No current medicine is on the record.",
        "case 1",
    ):
        assert words in text, words


def test_the_six_charts_are_on_it(summary: CaseSummary):
    text = text_of(summary_as_pdf(summary))
    for title in ("HbA1c", "Blood pressure", "eGFR", "Urine ACR", "Cholesterol", "Weight · BMI"):
        assert title in text, title


def crowded(summary: CaseSummary, times: int) -> CaseSummary:
    """The same with far too much of everything."""
    return replace(
        summary,
        question="Why? " * 40 * times,
        what_matters="Her garden. " * 20 * times,
        reasons=tuple(("red", f"Reason {n}", "detail " * 5 * times) for n in range(6 * times)),
        medicines=tuple(f"Medicine {n} 500 mg, twice a day" for n in range(8 * times)),
        decisions=(("Intensify treatment", "word " * 100 * times),),
        tasks=tuple((f"Task {n} " + "x " * 10 * times, "GP", "1 Jan") for n in range(3 * times)),
    )


@pytest.mark.parametrize("times", [1, 2, 4, 10, 100])
def test_however_much_there_is_it_is_one_page(summary: CaseSummary, times: int):
    assert pages(summary_as_pdf(crowded(summary, times))) == 1


def test_even_two_long_versions_of_a_decision_fit_on_it(summary: CaseSummary):
    full = crowded(summary, 10)
    rivals = replace(full, decisions=full.decisions * 2, who="N" * 300, practice="P" * 300)
    assert pages(summary_as_pdf(rivals)) == 1


def test_what_has_no_room_is_counted(summary: CaseSummary):
    text = text_of(summary_as_pdf(crowded(summary, 10)))
    assert "more reasons" in text
    assert "more medicines" in text
    assert "more actions" in text
    assert "more letters in the minutes" in text


def test_the_counts_and_the_lines_make_up_all_there_is(summary: CaseSummary):
    tasks = tuple((f"Task{n}", "GP", "1 Jan 2027") for n in range(40))
    text = text_of(summary_as_pdf(replace(summary, tasks=tasks)))
    shown = sum(f"Task{n} " in text for n in range(40))
    assert f"and {40 - shown} more actions" in text


def test_the_file_names_nobody(summary: CaseSummary):
    metadata = PdfReader(BytesIO(summary_as_pdf(summary))).metadata
    assert metadata.title == "Summary, case 1, 26 Nov 2026"
    assert "Exemplar" not in str(dict(metadata))


@pytest.mark.parametrize("words", ["<48 & <b>x</b>", '“quoted” "too"', "বেগম 😀", "שלום"])
def test_awkward_words_leave_it_whole(summary: CaseSummary, words: str):
    pdf = summary_as_pdf(replace(summary, question=words, decisions=(("", words),)))
    assert pages(pdf) == 1
    if words.isascii():
        assert words in text_of(pdf)


def test_a_medicine_says_since_when_and_whether_it_is_sure(decided: Held):
    case = case_about(decided, ADA)
    day = date(2024, 3, 2).toordinal()
    sure = Medicine("Metformin 500 mg", "metformin", "1 bd", day, day + 900, 0, "yes", day, 1, 1)
    unsure = sure._replace(name="Gliclazide", dose="", last_issued=0, current="")
    record = replace(case.page.record, medicines=(sure, unsure))
    page = replace(case.page, record=record)
    assert case_summary(replace(case, page=page)).medicines == (
        "Metformin 500 mg, 1 bd, since 2 Mar 2024",
        "Gliclazide, since 2 Mar 2024 (current?)",
    )
