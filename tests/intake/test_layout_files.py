"""Layout files: what one says, that it is written as it was read, and every mistake told."""

import re

import pytest

from mdt_app.errors import UserError
from mdt_app.intake.columns.layout_file import (
    Layout,
    layout_at,
    layout_in,
    written_layout,
)

OURS = """
name = "ours"
title = "Our recall"
headings = ["Wer", "Wert", "Wann"]
[columns]
"#1" = "person.nhs_number"
"Wert" = { is = "result.hba1c.value", unit = "%" }
"Wann" = "result.hba1c.date"
"Rest" = { is = "ignored" }
[words."result.hba1c.value"]
KEINER = ""
"""


def refused(text):
    with pytest.raises(UserError) as found:
        layout_in(text, "ours.toml")
    return str(found.value), found.value.hint


def test_a_layout_file_says_what_columns_units_and_words_mean():
    layout = layout_in(OURS, "ours.toml")
    assert (layout.name, layout.title) == ("ours", "Our recall")
    assert layout.headings == ("Wer", "Wert", "Wann")
    assert dict(layout.columns) == {
        "#1": "person.nhs_number",
        "wert": "result.hba1c.value",
        "wann": "result.hba1c.date",
        "rest": "ignored",
    }
    assert dict(layout.units) == {"wert": "%"}
    assert layout.words == {"result.hba1c.value": {"keiner": ""}}
    assert dict(layout.names) == {"#1": "#1", "wert": "Wert", "wann": "Wann", "rest": "Rest"}
    assert (layout.order, layout.read_by, layout.needs) == (100, "", [])


def test_a_layout_file_may_say_how_its_files_are_known_and_read():
    text = 'name = "ours"\norder = 7\nread_by = "fhir"\nneeds = [["Wert", "Wann"]]\n'
    layout = layout_in(text, "ours.toml")
    assert (layout.order, layout.read_by, layout.title) == (7, "fhir", "ours")
    assert list(map(list, layout.needs)) == [["wert", "wann"]]


def test_where_a_layout_comes_from_may_be_said_and_its_order_need_not():
    layout = layout_in('name = "ours"\nsource = "our own search"\n', "ours.toml")
    assert layout == Layout("ours", "ours", needs=[])
    assert layout.order == 100


def test_a_column_is_known_by_its_place_before_its_heading():
    layout = Layout("x", "x", columns={"#2": "ignored", "wert": "person.sex"}, units={"#2": "%"})
    assert [layout.of(2, "Wert"), layout.of(3, "Wert"), layout.of(3, "Wann")] == [
        "ignored",
        "person.sex",
        None,
    ]
    assert [layout.unit_of(2, "Wert"), layout.unit_of(3, "Wert")] == ["%", ""]


@pytest.mark.parametrize(
    "heading",
    [
        "plain",
        'with "quotes"',
        "back\\slash",
        "two\nlines",
        "tab\t",
        "\x7f",
        "Größe",
        "Fuß 🦶",
        "a\x1fb",
        "Fuß\x7f\\",
    ],
)
def test_a_layout_is_written_as_it_is_read_again(heading):
    layout = Layout(
        heading,
        f"Title of {heading}",
        columns={"#1": "person.nhs_number", "#2": "result.hba1c.value"},
        units={"#2": "%"},
        words={"result.hba1c.value": {heading.casefold(): "58"}},
        headings=(heading, "", "Wert"),
    )
    again = layout_in(written_layout(layout), "x")
    assert (again.name, again.title, again.headings) == (
        layout.name,
        layout.title,
        layout.headings,
    )
    assert (again.columns, again.units, again.words) == (
        layout.columns,
        layout.units,
        layout.words,
    )


def test_a_layout_is_written_with_a_line_for_each_column():
    layout = layout_in(OURS.replace('"Wann" =', '"Wann ~ wo" ='), "ours.toml")
    assert (
        written_layout(layout)
        == """name = "ours"
title = "Our recall"
headings = ["Wer", "Wert", "Wann"]

[columns]
"#1" = "person.nhs_number"
"wert" = { is = "result.hba1c.value", unit = "%" }
"wann ~ wo" = "result.hba1c.date"
"rest" = "ignored"

[words."result.hba1c.value"]
"keiner" = ""
"""
    )


@pytest.mark.parametrize(
    ("more", "mistake"),
    [
        ("colums = 1", "'colums' is not part of a layout (is it 'columns'?)"),
        ("xyz = 1", "'xyz' is not part of a layout"),
        ("needs = 5", "'needs' is not a list of lists of headings"),
        ('needs = ["a"]', "'needs' is not a list of lists of headings"),
        ("needs = [[5]]", "'needs' is not a list of lists of headings"),
        ("columns = 5", "[columns] is not a table"),
        ("words = 5", "'words' is not a table"),
        ("title = 5", "'title' is not a text"),
        ("read_by = 5", "'read_by' is not a text"),
        ('order = "first"', "'order' is not a number"),
        ("headings = 5", "'headings' is not a list of texts"),
        ("headings = [5]", "'headings' is not a list of texts"),
        ('columns = {"#x" = "ignored"}', "'#x' is not a place such as #17"),
        (
            'columns = {a = "person.surnam"}',
            "'person.surnam' is nothing a column can mean (is it 'person.surname'?)",
        ),
        (
            'columns = {a = "result.hba1c.vale@2"}',
            "'result.hba1c.vale@2' is nothing a column can mean (is it 'result.hba1c.value'?)",
        ),
        (
            'columns = {a = "medicine.nam@result.hba1c.value"}',
            "'medicine.nam@result.hba1c.value' is nothing a column can mean"
            " (is it 'medicine.name'?)",
        ),
        (
            'columns = {a = "event.foot_chek.date"}',
            "'event.foot_chek.date' is nothing a column can mean (is it 'event.foot_check.date'?)",
        ),
        (
            'columns = {a = "group.valu"}',
            "'group.valu' is nothing a column can mean (is it 'group.value'?)",
        ),
        (
            'columns = {a = "ignore"}',
            "'ignore' is nothing a column can mean (is it 'ignored'?)",
        ),
        (
            'columns = {a = {is = "ignored", iss = ""}}',
            "'iss' is not part of a column (is it 'is'?)",
        ),
        ("columns = {a = 5}", "'5' is nothing a column can mean"),
        ('columns = {a = {unit = "%"}}', "'' is nothing a column can mean"),
        (
            'columns = {a = {is = "ignored", unt = "%"}}',
            "'unt' is not part of a column (is it 'unit'?)",
        ),
        (
            'columns = {a = {is = "ignored", unit = "stones"}}',
            "the unit 'stones' is not known",
        ),
        (
            'words = {"person.sx" = {a = "b"}}',
            "'person.sx' is nothing a column can mean (is it 'person.sex'?)",
        ),
        ('words = {"person.sex" = 5}', "the words of 'person.sex' are not a table of texts"),
        ('words = {"person.sex" = {a = 5}}', "the words of 'person.sex' are not a table of texts"),
    ],
)
def test_a_mistake_is_told_with_what_would_have_been_right(more, mistake):
    said, hint = refused(f'name = "ours"\n{more}\n')
    assert said == f"ours.toml has 1 mistake: {mistake}."
    assert hint == "Correct them and try again."


def test_two_mistakes_are_two():
    assert refused("xyz = 5\n")[0] == (
        "ours.toml has 2 mistakes: 'xyz' is not part of a layout; it has no name."
    )


@pytest.mark.parametrize("name", ["", "name = 5", 'name = " "'])
def test_a_layout_has_a_name(name):
    assert refused(name)[0] == "ours.toml has 1 mistake: it has no name."


def test_all_mistakes_are_told_at_once():
    said, _ = refused("needs = 5\ncolumns = 5\n")
    assert said == (
        "ours.toml has 3 mistakes: it has no name; 'needs' is not a list of lists of headings;"
        " [columns] is not a table."
    )


def test_what_is_no_layout_file_is_said_with_its_line():
    said, hint = refused("name = \n")
    assert re.fullmatch(r"ours\.toml is not a layout file: [A-Z].*line 1.*\.", said)
    assert hint == "Correct that line."


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (None, "The layout file our.toml could not be read.", "Check the path and the file."),
        (
            b"\xff\xfe\xfa",
            "The layout file our.toml could not be read.",
            "Check the path and the file.",
        ),
        (
            b"#" * (1 << 20),
            "our.toml has 1 mistake: it has no name.",
            "Correct them and try again.",
        ),
        (b"#" * ((1 << 20) + 1), "our.toml is too large for a layout file.", "Check the name."),
    ],
)
def test_a_layout_file_that_cannot_be_read_is_said(tmp_path, content, said, hint):
    path = tmp_path / "our.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError) as found:
        layout_at(path)
    assert (str(found.value), found.value.hint) == (said, hint)


def test_a_layout_file_is_read_from_the_disk_with_or_without_a_mark(tmp_path):
    for mark in (b"", b"\xef\xbb\xbf"):
        (tmp_path / "our.toml").write_bytes(mark + OURS.encode())
        assert layout_at(tmp_path / "our.toml") == layout_in(OURS, "ours.toml")
