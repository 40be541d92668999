"""Which columns of a table belong together, and what is asked about."""

import pytest

from mdt_app.intake.columns.groups import Column, ColumnGroup, grouped, usable
from mdt_app.intake.columns.headings import heading_of, kind_named
from mdt_app.intake.columns.meanings import meanings_in


def read(*headings, labels=()):
    columns = []
    for place, heading in enumerate(headings, 1):
        said = heading_of(heading)
        label = kind_named(labels[place - 1]) if labels else ()
        columns.append(
            Column(place, heading, said.meanings, said.unit, said.which, said.setting, label)
        )
    return grouped(columns)


def groups(found):
    return [
        (group.family, group.kind, dict(sorted(group.places.items())))
        for group in usable(found.groups)
    ]


def test_dates_and_terms_that_repeat_are_groups_by_their_order():
    found = read("NHS Number", "Date", "Code Term", "Date", "Code Term", "Value")
    assert groups(found) == [
        ("group", "", {"date": 2, "term": 3}),
        ("group", "", {"date": 4, "term": 5, "value": 6}),
    ]
    assert found.asked == []


def test_a_medicine_and_its_issue_may_stand_in_either_order():
    issue, name = "Most Recent Issue Date in Course", "Name, Dosage and Quantity"
    found = read("NHS Number", name, issue, issue, name)
    assert groups(found) == [
        ("medicine", "", {"last_issued_on": 3, "name": 2}),
        ("medicine", "", {"last_issued_on": 4, "name": 5}),
    ]


def test_a_day_and_a_value_that_nothing_names_are_asked_about():
    found = read("NHS Number", "Date", "Value", "Date", "Value")
    assert groups(found) == []
    assert [group.places for group in found.asked] == [
        {"date": 2, "value": 3},
        {"date": 4, "value": 5},
    ]


def test_a_label_above_the_headings_names_its_group():
    found = read(
        "NHS Number", "Date", "Value", "Date", "Value",
        labels=("", "Latest HbA1c", "Latest HbA1c", "Weight", "Weight"),
    )  # fmt: skip
    assert groups(found) == [
        ("result", "hba1c", {"date": 2, "value": 3}),
        ("result", "weight", {"date": 4, "value": 5}),
    ]
    assert all(group.inferred for group in found.groups)


def test_two_values_before_two_days_of_one_name_are_asked_about_never_guessed():
    found = read("NHS Number", "HbA1c", "HbA1c", "HbA1c Date", "HbA1c Date")
    assert groups(found) == []
    assert len(found.asked) == 3


def test_the_latest_and_the_previous_reading_keep_their_own_days():
    found = read("NHS Number", "HbA1c", "Previous HbA1c", "HbA1c Date", "Previous HbA1c Date")
    assert groups(found) == [
        ("result", "hba1c", {"date": 4, "value": 2}),
        ("result", "hba1c", {"date": 5, "value": 3}),
    ]


def test_one_day_for_the_whole_row_is_the_day_of_every_value():
    found = read("NHS Number", "Date", "HbA1c", "Weight")
    assert groups(found) == [
        ("result", "hba1c", {"date": 2, "value": 3}),
        ("result", "weight", {"date": 2, "value": 4}),
    ]


def test_a_day_right_behind_each_value_is_its_day_and_marked_as_worked_out():
    found = read("NHS Number", "HbA1c", "Date", "Systolic BP", "Diastolic BP", "Date")
    assert groups(found) == [
        ("result", "hba1c", {"date": 3, "value": 2}),
        ("result", "blood_pressure", {"date": 6, "diastolic": 5, "systolic": 4}),
    ]
    assert all(group.inferred for group in found.groups)


def test_days_that_might_belong_before_or_behind_are_asked_about():
    found = read("NHS Number", "Date", "HbA1c", "Weight", "Date")
    assert groups(found) == []
    assert len(found.asked) == 2


def test_a_value_without_any_day_is_no_group_that_can_be_read():
    found = read("NHS Number", "HbA1c", "Weight", "Weight Date")
    assert groups(found) == [("result", "weight", {"date": 4, "value": 3})]


def test_each_value_takes_the_day_right_before_it_or_right_behind_it():
    before = read("NHS Number", "Date", "HbA1c", "Date", "Total cholesterol")
    behind = read("NHS Number", "HbA1c", "Date", "Total cholesterol", "Date")
    assert groups(before) == [
        ("result", "hba1c", {"date": 2, "value": 3}),
        ("result", "cholesterol", {"date": 4, "value": 5}),
    ]
    assert groups(behind) == [
        ("result", "hba1c", {"date": 3, "value": 2}),
        ("result", "cholesterol", {"date": 5, "value": 4}),
    ]


def test_days_that_could_be_of_either_neighbour_are_asked_about():
    found = read("NHS Number", "Date", "HbA1c", "Total cholesterol", "Date")
    assert groups(found) == []
    assert [group.kind for group in found.asked] == ["hba1c", "cholesterol"]


def test_codes_in_two_systems_are_one_group():
    for one, other in (("SNOMED Code", "Read Code"), ("CTV3 Code", "SNOMED Code")):
        found = read("NHS Number", one, other, "Value", "Date")
        assert groups(found) == [("group", "", {"code": 2, "other_code": 3, "value": 4, "date": 5})]


def test_a_label_names_only_a_group_that_does_not_say_itself_what_it_is():
    labels = ("", "HbA1c", "HbA1c", "", "HbA1c", "HbA1c")
    found = read("NHS Number", "Date", "Value", "Code Term", "Date", "Value", labels=labels)
    kinds = [(group.family, group.kind, group.number) for group in usable(found.groups)]
    assert ("result", "hba1c", 1) in kinds
    assert all(kind == "hba1c" for family, kind, _ in kinds if family == "result")


def test_groups_of_one_kind_are_numbered_from_one():
    found = read("NHS Number", "HbA1c", "HbA1c Date", "HbA1c", "HbA1c Date")
    assert [group.number for group in found.groups] == [1, 2]
    assert [str(one) for one in found.meanings[4]] == ["result.hba1c.value@2"]


def said(**headings):
    """Columns of these headings, said to hold these."""
    return grouped(
        [
            Column(place, heading, meanings_in(meaning))
            for place, (heading, meaning) in enumerate(headings.items(), 1)
        ]
    )


@pytest.mark.parametrize("meaning", ["", "@2"])
def test_a_column_that_is_said_twice_begins_a_group_unless_its_group_is_numbered(meaning):
    value, date = f"result.hba1c.value{meaning}", f"result.hba1c.date{meaning}"
    found = groups(said(a=value, b=date, c=value, d=date))
    first = ("result", "hba1c", {"value": 1, "date": 2})
    assert found == [first] if meaning else [first, ("result", "hba1c", {"value": 3, "date": 4})]


def test_columns_are_known_with_the_number_of_their_group():
    found = said(a="person.nhs_number", b="row.deleted", c="result.hba1c.value@3")
    assert {place: list(map(str, several)) for place, several in found.meanings.items()} == {
        1: ["person.nhs_number"],
        2: ["row.deleted"],
        3: ["result.hba1c.value@3"],
    }
    assert (found.person, found.row) == ({"nhs_number": 1}, {"deleted": 2})


def test_a_group_without_a_number_comes_after_those_that_have_one():
    found = said(a="result.hba1c.value@3", b="result.hba1c.date@3", c="result.hba1c.value")
    assert [group.number for group in found.groups] == [3, 4]


@pytest.mark.parametrize("half", ["systolic", "diastolic"])
def test_the_day_of_one_half_is_a_day(half):
    found = said(a="result.blood_pressure.value", b=f"result.blood_pressure.{half}_date")
    places = {"value": 1, f"{half}_date": 2}
    assert groups(found) == [("result", "blood_pressure", places)]
    assert groups(said(a=f"result.blood_pressure.{half}_date")) == []


def test_nothing_is_inferred_of_columns_that_say_everything():
    found = read("NHS Number", "HbA1c", "HbA1c Date", "Drug", "Date", "Code Term")
    assert [group.inferred for group in found.groups] == [0, 0, 0]


def test_groups_come_in_the_order_of_their_columns():
    found = read(
        "NHS Number", "HbA1c", "HbA1c Date", "Weight", "Weight Date", "HbA1c", "HbA1c Date"
    )
    assert [(group.kind, group.first) for group in found.groups] == [
        ("hba1c", 2),
        ("weight", 4),
        ("hba1c", 6),
    ]


def test_an_event_needs_its_day_and_a_medicine_its_name():
    assert groups(read("NHS Number", "Foot Check Date", "Drug")) == [
        ("event", "foot_check", {"date": 2}),
        ("medicine", "", {"name": 3}),
    ]
    assert groups(said(a="event.foot_check.detail", b="medicine.dose")) == []


def test_a_unit_or_a_place_that_one_heading_says_holds_for_its_whole_group():
    for order in (1, -1):
        names = ["Home Systolic BP (mmHg)", "Diastolic BP"][::order]
        (group,) = usable(read("NHS Number", *names, "BP Date").groups)
        assert (group.unit, group.setting) == ("mmHg", "home")


@pytest.mark.parametrize(
    ("labels", "kinds"),
    [
        (["", "Latest HbA1c", "Latest HbA1c"], ["hba1c"]),
        (["", "Latest HbA1c", "Weight"], []),
        (["", "Latest HbA1c", ""], []),
        (["", "Blood pressure and weight", "Blood pressure and weight"], []),
        (["", "Foot Check Date", "Foot Check Date"], []),
    ],
)
def test_a_label_names_a_group_only_if_all_its_columns_stand_under_one_result(labels, kinds):
    found = read("NHS Number", "Date", "Value", labels=labels)
    assert [group.kind for group in usable(found.groups)] == kinds
    assert len(found.asked) == 1 - len(kinds)


def test_a_label_changes_nothing_of_a_column_that_says_itself_what_it_is():
    labels = ["", "Weight", "Weight", "", "Weight"]
    found = read("NHS Number", "HbA1c", "HbA1c Date", "Foot Check Date", "Date", labels=labels)
    assert [(group.family, group.kind) for group in found.groups] == [
        ("result", "hba1c"),
        ("event", "foot_check"),
        ("group", ""),
    ]


def test_a_group_under_no_label_does_not_keep_the_next_from_its_own():
    labels = ["", "", "", "HbA1c", "HbA1c"]
    found = read("NHS Number", "Date", "Value", "Date", "Value", labels=labels)
    assert [group.kind for group in usable(found.groups)] == ["hba1c"]
    assert [group.places for group in found.asked] == [{"date": 2, "value": 3}]


def test_a_lone_day_is_given_only_to_results_that_have_none():
    found = read("NHS Number", "Date", "HbA1c", "HbA1c Date", "Weight", "Drug")
    assert groups(found) == [
        ("result", "weight", {"date": 2, "value": 5}),
        ("result", "hba1c", {"date": 4, "value": 3}),
        ("medicine", "", {"name": 6}),
    ]


def test_where_days_are_asked_about_the_other_columns_are_read():
    found = read("NHS Number", "Date", "HbA1c", "Weight", "Date", "Foot Check Date")
    assert groups(found) == [("event", "foot_check", {"date": 6})]
    assert [group.kind for group in found.asked] == ["hba1c", "weight"]


def test_a_second_day_of_one_name_leaves_the_first_pair_as_it_is():
    found = read("NHS Number", "HbA1c", "HbA1c Date", "HbA1c Date")
    assert groups(found) == [("result", "hba1c", {"date": 3, "value": 2})]
    assert found.asked == []


def test_events_of_one_name_are_read_whatever_stands_beside_them():
    found = said(a="event.foot_check.date", b="event.foot_check.detail@2")
    assert found.asked == []
    assert groups(found) == [("event", "foot_check", {"date": 1})]


@pytest.mark.parametrize("other", ["SNOMED Code", "Code"])
def test_a_code_that_comes_again_in_the_same_system_or_none_begins_a_group(other):
    for names in (("SNOMED Code", other), (other, "SNOMED Code")):
        found = read("NHS Number", names[0], "Date", names[1], "Date")
        assert groups(found) == [
            ("group", "", {"code": 2, "date": 3}),
            ("group", "", {"code": 4, "date": 5}),
        ]


def test_only_codes_and_terms_come_in_two_systems():
    found = grouped(
        [
            Column(place, heading, meanings_in("group.value"))
            for place, heading in enumerate(("SNOMED value", "Read value"), 1)
        ]
    )
    assert [group.places for group in found.groups] == [{"value": 1}, {"value": 2}]


def test_a_column_without_a_heading_is_called_by_its_place():
    group = ColumnGroup("result", "hba1c", 1, {"value": 1, "date": 2})
    assert group.named(("", "Wann"), {"date": "taken_on"}) == {
        "value": "column 1",
        "taken_on": "Wann",
    }
