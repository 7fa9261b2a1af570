"""Read a plan file and its units file into a Campaign, or report every problem with file and line."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from inspection_lib.definitions.file_problems import FileProblems, open_file
from inspection_lib.definitions.plan_yaml import DirectiveYaml, PlanYaml
from inspection_lib.definitions.units import read_units_with_problems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.definitions.yaml_model import editor_schema
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.files import ID_RULE
from inspection_lib.language import Text, message, nearest
from inspection_lib.model import (
    Campaign,
    Decision,
    Directive,
    DirectiveDone,
    OfficeSettings,
    TeamMember,
    Unit,
    VisitKind,
    is_id,
)


def plan_schema() -> str:
    """The JSON Schema of a plan file, for editors."""
    return editor_schema(PlanYaml.model_json_schema(by_alias=True), "Plan of a campaign")


def read_plan(path: Path, settings: OfficeSettings, name: str | None = None) -> Campaign:
    """The campaign of a plan file. Raises :class:`InvalidFilesError` with every problem if there is any."""
    campaign, problems = read_plan_with_problems(path, settings, name)
    errors = [problem for problem in problems if not problem.warning]
    if campaign is None or errors:
        raise InvalidFilesError(errors)
    return campaign


def read_plan_with_problems(
    path: Path, settings: OfficeSettings, name: str | None = None
) -> tuple[Campaign | None, list[Problem]]:
    """The campaign, or None where it cannot be made, and every problem of the plan and its units file.

    ``settings`` are those of the workbench. ``name`` is what problems call the plan file; the path if it is
    left out.
    """
    problems = open_file(path, name)
    if problems.is_unreadable:
        return None, problems.problems
    plan = problems.read(PlanYaml, problems.file.tree)
    if plan is None:
        return None, problems.problems
    units_name = os.path.normpath(Path(problems.file.name).parent / plan.units)
    units, unit_problems = read_units_with_problems(path.parent / plan.units, settings.office, units_name)
    inspected = tuple(
        unit for unit in units if unit.kind in plan.kinds and _valid_on(unit, plan.visits.first)
    )
    if not is_id(plan.id):  # it is a name of files; a pattern cannot say all of it
        misfit = message("'{value}' does not fit {field}.", value=plan.id, field="id")
        problems.add(("id",), misfit, ID_RULE)
    _check_dates(plan, problems)
    problems.problems.extend(unit_problems)
    _check_kinds(plan, settings, problems)
    _check_keeping(plan, settings, problems)
    _check_visit_kinds(plan, inspected, problems)
    _check_directives(plan, problems)
    if not inspected and all(problem.warning for problem in unit_problems):
        nobody = message("No unit of the units file is inspected.")
        problems.add(("kinds",), nobody, message("Check 'kinds' and the units' dates."))
    # Directives change no report: what was carried out is noted there while the reports stand.
    digest = problems.file.digest_without("directives")
    digest = hashlib.sha256(f"{digest} {_digest(units)}".encode()).hexdigest()
    return _campaign(plan, settings, units, inspected, digest), problems.problems


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


def _check_kinds(plan: PlanYaml, settings: OfficeSettings, problems: FileProblems) -> None:
    known = [kind.id for kind in settings.office.kinds]
    named: list[tuple[YamlPath, str]] = [(("kinds", index), kind) for index, kind in enumerate(plan.kinds)]
    named += [(("checklists", kind), kind) for kind in plan.checklists]
    for place, kind in named:
        if kind not in known:
            problems.add(place, message("'{kind}' is not a kind of unit.", kind=kind), nearest(kind, known))
    for kind in plan.kinds:
        if kind in known and kind not in plan.checklists:
            text = message("No checklist is named for units of the kind {kind}.", kind=kind)
            remedy = message("Add a line '{kind}: <checklist>.v<version>'.", kind=kind)
            problems.add(("checklists",), text, remedy)
    if plan.lead is None and not (settings.name.vi or settings.name.en):
        text = message("'{field}' is missing here.", field="lead")
        problems.add((), text, message("Add it, or write the office's name into workbench.yaml."))


def _check_visit_kinds(plan: PlanYaml, inspected: Sequence[Unit], problems: FileProblems) -> None:
    """Add a problem for each code that is no inspected unit, and for each that stands in both lists."""
    codes = [unit.code for unit in inspected]
    for field, listed in (("remote", plan.visit_kinds.remote), ("unannounced", plan.visit_kinds.unannounced)):
        for index, code in enumerate(listed):
            if code not in codes:
                text = message("The campaign inspects no unit '{unit}'.", unit=code)
                problems.add(("visit_kinds", field, index), text, nearest(code, codes))
    for code in sorted(set(plan.visit_kinds.remote) & set(plan.visit_kinds.unannounced)):
        text = message("Unit {unit} is listed under remote and under unannounced.", unit=code)
        problems.add(("visit_kinds",), text, message("Keep one of the two."))


def _check_directives(plan: PlanYaml, problems: FileProblems) -> None:
    """Add a problem for ids that are used twice, and for what nobody else than the owner accepted."""
    ids = [one.id for one in plan.directives]
    for index, one in enumerate(plan.directives):
        if one.id in ids[:index]:
            twice = message("The id {id} is used twice.", id=one.id)
            problems.add(("directives", index, "id"), twice, message("Give one of the two another id."))
        if one.monthly_from and one.monthly_from > one.due:
            text = message("{part} ends before it begins.", part=one.id)
            problems.add(("directives", index, "due"), text, message("Make 'from' the earlier day."))
        for number, done in enumerate(one.done):
            if done.accepted_by.text() == one.owner.text():
                text = message("The role that mended cannot accept it: '{role}'.", role=one.owner.text())
                remedy = message("Another role accepts: name it under accepted_by.")
                problems.add(("directives", index, "done", number, "accepted_by"), text, remedy)


def _directive(one: DirectiveYaml) -> Directive:
    return Directive(
        id=one.id,
        task=one.task.text(),
        owner=one.owner.text(),
        due=one.due,
        basis=one.basis.text(),
        monthly_from=one.monthly_from.replace(day=1) if one.monthly_from else None,
        done=tuple(
            DirectiveDone(
                each.on,
                each.evidence,
                each.accepted_by.text(),
                each.month.replace(day=1) if each.month else None,
            )
            for each in one.done
        ),
    )


def _check_keeping(plan: PlanYaml, settings: OfficeSettings, problems: FileProblems) -> None:
    if plan.keep_until and plan.keep_months:
        text = message("The term of keeping is given twice: keep_until and keep_months.")
        problems.add(("keep_months",), text, message("Leave one of them out."))
    if plan.keep_months and plan.decision.date is None:
        text = message("keep_months counts from the day of the decision, which is not given.")
        remedy = message("Fill in the decision's date, or write keep_until.")
        problems.warn(("keep_months",), text, remedy)
    last = _keep_until(plan, settings)
    if last and last < plan.concluded_on:
        text = message("The term of keeping ends before the conclusion.")
        problems.add(
            ("keep_until",) if plan.keep_until else ("keep_months",),
            text,
            message("Correct one of the two days."),
        )


def _keep_until(plan: PlanYaml, settings: OfficeSettings) -> date | None:
    """The last day of keeping: the one that is named, or that many months after the decision.

    A plan that names neither keeps for as long as the workbench's settings say.
    """
    months = plan.keep_months or settings.keep_months
    if plan.keep_until or not (months and plan.decision.date):
        return plan.keep_until
    start = plan.decision.date
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _digest(units: Sequence[Unit]) -> str:
    """SHA-256 of all units. It stands in stores and reports: the text of a unit must stay as it is."""
    return hashlib.sha256("\n".join(_text_of(unit) for unit in units).encode()).hexdigest()


def _text_of(unit: Unit) -> str:
    """A unit as version 0.1.0 wrote it, whose kinds were members of an enum. What came later follows."""
    fields = {
        field.name: repr(getattr(unit, field.name))
        for field in dataclasses.fields(unit)
        if field.name != "predecessors" or unit.predecessors
    }
    fields["kind"] = f"<UnitKind.{unit.kind.upper()}: {unit.kind!r}>"
    return f"Unit({', '.join(f'{name}={value}' for name, value in fields.items())})"


def _campaign(
    plan: PlanYaml,
    settings: OfficeSettings,
    units: Sequence[Unit],
    inspected: tuple[Unit, ...],
    digest: str,
) -> Campaign:
    codes = {unit.code for unit in inspected}
    decision = plan.decision
    return Campaign(
        id=plan.id,
        title=plan.title.text(),
        demonstration=plan.demonstration,
        decision=Decision(
            number=decision.number,
            date=decision.date,
            state=decision.state,
            note=decision.note.text(),
            about=decision.about.text() if decision.about else Text("", ""),
        ),
        lead=plan.lead.text() if plan.lead else settings.name,
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
        keep_until=_keep_until(plan, settings),
        visit_kinds=tuple(
            (code, kind)
            for kind, codes in (
                (VisitKind.REMOTE, plan.visit_kinds.remote),
                (VisitKind.UNANNOUNCED, plan.visit_kinds.unannounced),
            )
            for code in codes
        ),
        usual_visit=plan.visit_kinds.usual,
        office=settings.office,
        causes=settings.causes,
        bases=tuple(line.text() for line in plan.bases),
        directives=tuple(_directive(one) for one in plan.directives),
        appraisers=tuple((one, office.text()) for one, office in plan.appraisers.items()),
    )
