"""Read a plan file and its units file into a Campaign, or report every problem with file and line."""

from __future__ import annotations

import datetime
import hashlib
import os
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import Field, TypeAdapter

from inspection_lib.definitions.file_problems import FileProblems, open_file
from inspection_lib.definitions.units import read_units_with_problems
from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel, editor_schema
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import message, written_value
from inspection_lib.model import (
    ID_PATTERN,
    LONGEST_ID,
    Campaign,
    Decision,
    LegalState,
    TeamMember,
    Unit,
    UnitKind,
)


class DecisionYaml(YamlModel):
    """The decision that orders the campaign; its number and date are left out until they are known."""

    number: str | None = None
    date: datetime.date | None = None
    state: LegalState
    note: TextYaml


class PeriodYaml(YamlModel):
    """A period with its first and its last day; both count."""

    first: datetime.date = Field(alias="from")
    last: datetime.date = Field(alias="to")


class TeamMemberYaml(YamlModel):
    """A role in the team and the office that fills it."""

    role: TextYaml
    office: TextYaml


class PlanYaml(YamlModel):
    """The whole plan file."""

    id: NotEmpty = Field(pattern=ID_PATTERN, max_length=LONGEST_ID)
    title: TextYaml
    demonstration: bool
    province: str = ""
    decision: DecisionYaml
    lead: TextYaml
    period: PeriodYaml
    visits: PeriodYaml
    concluded_on: datetime.date
    units: NotEmpty
    kinds: tuple[UnitKind, ...] = Field(min_length=1)
    checklists: dict[UnitKind, str]
    team: tuple[TeamMemberYaml, ...] = ()
    keep_until: datetime.date | None = None
    keep_months: int | None = Field(default=None, ge=1, le=1200)


_PLAN = TypeAdapter(PlanYaml)
_FIELD_NAMES = tuple(
    field.alias or name
    for model in (PlanYaml, DecisionYaml, PeriodYaml)
    for name, field in model.model_fields.items()
)


def plan_schema() -> str:
    """The JSON Schema of a plan file, for editors."""
    return editor_schema(PlanYaml.model_json_schema(by_alias=True), "Plan of a campaign")


def read_plan(path: Path, name: str | None = None) -> Campaign:
    """The campaign of a plan file. Raises :class:`InvalidFilesError` with every problem if there is any."""
    campaign, problems = read_plan_with_problems(path, name)
    errors = [problem for problem in problems if not problem.warning]
    if campaign is None or errors:
        raise InvalidFilesError(errors)
    return campaign


def read_plan_with_problems(path: Path, name: str | None = None) -> tuple[Campaign | None, list[Problem]]:
    """The campaign, or None where it cannot be made, and every problem of the plan and its units file.

    ``name`` is what problems call the plan file; the path if it is left out.
    """
    problems = open_file(path, name)
    if problems.is_unreadable:
        return None, problems.problems
    plan = problems.validate(_PLAN, problems.file.tree, (), _FIELD_NAMES)
    if plan is None:
        return None, problems.problems
    units_name = os.path.normpath(Path(problems.file.name).parent / plan.units)
    units, unit_problems = read_units_with_problems(path.parent / plan.units, units_name)
    inspected = tuple(
        unit for unit in units if unit.kind in plan.kinds and _valid_on(unit, plan.visits.first)
    )
    _check_dates(plan, problems)
    problems.problems.extend(unit_problems)
    _check_checklists(plan, problems)
    _check_keeping(plan, problems)
    if not inspected and all(problem.warning for problem in unit_problems):
        nobody = message("No unit of the units file is inspected.")
        problems.add(("kinds",), nobody, message("Check 'kinds' and the units' dates."))
    digest = hashlib.sha256(f"{problems.file.digest} {_digest(units)}".encode()).hexdigest()
    return _campaign(plan, units, inspected, digest), problems.problems


def _valid_on(unit: Unit, day: date) -> bool:
    begun = unit.valid_from is None or unit.valid_from <= day
    ended = unit.valid_to is not None and unit.valid_to <= day
    return begun and not ended


def _check_dates(plan: PlanYaml, problems: FileProblems) -> None:
    for part, period in (("period", plan.period), ("visits", plan.visits)):
        if period.first > period.last:
            text = message("{part} ends before it begins.", part=part)
            problems.add((part,), text, message("Make 'from' the earlier day."))
    if plan.concluded_on < plan.visits.first:
        text = message("The conclusion comes before the first visit.")
        problems.add(("concluded_on",), text, message("Correct one of the two days."))


def _check_checklists(plan: PlanYaml, problems: FileProblems) -> None:
    for kind in plan.kinds:
        if kind not in plan.checklists:
            text = message("No checklist is named for units of the kind {kind}.", kind=written_value(kind))
            remedy = message("Add a line '{kind}: <checklist>.v<version>'.", kind=kind.value)
            problems.add(("checklists",), text, remedy)


def _check_keeping(plan: PlanYaml, problems: FileProblems) -> None:
    if plan.keep_until and plan.keep_months:
        text = message("The term of keeping is given twice: keep_until and keep_months.")
        problems.add(("keep_months",), text, message("Leave one of them out."))
    if plan.keep_months and plan.decision.date is None:
        text = message("keep_months counts from the day of the decision, which is not given.")
        remedy = message("Fill in the decision's date, or write keep_until.")
        problems.warn(("keep_months",), text, remedy)
    last = _keep_until(plan)
    if last and last < plan.concluded_on:
        text = message("The term of keeping ends before the conclusion.")
        problems.add(
            ("keep_until",) if plan.keep_until else ("keep_months",),
            text,
            message("Correct one of the two days."),
        )


def _keep_until(plan: PlanYaml) -> date | None:
    """The last day of keeping: the one that is named, or that many months after the decision."""
    if plan.keep_until or not (plan.keep_months and plan.decision.date):
        return plan.keep_until
    start = plan.decision.date
    year, month = divmod(start.year * 12 + start.month - 1 + plan.keep_months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _digest(units: Sequence[Unit]) -> str:
    """SHA-256 of all units.

    It stands in stores and reports: a change of `repr` of a unit would change every digest.
    """
    return hashlib.sha256("\n".join(repr(unit) for unit in units).encode()).hexdigest()


def _campaign(plan: PlanYaml, units: Sequence[Unit], inspected: tuple[Unit, ...], digest: str) -> Campaign:
    codes = {unit.code for unit in inspected}
    decision = plan.decision
    return Campaign(
        id=plan.id,
        title=plan.title.text(),
        demonstration=plan.demonstration,
        decision=Decision(decision.number, decision.date, decision.state, decision.note.text()),
        lead=plan.lead.text(),
        period_from=plan.period.first,
        period_to=plan.period.last,
        visits_from=plan.visits.first,
        visits_to=plan.visits.last,
        concluded_on=plan.concluded_on,
        units=inspected,
        parents=tuple(unit for unit in units if unit.code not in codes),
        checklists=tuple(plan.checklists.items()),
        team=tuple(TeamMember(member.role.text(), member.office.text()) for member in plan.team),
        digest=digest,
        keep_until=_keep_until(plan),
    )
