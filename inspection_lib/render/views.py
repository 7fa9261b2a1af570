"""What the templates of the sections need beside the report's own fields: groups, orders, anchors, sentences.

Templates compute nothing. What combines several fields of the report is prepared here, as frozen values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from inspection_lib.language import EMPTY_MESSAGE, Message, Text, message
from inspection_lib.model import (
    DEFAULT_TIME_ZONE,
    Outcome,
    Redaction,
    Severity,
)
from inspection_lib.render.derivation import derivation_words, import_of, usual_import
from inspection_lib.render.findings import (
    Citation,
    NumberedFinding,
    SeverityGroup,
    TasksOfDay,
    by_day,
    by_deadline,
    by_severity,
    number_findings,
    worst_of,
)
from inspection_lib.render.measures import ShownMeasure, shown_measure
from inspection_lib.render.names import anchor, index_link, office_of
from inspection_lib.render.remarks import ShownRemark, remarks_beside
from inspection_lib.render.scores import share_of
from inspection_lib.render.sentences import (
    awaited_sentence,
    cap_sentence,
    difference_sentence,
    inherited_sentence,
    previous_sentence,
    repairs_sentence,
    state_sentence,
    withheld_sentence,
    worst_title,
)
from inspection_lib.report import (
    AcrossLine,
    AnswerStep,
    AreaLine,
    GroupLine,
    ItemLine,
    LossStep,
    Report,
    ReportState,
)


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item with its anchor, and the anchor of its finding; "" without one.

    ``agreed`` is True when the unit and the inspectors give the same answer, undisputed and uncorrected.
    ``redactions`` are what was taken out of the item's record. ``law`` are its citations, without titles;
    empty where the finding of the item has them already. ``groups`` begin with this
    item, the outer one first. ``remarks`` are those that no finding shows.
    """

    line: ItemLine
    anchor: str
    finding: str
    agreed: bool
    redactions: tuple[Redaction, ...] = ()
    law: tuple[Citation, ...] = ()
    groups: tuple[GroupLine, ...] = ()
    remarks: tuple[ShownRemark, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """One area with its items; ``anchor`` is the place of the items in the table of all items.

    ``group`` is the area as a group, None where the report lists no groups.
    """

    area: AreaLine
    anchor: str
    items: tuple[ShownItem, ...]
    group: GroupLine | None = None


@dataclass(frozen=True, slots=True)
class ShownLoss:
    """A step of the waterfall; ``finding`` is None in the step that sums up all others."""

    step: LossStep
    finding: NumberedFinding | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that the templates draw beside the fields of the report itself.

    ``inspected`` is False while the inspectors have recorded nothing, ``ordered`` is True once the unit has
    tasks with days. ``kind`` is that of the unit, in words; ``zone`` the
    time zone, "" for the default. ``cards`` are the groups above the lowest severity, ``low`` the lowest.
    """

    office: Text
    kind: Text
    zone: str
    index_link: str
    inspected: bool
    ordered: bool
    findings: tuple[NumberedFinding, ...]
    cards: tuple[SeverityGroup, ...]
    low: SeverityGroup | None
    worst: tuple[NumberedFinding, ...]
    worst_title: Message
    without_points: int
    actions: tuple[NumberedFinding, ...]
    days: tuple[TasksOfDay, ...]
    areas: tuple[AreaGroup, ...]
    weakest: tuple[AreaGroup, ...]
    losses: tuple[ShownLoss, ...]
    start: Decimal
    not_applicable: tuple[ItemLine, ...]
    unanswered: tuple[ItemLine, ...]
    undecided: tuple[ShownItem, ...]
    awaited: Message
    measures: tuple[ShownMeasure, ...]
    contradicting: tuple[ShownMeasure, ...]
    kept_rules: Message
    unchecked: tuple[AcrossLine, ...]
    state: Message
    claimed: bool
    difference: Message
    previous: Message
    inherited: Message
    capped: Message
    withheld: tuple[Message, ...]
    items_asked: Message
    repairs: tuple[NumberedFinding, ...]
    repairs_said: Message
    usual_import: AnswerStep | None
    derivation: Message

    def is_usual_import(self, step: AnswerStep) -> bool:
        """Whether an answer comes from the import that most answers come from."""
        return self.usual_import is not None and import_of(step) == import_of(self.usual_import)


class _ByIdentity:
    """A report as a cache key, compared by identity, because comparing all fields takes long."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __hash__(self) -> int:
        return id(self.report)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.report is self.report


def report_view(report: Report) -> ReportView:
    """The view of a report.

    The last one is cached, because a notebook draws all sections of one report in turn.
    """
    return _cached_view(_ByIdentity(report))


@lru_cache(maxsize=1)
def _cached_view(key: _ByIdentity) -> ReportView:
    report = key.report
    findings = number_findings(report)
    groups = by_severity(findings)
    areas = _areas(report, findings)
    kept = [line for line in report.measures if line.severity and not line.numerator]
    measures = tuple(shown_measure(report, line) for line in report.measures if line not in kept)
    ordered = report.concluded
    return ReportView(
        office=office_of(report),
        zone="" if report.office.time_zone == DEFAULT_TIME_ZONE else report.office.time_zone,
        kind=report.office.kind(report.unit.kind).name,
        index_link=index_link(report.unit.code),
        inspected=report.state is not ReportState.NOT_INSPECTED,
        ordered=ordered,
        findings=findings,
        cards=tuple(group for group in groups if group.severity is not Severity.LOW),
        low=next((group for group in groups if group.severity is Severity.LOW), None),
        worst=worst_of(findings, report.worst),
        worst_title=worst_title(report),
        without_points=sum(1 for finding in report.findings if not finding.scored),
        actions=by_deadline(findings) if ordered else (),
        days=by_day(findings) if ordered else (),
        areas=areas,
        weakest=tuple(sorted(areas, key=_strength)),
        losses=_losses(report, findings),
        start=report.waterfall[0].remaining + report.waterfall[0].lost if report.waterfall else Decimal(0),
        not_applicable=_with_outcome(report.items, Outcome.NOT_APPLICABLE),
        unanswered=_with_outcome(report.items, Outcome.UNANSWERED),
        undecided=tuple(shown for group in areas for shown in group.items if _undecided(shown.line)),
        awaited=awaited_sentence(report),
        measures=measures,
        contradicting=tuple(shown for shown in measures if shown.line.agrees is False),
        kept_rules=message("Rules of rows that no row breaks: {count}.", count=len(kept))
        if kept
        else EMPTY_MESSAGE,
        unchecked=tuple(line for line in report.across if not line.is_broken),
        state=state_sentence(report),
        claimed=any(item.claim is not None for item in report.items),
        difference=difference_sentence(report),
        previous=previous_sentence(report),
        inherited=inherited_sentence(report),
        capped=cap_sentence(report),
        withheld=tuple(withheld_sentence(item) for item in _with_outcome(report.items, Outcome.ERROR)),
        items_asked=message("{items} items in the checklist", items=len(report.items)),
        repairs=_repairs(report, findings),
        repairs_said=repairs_sentence(report),
        usual_import=usual_import(report),
        derivation=derivation_words(report),
    )


def _repairs(report: Report, findings: Iterable[NumberedFinding]) -> tuple[NumberedFinding, ...]:
    """The findings whose mending gives a better grade, in the order of the checklist."""
    scored = {found.line.item_id: found for found in findings if found.line.scored}
    wanted = report.repairs.items if report.repairs else ()
    return tuple(scored[item_id] for item_id in wanted if item_id in scored)


def _areas(report: Report, findings: Iterable[NumberedFinding]) -> tuple[AreaGroup, ...]:
    anchors: dict[str, str] = {}
    for found in findings:
        if found.line.scored:
            anchors.setdefault(found.line.item_id, found.anchor)
    begun = _begun(report)
    return tuple(
        AreaGroup(
            area,
            anchor(area.id, "area-"),
            tuple(
                ShownItem(
                    item,
                    anchor(item.id),
                    anchors.get(item.id, ""),
                    _agreed(item),
                    tuple(each for each in report.redactions if each.item_id == item.id),
                    ()
                    if item.id in anchors
                    else tuple(Citation(basis, first=False) for basis in item.legal_basis),
                    begun[item.id],
                    remarks_beside(item, [one for one in report.findings if one.item_id == item.id]),
                )
                for item in report.items
                if item.area_id == area.id
            ),
            next((line for line in report.groups if line.depth == 1 and line.id == area.id), None),
        )
        for area in report.areas
    )


def _begun(report: Report) -> dict[str, tuple[GroupLine, ...]]:
    """By item the groups that begin with it, the outer one first; none where the report lists no groups."""
    inner = {line.id: line for line in report.groups if line.depth > 1}
    begun: dict[str, tuple[GroupLine, ...]] = {}
    for item in report.items:
        around = [item.criterion_id, *item.groups]
        begun[item.id] = tuple(inner.pop(group) for group in around if group in inner)
    return begun


def _strength(group: AreaGroup) -> tuple[bool, Decimal]:
    """The weakest area first, by its share of the points; areas without points come last."""
    share = share_of(group.area.score.low, group.area.score.maximum)
    return share is None, share or Decimal(0)


def _agreed(item: ItemLine) -> bool:
    claim, finding = item.claim, item.finding
    if claim is None or finding is None or claim.shown != finding.shown:
        return False
    return not any(shown.rivals or shown.revisions for shown in (claim, finding))


def _undecided(item: ItemLine) -> bool:
    return any(shown is not None and shown.rivals for shown in (item.claim, item.finding))


def _losses(report: Report, findings: Iterable[NumberedFinding]) -> tuple[ShownLoss, ...]:
    scored = {found.line.item_id: found for found in findings if found.line.scored}
    return tuple(ShownLoss(step, scored.get(step.item_id)) for step in report.waterfall)


def _with_outcome(items: Iterable[ItemLine], outcome: Outcome) -> tuple[ItemLine, ...]:
    return tuple(item for item in items if item.outcome is outcome)
