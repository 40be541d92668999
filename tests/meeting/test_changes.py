"""What changed since the last meeting: all of it counted, the one thing to know first named."""

from datetime import date
from types import SimpleNamespace

from mdt_app.flags.answers import Raised
from mdt_app.meeting.changes import changes_of
from mdt_app.meeting.values import Cleared, Followed, Since

ON, LAST = date(2026, 11, 26), date(2026, 9, 13)


def raised(rule, headline):
    return Raised(rule, "red", headline, "", "", "", ())


def page(answers=(), since=None, cleared=(), followed=(), aside=(), last=LAST):
    return SimpleNamespace(
        answers=answers,
        since=since or {},
        cleared=cleared,
        followed=followed,
        set_aside=dict.fromkeys(aside),
        last_met=last,
    )


FULL = page(
    answers=(raised("a", "HbA1c 92"), raised("b", "ACR 34"), raised("c", "eyes overdue")),
    since={
        "a": Since("worse", "worse: 84 → 92", change="84 → 92"),
        "b": Since("new", "new"),
        "c": Since("still", "2nd meeting"),
    },
    cleared=(
        Cleared("d", "BP high", "BP 128/70 on 3 Nov"),
        Cleared("e", "ACR high", "not known any more", is_known=False),
    ),
    followed=(
        Followed("1", LAST, "Agreed 13 Sep: Book eyes; none since", is_seen=False),
        Followed("2", LAST, "SGLT2 inhibitor agreed 13 Sep, first issued 2 Oct", is_seen=True),
    ),
)


def test_everything_that_changed_is_told_and_what_stands_as_before_is_not():
    told = [(one.state, one.words) for one in changes_of(FULL).told]
    assert told == [
        ("worse", "HbA1c 92, 84 → 92"),
        ("new", "ACR 34"),
        ("cleared", "BP high: BP 128/70 on 3 Nov"),
        ("not known now", "ACR high: not known any more"),
        ("not seen", "Agreed 13 Sep: Book eyes; none since"),
        ("done", "SGLT2 inhibitor agreed 13 Sep, first issued 2 Oct"),
    ]


def test_the_counts_leave_nothing_out_and_what_was_done_is_named_first():
    changes = changes_of(FULL)
    words = "1 worse, 1 new, 1 cleared, 1 not known any more, 1 of 2 agreed done"
    assert changes.counts() == words
    assert changes.head(ON) == "Since 13 Sep"
    assert changes.foremost.words.startswith("SGLT2 inhibitor")


def test_a_flag_that_is_set_aside_is_no_change():
    one = page(answers=(raised("a", "x"),), since={"a": Since("new", "new")}, aside=("a",))
    assert changes_of(one).told == ()


def test_nothing_changed_and_no_meeting_before_are_two_sentences():
    assert changes_of(page()).head(ON) == "Nothing has changed since 13 Sep"
    first = page(
        answers=(raised("a", "x"),), since={"a": Since("new", "new", is_first=True)}, last=None
    )
    assert changes_of(first).head(ON) == "No meeting before this one: all of it is new"
    assert changes_of(first).told == ()
