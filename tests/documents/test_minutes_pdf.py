"""The PDF, read back: everything entered is in it, whole, and nothing else is."""

import os
import stat
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from mdt_app.documents.minutes import Agreed, Minutes, Present, Task
from mdt_app.documents.minutes_layout import minutes_as_pdf
from mdt_app.documents.minutes_pdf import write_minutes
from mdt_app.errors import UserError
from mdt_app.meeting.approval import Issue
from tests.documents.conftest import QUESTION, WORDS, Held, text_of


@pytest.fixture
def minutes(decided: Held) -> Minutes:
    return decided.minutes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to write to."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def with_words(minutes: Minutes, words: str) -> Minutes:
    """The minutes with other words for their first decision."""
    case = replace(minutes.cases[0], decisions=(Agreed((), words, "N. Patel"),))
    return replace(minutes, cases=(case, *minutes.cases[1:]))


def approved(minutes: Minutes) -> Minutes:
    """The minutes as they would be issued."""
    head = "8f3a91c207de55b0" + 48 * "0"
    return replace(
        minutes, is_draft=False, issue=Issue("2026/03", "Dr A. Chair", date(2026, 12, 3), head)
    )


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def test_every_word_of_the_meeting_is_there(decided: Held):
    text = decided.text()
    for words in (
        "Minutes: Network 3 MDT",
        "26 Nov 2026, 13:30 · Alder Road",
        "Dr A. Chair Chair Alder Road",
        "J. Ferreira Dietitian Diabetes team",
        "Case 1 · EXEMPLAR, Ada (Mrs)",
        "NHS No. 999 000 0018",
        QUESTION,
        "Her grandchildren",
        "HbA1c 92 mmol/mol on 3 Nov 2026",
        "Intensify treatment · Refer to renal clinic",
        WORDS,
        "Book eye screening N. Patel 28 Nov 2026 Case management",
        "Foot advice J. Cole no date yet Education, for the person",
        "SPECIMEN, Bram",
        "bloods awaited",
        "Teach insulin titration",
        "Agreed as a true record",
    ):
        assert words in text, words


def test_nobody_is_there_who_was_not_on_the_agenda(decided: Held):
    assert "Absentee".upper() not in decided.text().upper()
    assert "999 000 0042" not in decided.text()


def test_one_practices_minutes_name_nobody_of_another(decided: Held):
    text = decided.text("Y00002")
    assert "SPECIMEN" in text
    assert "EXEMPLAR" not in text
    assert "SAMPLE" not in text
    assert "Birch Lane only" in text


@pytest.mark.parametrize(
    "words",
    ["<48", "AT&T & Co", "<b>bold</b>", "\"quotes\" and 'these' and “those”", "<para>", "&amp;",
     "eGFR >90 → ≤ 60 − 5", "Łódź, Yılmaz, Gonçalves, Renée", "a\tb", "½ × 2 = 1 µg ²"],
)  # fmt: skip
def test_awkward_words_come_out_as_they_went_in(minutes: Minutes, words: str):
    assert " ".join(words.split()) in text_of(minutes_as_pdf(with_words(minutes, words)))


def fonts_of(pdf: bytes) -> set[str]:
    """The fonts that letters are drawn in, by name."""
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader(pdf).pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_an_emoji_is_a_picture_and_can_be_copied_out_as_typed(minutes: Minutes):
    pdf = minutes_as_pdf(with_words(minutes, "Well done 😀 👍🏽"))
    assert "Well done 😀 👍🏽" in text_of(pdf)
    assert any(name.startswith("NotoEmoji") for name in fonts_of(pdf))


@pytest.mark.parametrize(
    ("words", "font"), [("שלום עולם", "NotoSansHebrew"), ("مرحبا بالعالم", "NotoSansArabic")]
)
def test_words_from_right_to_left_are_drawn_in_their_own_font(
    minutes: Minutes, words: str, font: str
):
    pdf = minutes_as_pdf(with_words(minutes, words))
    assert any(name.startswith(font) for name in fonts_of(pdf))
    assert "\N{REPLACEMENT CHARACTER}" not in text_of(pdf)


def test_a_name_in_bengali_is_drawn_in_its_own_font(minutes: Minutes):
    case = replace(minutes.cases[0], who="চন্দ্র, রাসেল (Mr)")
    pdf = minutes_as_pdf(replace(minutes, cases=(case,)))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader(pdf).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any("NotoSansBengali" in name for name in fonts)
    assert "NHS No. 999 000 0018" in text_of(pdf)


def test_every_font_that_draws_text_is_embedded(minutes: Minutes):
    pdf = minutes_as_pdf(with_words(minutes, "≥ ✓ বেগম"))
    for page in reader(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            name = str(font.get_object()["/BaseFont"])
            assert "+Noto" in name or name == "/Helvetica"  # reportlab names it, draws nothing


def test_a_decision_of_two_hundred_lines_flows_over_pages(minutes: Minutes):
    lines = [f"line{number:03d} of the decision" for number in range(200)]
    pdf = minutes_as_pdf(with_words(minutes, "\n".join(lines)))
    text = text_of(pdf)
    assert all(line in text for line in lines)
    assert text.count("Case 1 · EXEMPLAR, Ada (Mrs) · NHS No. 999 000 0018, continued") >= 3


def test_twenty_thousand_characters_survive(minutes: Minutes):
    words = [f"w{number:04d}" for number in range(3400)]
    assert len(" ".join(words)) > 20_000
    text = text_of(minutes_as_pdf(with_words(minutes, " ".join(words))))
    assert set(words) <= set(text.split())


def test_twenty_thousand_letters_without_a_space_survive(minutes: Minutes):
    text = text_of(minutes_as_pdf(with_words(minutes, "q" * 20_000)))
    assert text.count("q") >= 20_000


def test_an_action_longer_than_a_page_is_cut_over_pages(minutes: Minutes):
    long = " ".join(f"a{number:04d}" for number in range(2500))
    case = replace(minutes.cases[0], tasks=(task("short one"), task(long)))
    pdf = minutes_as_pdf(replace(minutes, cases=(case,)))
    assert set(long.split()) <= set(text_of(pdf).split())


@pytest.mark.parametrize("lines_before", range(0, 50, 12))
def test_a_row_that_fits_on_a_page_is_never_cut(minutes: Minutes, lines_before: int):
    before = Agreed((), "x\n" * lines_before, "N. Patel")
    rows = [task(f"row{n} {'words between ' * 40} end{n}") for n in range(8)]
    case = replace(minutes.cases[0], decisions=(before,), tasks=tuple(rows))
    pages = [
        page.extract_text().split()
        for page in reader(minutes_as_pdf(replace(minutes, cases=(case,)))).pages
    ]
    for number in range(8):
        begun = [page for page in pages if f"row{number}" in page]
        assert all(f"end{number}" in page for page in begun)


def task(words: str) -> Task:
    return Task(words, "N. Patel", "1 Dec 2026", "Case management", "", 1, "Alder Road", None)


def test_the_headings_of_a_table_are_repeated_on_each_page(minutes: Minutes):
    people = tuple(Present(f"Person {n}", "GP", "Alder Road") for n in range(120))
    pages = reader(minutes_as_pdf(replace(minutes, present=people))).pages
    for page in pages[:2]:
        assert "Practice or team" in page.extract_text()


def test_pages_are_numbered_of_how_many(minutes: Minutes):
    pages = reader(minutes_as_pdf(with_words(minutes, "x\n" * 150))).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Page {number}" in text
        assert f"of {len(pages)}" in text
        assert "CONFIDENTIAL: patient information" in text


def test_the_outline_counts_cases_and_names_nobody(minutes: Minutes):
    document = reader(minutes_as_pdf(minutes))
    assert [entry.title for entry in document.outline] == ["Case 1"]
    assert document.get_destination_page_number(document.outline[0]) >= 0
    assert "EXEMPLAR" not in str(document.metadata)
    assert document.metadata.title == "Minutes, Network 3 MDT, 26 Nov 2026"
    assert document.trailer["/Root"]["/Lang"] == "en-GB"


def test_the_same_minutes_give_the_same_bytes(minutes: Minutes):
    assert minutes_as_pdf(minutes) == minutes_as_pdf(minutes)


def test_a_draft_says_so_on_every_page(minutes: Minutes):
    for page in reader(minutes_as_pdf(replace(minutes, is_draft=True))).pages:
        assert "DRAFT" in page.extract_text()
    assert "DRAFT" not in text_of(minutes_as_pdf(approved(minutes)))


def test_number_and_end_of_the_chain_are_at_the_foot_of_every_page(minutes: Minutes):
    for page in reader(minutes_as_pdf(approved(minutes))).pages:
        assert "Minutes 2026/03 · record 8f3a-91c2-07de-55b0" in page.extract_text()


def test_two_versions_of_a_decision_are_both_printed_with_a_warning(minutes: Minutes):
    rivals = (Agreed((), "Version one", "A"), Agreed(("Continue plan",), "Version two", "B"))
    case = replace(minutes.cases[0], decisions=rivals)
    text = text_of(minutes_as_pdf(replace(minutes, cases=(case,))))
    assert "Version one" in text
    assert "Version two" in text
    assert "Two versions of this decision stand" in text


def test_a_meeting_without_anything_still_makes_minutes(minutes: Minutes):
    bare = replace(minutes, present=(), apologies=(), cases=(), for_practices=(), practices=())
    text = text_of(minutes_as_pdf(bare))
    assert "Nobody was recorded as present" in text


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_file_is_its_owners_only_and_takes_the_old_ones_place(minutes: Minutes, folder: Path):
    path = folder / "minutes.pdf"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_minutes(minutes, path)
    assert path.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(folder.iterdir()) == [path]


def test_minutes_that_cannot_be_written_say_why_and_leave_nothing(minutes: Minutes, folder: Path):
    with pytest.raises(UserError, match="could not be written"):
        write_minutes(minutes, folder / "nowhere" / "minutes.pdf")
    (folder / "taken").mkdir()
    with pytest.raises(UserError, match="could not be written"):
        write_minutes(minutes, folder / "taken")
    assert [path.name for path in folder.iterdir()] == ["taken"]
