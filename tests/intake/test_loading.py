"""Good rows on their way into the store: nothing is lost, and one thing is written at a time."""

from datetime import date
from threading import Event, Timer

import pytest

from mdt_app.intake import loading, taking_in
from mdt_app.intake.good_results import GoodResults, Kept
from mdt_app.intake.known import Who
from mdt_app.intake.loading import Loading
from mdt_app.intake.tally import Tally, new_report
from mdt_app.intake.undated import UndatedFact, UndatedKey
from tests.intake.conftest import ADA, RESULTS, lines

_VALUE = Kept(1, 58.0, 0.0, "", "", 0, "", "", 0)
_DAY = date(2026, 1, 5).toordinal()
_SOON_S = 0.01


@pytest.fixture
def tally():
    return Tally(new_report("list.csv"), 1)


@pytest.fixture
def done(monkeypatch):
    """What was written, in order; of as many rows as there were, the first was there before."""
    done = []

    def taking(what):
        def take(_writing, *rest):
            done.append(what)
            return max(len(rest[-1]) - 1, 0)

        return take

    monkeypatch.setattr(loading, "add_results", taking("results"))
    monkeypatch.setattr(loading, "stage_results", taking("staged"))
    monkeypatch.setattr(loading, "add_events", taking("events"))
    monkeypatch.setattr(loading, "add_undated", taking("undated"))
    return done


@pytest.fixture
def slow(monkeypatch, done):
    """Results take a moment to be written."""
    going = Event()
    timer = Timer(_SOON_S, going.set)

    def slowly(*_):
        timer.start()
        going.wait(5)
        done.append("results")
        return 0

    monkeypatch.setattr(loading, "add_results", slowly)
    return done


def results(*people, has_results=False):
    whos = [Who(key, 1, has_results) for key in people]
    rows = list(range(2, 2 + len(people)))
    return GoodResults(whos, [_DAY] * len(people), rows, [_VALUE] * len(people))


def event(kind, day):
    return (1, kind, day, "", 1, 2)


def undated(section):
    key = UndatedKey(1, section, "hba1c", "2025", "58", "", "")
    return UndatedFact(key, "", "", "", 0, 1, 2)


def test_results_are_counted_and_say_whom_and_when_they_are_about(tally, done):
    with Loading(None, tally) as rows:
        rows.take_results(results(3, 4))
        rows.take_results(results(5, 5, 6))
    counts = tally.of("results")
    assert done == ["results", "results"]
    assert (counts.new, counts.same, tally.report.rows) == (3, 2, 5)
    assert (tally.touched, tally.newest) == ({3, 4, 5, 6}, _DAY)


def test_results_of_people_who_had_some_wait_to_be_compared(tally, done):
    with Loading(None, tally) as rows:
        rows.take_results(results(3, 4, has_results=True))
    assert done[0] == "staged"
    assert tally.of("results").same == 2
    done.clear()
    with Loading(None, tally) as rows:
        rows.take_results(results(5))
    assert done == ["results"]


def test_events_are_counted_and_only_what_has_happened_is_new(tally, done):
    with Loading(None, tally) as rows:
        rows.take_events([event("retinal_recall_due", _DAY + 9), event("dka", _DAY)])
    counts = tally.of("events")
    assert (counts.new, counts.same, tally.report.rows, tally.newest) == (1, 1, 2, _DAY)


def test_what_has_no_day_is_put_in_once(tally, done):
    tally.undated += [undated("results"), undated("events"), undated("events")]
    with Loading(None, tally) as rows:
        rows.take_undated()
    assert (tally.of("events").same, tally.report.rows, tally.undated) == (1, 3, [])


@pytest.mark.parametrize(
    ("then", "written"),
    [
        (lambda rows, _tally: rows.take_results(results(4)), ["results", "results"]),
        (lambda rows, _tally: rows.take_events([event("dka", _DAY)]), ["results", "events"]),
        (
            lambda rows, tally: [tally.undated.append(undated("events")), rows.take_undated()],
            ["results", "undated", "undated"],
        ),
        (lambda rows, _tally: rows.rest(), ["results"]),
    ],
)
def test_each_waits_for_what_is_being_written(tally, slow, monkeypatch, then, written):
    with Loading(None, tally) as rows:
        rows.take_results(results(3))
        if "results" in written[1:]:
            monkeypatch.setattr(loading, "add_results", lambda *_: slow.append("results") or 0)
        then(rows, tally)
        assert slow[:1] == ["results"]
    assert slow == written


def stopped_after(tally, good):
    """An import that ends while its rows are being written."""
    with Loading(None, tally) as rows:
        rows.take_results(good)
        raise KeyError


def test_leaving_with_an_error_waits_for_what_is_being_written(tally, slow):
    with pytest.raises(KeyError):
        stopped_after(tally, results(3))
    assert slow == ["results"]


def test_rows_that_cannot_be_written_are_never_lost_quietly(tally, done, monkeypatch):
    def full(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(loading, "add_results", full)
    with pytest.raises(OSError, match="the disk is full"), Loading(None, tally) as rows:
        rows.take_results(results(3))
    with pytest.raises(KeyError):
        stopped_after(tally, results(3))


def test_rows_set_aside_are_kept_once_and_wait_for_what_is_being_written(
    ws, two_people, monkeypatch
):
    order, going = [], Event()
    add_results, add_set_aside = loading.add_results, taking_in.add_set_aside
    timer = Timer(_SOON_S, going.set)

    def slowly(*results):
        timer.start()
        going.wait(5)
        order.append("results")
        return add_results(*results)

    def noting(writing, batch, problems):
        order.append(len(problems))
        add_set_aside(writing, batch, problems)

    monkeypatch.setattr(taking_in, "_MOST_WAITING", 0)
    monkeypatch.setattr(loading, "add_results", slowly)
    monkeypatch.setattr(taking_in, "add_set_aside", noting)
    rows = [f"{ADA},acr,2026-01-01,{value},," for value in ("3", "many")]
    assert two_people(results=lines(RESULTS, *rows)).committed
    assert order == ["results", 1, 0]
