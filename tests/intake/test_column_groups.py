"""Which columns of a table belong together, and what is asked about."""

from mdt_app.intake.columns.column_groups import Column, grouped, usable
from mdt_app.intake.columns.headings import heading_of, kind_named


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
