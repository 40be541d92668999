"""The six trends of a person as plain series: days, values, what each point is, and words."""

from collections.abc import Callable, Sequence
from datetime import date

from mdt_app.clinical.days import months_before, near
from mdt_app.clinical.kinds import Kind
from mdt_app.flags.pack import Pack
from mdt_app.meeting.series import Point
from mdt_app.meeting.spans import span_of
from mdt_app.meeting.trend_words import (
    TITLES,
    latest_words,
    named_target,
    origin_words,
    remark,
    sentence,
)
from mdt_app.meeting.trends import YEARS_SHOWN, Trend, trends_of
from mdt_app.meeting.values import CasePage
from mdt_app.meeting.wall_values import WallTrend
from mdt_app.meeting.worked_out import chosen_equation


def wall_trends(
    page: CasePage,
    on: date,
    pack: Pack | None,
    trends: Sequence[Trend] | None,
    told: Callable[[str], str],
) -> tuple[WallTrend, ...]:
    """Each of `trends`, worked out here where they are not known yet."""
    if trends is None:
        trends = trends_of(
            page.record, on, own_targets=page.own_targets, pack=pack, equation=chosen_equation()
        )
    return tuple(_wall_trend(trend, on, told) for trend in trends)


def _wall_trend(trend: Trend, on: date, told: Callable[[str], str]) -> WallTrend:
    first = months_before(on, 12 * YEARS_SHOWN).toordinal()
    shown = [point for point in trend.points if point.day >= first]
    latest, (low, high) = trend.latest, span_of(trend.kind, shown)
    is_pressure = trend.kind is Kind.BLOOD_PRESSURE
    return WallTrend(
        title=TITLES[trend.kind],
        latest=told(latest_words(trend)),
        latest_on=near(date.fromordinal(latest.day), on) if latest is not None else "",
        remark=told(" · ".join(filter(None, (origin_words(trend), remark(trend))))),
        sentence=told(sentence(trend)),
        is_outside=trend.is_outside,
        days=tuple(point.day for point in shown),
        values=tuple(float(point.value) for point in shown),
        seconds=tuple(float(point.second) for point in shown) if is_pressure else (),
        forms=tuple(map(_form, shown)),
        low=float(low),
        high=float(high),
        target=(float(trend.target.value),) if trend.target is not None else (),
        wants_more=trend.target is not None and trend.target.wants_more,
        target_words=named_target(trend.target, trend.kind) if trend.target is not None else "",
        nothing=_nothing(trend, bool(shown)),
    )


def _form(point: Point) -> str:
    if point.worked_out is not None:
        return "d"
    if point.comparator:
        return "t" if point.comparator.startswith("<") else "t1"
    return "s" if point.is_home else "o"


def _nothing(trend: Trend, is_any_shown: bool) -> str:
    if is_any_shown:
        return ""
    return "None in the last five years" if trend.points else "No result recorded"
