"""Findings as work: each keeps its identity over all visits, until it is mended.

The visits of all campaigns are folded in order, the oldest first. A finding continues an earlier one where
its item continues that one's item and its unit that one's unit (:mod:`inspection_lib.report.lineage`). One
that is not looked at again stays open. One that is mended is kept in mind: found again, it recurs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from inspection_lib.model import Campaign, Checklist, Outcome, Severity, Unit, WorkCalendar
from inspection_lib.report.action_line import OPEN_STATES, ActionLine, ActionState
from inspection_lib.report.directives import late_days
from inspection_lib.report.findings import WORST_FIRST, sorted_findings, worst_findings
from inspection_lib.report.followed_up import FollowUpState, is_continued, looked_at
from inspection_lib.report.lineage import Continued, Versions, codes_in, continued_items
from inspection_lib.report.mending import Mending
from inspection_lib.report.values import FindingLine, Report

_NOT_FOUND = {
    FollowUpState.UNSEEN: None,
    FollowUpState.GONE: ActionState.GONE,
    FollowUpState.MENDED: ActionState.MENDED,
}
"""What becomes of a finding that a visit did not find again. None: it stays what it was."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one inspection found, as far as the fold needs it.

    ``outcomes`` are those of the items, ``measured`` the items with a register.
    """

    findings: tuple[FindingLine, ...]
    outcomes: Mapping[str, Outcome]
    measured: frozenset[str]
    checklist: Checklist

    @classmethod
    def of(cls, report: Report, checklist: Checklist) -> Visit:
        """The visit of a report and of the checklist that it was made with."""
        return cls(
            report.findings,
            {item.id: item.outcome for item in report.items},
            frozenset(line.item_id for line in report.measures),
            checklist,
        )


@dataclass(frozen=True, slots=True)
class Round:
    """One campaign with the visits of its units, by code; units that nobody visited are absent."""

    campaign: Campaign
    visits: Mapping[str, Visit]


@dataclass(frozen=True, slots=True)
class Action:
    """One finding over all visits (nhiệm vụ khắc phục).

    ``found`` names its appearances, `campaign/unit/finding`, the first one first: that is its identity. A
    merged unit may continue one finding of several units. ``unit`` is who has to mend it now, ``campaign``
    where it was found last, ``finding`` what was found there. ``recurred`` counts how often it was found
    again after it was mended, or after its day was over; each time raises the ``severity`` by a step.
    """

    found: tuple[str, ...]
    unit: Unit
    campaign: Campaign
    checklist: Checklist
    finding: FindingLine
    recurred: int = 0
    state: ActionState = ActionState.OPEN
    seen_in: str = ""
    """The campaign that looked at it last."""

    @property
    def severity(self) -> Severity:
        """The severity of the finding, raised by each recurrence."""
        return raised(self.finding.severity, self.recurred)

    @property
    def is_open(self) -> bool:
        """Whether there is something to do."""
        return self.state in OPEN_STATES


def raised(severity: Severity, steps: int) -> Severity:
    """A severity that many steps worse, at most critical."""
    return WORST_FIRST[max(0, WORST_FIRST.index(severity) - steps)]


def follow_actions(rounds: Sequence[Round], versions: Versions) -> tuple[Action, ...]:
    """Every finding of the rounds as it stands after the last one. Rounds must be in the order of time."""
    fold = _Fold(versions)
    for one in rounds:
        fold.add(one)
    return tuple(action for of_unit in fold.standing.values() for action in of_unit)


@dataclass(slots=True)
class _Fold:
    """The actions so far: ``standing`` by the campaign that knew the unit last, and by the unit's code."""

    versions: Versions
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    standing: dict[tuple[str, str], list[Action]] = field(default_factory=dict)
    _continued: dict[tuple[str, str], Continued] = field(default_factory=dict)

    def add(self, one: Round) -> None:
        """The next round: every unit of its file takes over what it continues, then its visit counts."""
        campaign, taken = one.campaign, set()
        now: dict[tuple[str, str], list[Action]] = {}
        listed = (unit for unit in (*campaign.units, *campaign.parents) if _exists(unit, campaign))
        for unit in listed:
            keys = [
                (earlier.id, code)
                for earlier in self.campaigns.values()
                for code in codes_in(earlier, campaign, unit)
                if (earlier.id, code) in self.standing
            ]
            taken.update(keys)
            before = [replace(each, unit=unit) for key in keys for each in self.standing[key]]
            visit = one.visits.get(unit.code)
            after = self._after(before, visit, campaign, unit) if visit else before
            if after:
                now[campaign.id, unit.code] = after
        rest = {key: actions for key, actions in self.standing.items() if key not in taken}
        self.standing = rest | now
        places = {place for place, _ in self.standing}
        self.campaigns[campaign.id] = campaign
        self.campaigns = {key: each for key, each in self.campaigns.items() if key in places}

    def _after(self, before: Sequence[Action], visit: Visit, campaign: Campaign, unit: Unit) -> list[Action]:
        """What stands after a visit: what was found, then what was not found again."""
        after: list[Action] = []
        matched: set[int] = set()
        for finding in visit.findings:
            earlier = [
                index
                for index, each in enumerate(before)
                if is_continued(each.finding, finding, self._map(each.checklist, visit.checklist))
            ]
            matched.update(earlier)
            known = [before[index] for index in earlier]
            found = dict.fromkeys(key for each in known for key in each.found)
            after.append(
                Action(
                    found=(*found, f"{campaign.id}/{unit.code}/{finding.id}"),
                    unit=unit,
                    campaign=campaign,
                    checklist=visit.checklist,
                    finding=finding,
                    recurred=max((each.recurred + _recurs(each, campaign) for each in known), default=0),
                    state=_state_of(finding.mending),
                    seen_in=campaign.id,
                )
            )
        for index, each in enumerate(before):
            if index not in matched:
                after.append(self._not_found(each, visit, campaign))
            else:
                after += self._other_parts(each, visit, campaign)
        return after

    def _other_parts(self, action: Action, visit: Visit, campaign: Campaign) -> list[Action]:
        """Of a finding on an item that was split: what became of it on the parts without a finding now."""
        continued = self._map(action.checklist, visit.checklist)
        finding = action.finding
        kind = finding.id.removeprefix(finding.item_id)
        parts = [item for item, old in continued.items() if finding.item_id in old]
        found = {line.id for line in visit.findings}
        if len(parts) < 2 or finding.id == kind:
            return []
        return [
            self._not_found(
                replace(
                    action,
                    checklist=visit.checklist,
                    finding=replace(finding, id=f"{item}{kind}", item_id=item),
                ),
                visit,
                campaign,
            )
            for item in parts
            if f"{item}{kind}" not in found
        ]

    def _not_found(self, action: Action, visit: Visit, campaign: Campaign) -> Action:
        continued = self._map(action.checklist, visit.checklist)
        items = [item for item, old in continued.items() if action.finding.item_id in old]
        outcomes = [visit.outcomes[item] for item in items if item in visit.outcomes]
        is_measured = not visit.measured.isdisjoint(items)
        state = _NOT_FOUND[looked_at(action.finding, outcomes, is_measured=is_measured)]
        if state is None:
            return action
        is_closed = state is ActionState.GONE and not action.is_open
        return replace(action, state=action.state if is_closed else state, seen_in=campaign.id)

    def _map(self, earlier: Checklist, later: Checklist) -> Continued:
        key = (earlier.name, later.name)
        if key not in self._continued:
            self._continued[key] = continued_items(earlier, later, self.versions)
        return self._continued[key]


def action_lines(actions: Iterable[Action], day: date, calendar: WorkCalendar) -> tuple[ActionLine, ...]:
    """The actions as lines; ``day`` decides what is late."""
    return tuple(_line(action, day, calendar) for action in actions)


def _line(action: Action, day: date, calendar: WorkCalendar) -> ActionLine:
    finding = action.finding
    due = finding.due_on
    return ActionLine(
        found=action.found,
        unit_code=action.unit.code,
        unit=action.unit.name,
        campaign_id=action.campaign.id,
        item_id=finding.item_id,
        statement=finding.statement if finding.statement.vi else finding.title,
        severity=action.severity,
        recurred=action.recurred,
        cause=finding.cause,
        legal_basis=finding.legal_basis,
        recommendation=finding.recommendation,
        responsible=finding.responsible,
        due_on=due,
        late_days=late_days(due, day, calendar) if action.is_open else None,
        state=action.state,
        seen_in=action.seen_in,
        mending=finding.mending,
    )


def with_actions(report: Report, actions: Sequence[Action], day: date, calendar: WorkCalendar) -> Report:
    """The report with what became of the findings before it; what recurs has a higher severity.

    ``actions`` are those of the report's unit after this inspection.
    """
    before = [each for each in actions if not each.found[0].startswith(f"{report.campaign.id}/")]
    recurred = {each.found[-1]: each.recurred for each in before if each.recurred}
    findings = report.findings
    if recurred:
        here = f"{report.campaign.id}/{report.unit.code}/"
        marked = (
            replace(line, recurred=times, severity=raised(line.severity, times)) if times else line
            for line in findings
            for times in (recurred.get(here + line.id, 0),)
        )
        positions = {item.id: position for position, item in enumerate(report.items)}
        findings = sorted_findings(marked, positions)
    return replace(
        report,
        findings=findings,
        severities=tuple(
            (severity, sum(line.severity is severity for line in findings)) for severity in WORST_FIRST
        ),
        worst=worst_findings(findings),
        follow_up=action_lines(sorted(before, key=_most_urgent), day, calendar),
    )


def _most_urgent(action: Action) -> tuple[int, date, str]:
    """Open work first, by its last day."""
    order = list(ActionState)
    rank = 0 if action.is_open else order.index(action.state)
    return rank, action.finding.due_on or date.max, action.found[0]


def _recurs(action: Action, campaign: Campaign) -> bool:
    """Whether an action that is found again in a campaign had been mended before, or should have been."""
    due = action.finding.due_on
    is_over = due is not None and due < campaign.visits_from
    return action.state in (ActionState.MENDED, ActionState.ACCEPTED) or is_over


def _state_of(mending: Mending | None) -> ActionState:
    return ActionState(mending.state) if mending else ActionState.OPEN


def _exists(unit: Unit, campaign: Campaign) -> bool:
    return unit.valid_to is None or unit.valid_to > campaign.visits_from
