"""Lines are made when somebody looks, once, and a list that somebody holds never changes."""

from mdt_app.ui.prepare.lines_made import LinesMade


def lines_and_what_was_made(count):
    made = []

    def make(place):
        made.append(place)
        return f"line {place}"

    return LinesMade(count, make), made


def test_a_line_is_made_when_it_is_first_looked_at_and_never_again():
    lines, made = lines_and_what_was_made(1000)
    assert len(lines) == 1000
    assert made == []
    assert (lines[3], lines[3], lines[-1]) == ("line 3", "line 3", "line 999")
    assert made == [3, 999]


def test_a_part_of_the_list_makes_that_part():
    lines, made = lines_and_what_was_made(1000)
    assert lines[10:13] == ["line 10", "line 11", "line 12"]
    assert made == [10, 11, 12]


def test_all_makes_what_is_left_and_nothing_twice():
    lines, made = lines_and_what_was_made(4)
    assert lines[2] == "line 2"
    assert list(lines.all()) == list(lines.all()) == [f"line {place}" for place in range(4)]
    assert sorted(made) == [0, 1, 2, 3]


def test_another_line_is_another_list():
    lines, made = lines_and_what_was_made(4)
    first = lines[0]
    other = lines.with_others({0: "changed", 2: "changed too"})
    assert (other[0], other[1], other[2]) == ("changed", "line 1", "changed too")
    assert (first, lines[0], lines[2]) == ("line 0", "line 0", "line 2")
    assert list(other.all()) == ["changed", "line 1", "changed too", "line 3"]
    assert 0 in made
