"""Tables over several reports, for notebooks: the follow-up of one unit, the summary of a province."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.language import Catalogue, Text, message
from inspection_lib.render import scores
from inspection_lib.render.environment import open_environment
from inspection_lib.render.names import office_of
from inspection_lib.render.stylesheet import read_asset
from inspection_lib.report import FollowUp, FollowUpState, ProvinceSummary

NO_TITLE = Text("", "")
MOST_COMMON = 15
"""Items that the summary of a province lists."""


def draw_follow_up(follow: FollowUp, state: FollowUpState | None, catalogue: Catalogue) -> str:
    """The findings in one state (None: all of them) as an HTML fragment with its own style."""
    sentence = message(
        "{total} findings: {open} still open, {unseen} not looked at again, {mended} mended, "
        "{gone} no longer asked; {late} overdue; {new} new.",
        total=len(follow.lines),
        open=follow.count(FollowUpState.OPEN),
        unseen=follow.count(FollowUpState.UNSEEN),
        mended=follow.count(FollowUpState.MENDED),
        gone=follow.count(FollowUpState.GONE),
        late=sum(line.overdue for line in follow.lines),
        new=len(follow.new),
    )
    lines = [line for line in follow.lines if state is None or line.state is state]
    office = follow.earlier.office
    unit, later = follow.earlier.unit, follow.later
    merged = later is not None and (later.unit.code, later.unit.name) != (unit.code, unit.name)
    return _draw(
        "follow_up.html.j2",
        catalogue.in_zone(office.zone),
        follow=follow,
        lines=lines,
        states=[state] if state else list(FollowUpState),
        sentence=sentence,
        office=office_of(follow.earlier),
        successor=office_of(later) if later and merged else None,
    )


def draw_province(summary: ProvinceSummary, catalogue: Catalogue, title: Text = NO_TITLE) -> str:
    """The summary of some units, under a title, as an HTML fragment with its own style."""
    sentence = message(
        "{units} units; median of the final scores: {middle}.",
        units=len(summary.reports),
        middle=catalogue.points(Decimal(summary.middle)) if summary.middle is not None else "\N{EN DASH}",
    )
    demonstration = any(report.campaign.demonstration for report in summary.reports)
    return _draw(
        "province.html.j2",
        catalogue,
        summary=summary,
        title=title,
        sentence=sentence,
        demonstration=demonstration,
        offices=[
            (report, office_of(report), report.office.kind(report.unit.kind).name)
            for report in summary.reports
        ],
        most=MOST_COMMON,
    )


def _draw(name: str, catalogue: Catalogue, **values: object) -> str:
    template = open_environment().get_template(name)
    table = template.render(t=catalogue, _=catalogue.text, scores=scores, **values)
    return f"<style>{read_asset('overviews.css')}</style>{table}"
