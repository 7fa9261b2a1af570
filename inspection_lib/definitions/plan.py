"""Read a plan file and its units file into a Campaign, or say all that is wrong, with file and line."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import os
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter

from inspection_lib.definitions.yamlfile import Findings, NotEmpty, Shape, TextShape, for_editors, read_yaml
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import Fault, Text, message, nearest
from inspection_lib.model import Campaign, Decision, LegalState, TeamMember, Unit, UnitKind

UNIT_COLUMNS = (
    "code",
    "kind",
    "name",
    "name_en",
    "parent",
    "head",
    "head_en",
    "valid_from",
    "valid_to",
    "successor",
    "state",
    "source",
)


class DecisionShape(Shape):
    """The decision that orders the campaign; number and date may still be missing."""

    number: str | None = None
    date: datetime.date | None = None
    state: LegalState
    note: TextShape


class SpanShape(Shape):
    """From a day to a day, both counted."""

    first: datetime.date = Field(alias="from")
    last: datetime.date = Field(alias="to")


class MemberShape(Shape):
    """A role in the team and the office that fills it."""

    role: TextShape
    office: TextShape


class PlanShape(Shape):
    """The whole plan file."""

    id: NotEmpty = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    title: TextShape
    demonstration: bool
    province: str = ""
    decision: DecisionShape
    lead: TextShape
    period: SpanShape
    visits: SpanShape
    concluded_on: datetime.date
    units: NotEmpty
    kinds: tuple[UnitKind, ...] = Field(min_length=1)
    checklists: dict[UnitKind, str]
    team: tuple[MemberShape, ...] = ()


_SHAPE = TypeAdapter(PlanShape)
_NAMES = tuple(
    field.alias or name
    for shape in (PlanShape, DecisionShape, SpanShape)
    for name, field in shape.model_fields.items()
)


def plan_schema() -> str:
    """The JSON Schema of a plan file, for editors."""
    schema: dict[str, Any] = for_editors(PlanShape.model_json_schema(by_alias=True))
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Plan of a campaign"
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def read_plan(path: Path, name: str | None = None) -> Campaign:
    """The campaign of a plan file; :class:`InvalidFilesError` with every problem otherwise."""
    campaign, problems = read_plan_with_problems(path, name)
    if campaign is None or problems:
        raise InvalidFilesError(problems)
    return campaign


def read_plan_with_problems(path: Path, name: str | None = None) -> tuple[Campaign | None, list[Problem]]:
    """The campaign, if it can be made, and all that is wrong with the plan and its units file."""
    file, problems = read_yaml(path, name or str(path))
    if file.tree is None and problems:
        return None, problems
    found = Findings(file, problems)
    shape = found.validate(_SHAPE, file.tree, (), _NAMES)
    if shape is None:
        return None, found.problems
    _check_dates(shape, found)
    units_path = path.parent / shape.units
    units, unit_problems = read_units_with_problems(
        units_path, os.path.normpath(Path(found.file.name).parent / shape.units)
    )
    found.problems.extend(unit_problems)
    inspected = tuple(
        unit for unit in units if unit.kind in shape.kinds and _valid_on(unit, shape.visits.first)
    )
    for kind in shape.kinds:
        if kind not in shape.checklists:
            said = message("No checklist is named for units of the kind {kind}.", kind=kind.value)
            found.add(
                ("checklists",),
                said,
                message("Add a line '{kind}: <checklist>.v<version>'.", kind=kind.value),
            )
    if not inspected and not unit_problems:
        said = message("No unit of the units file is inspected.")
        found.add(("kinds",), said, message("Check 'kinds' and the units' dates."))
    digest = hashlib.sha256(f"{file.digest} {_digest(units)}".encode()).hexdigest()
    return _campaign(shape, units, inspected, digest), found.problems


def read_units_with_problems(path: Path, name: str) -> tuple[tuple[Unit, ...], list[Problem]]:
    """The units of a CSV file with the columns of `UNIT_COLUMNS`, and all that is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = message("The units file cannot be read: {error}.", error=str(error))
        return (), [
            Problem(name, 0, Fault(said, message("Check the name in the plan, and save the file as UTF-8.")))
        ]
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in UNIT_COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        said = message("The columns {columns} are missing.", columns=", ".join(missing))
        return (), [
            Problem(
                name,
                1,
                Fault(
                    said, message("Give the file these columns: {columns}.", columns=", ".join(UNIT_COLUMNS))
                ),
            )
        ]
    units: list[tuple[int, Unit]] = []
    problems: list[Problem] = []
    for row in reader:
        unit, wrong = _unit(row)
        problems.extend(Problem(name, reader.line_num, fault) for fault in wrong)
        if unit:
            units.append((reader.line_num, unit))
    problems.extend(check_units(units, name))
    return tuple(unit for _, unit in units), problems


def _unit(row: dict[str, str]) -> tuple[Unit | None, list[Fault]]:
    cell = {key: (value or "").strip() for key, value in row.items() if key}
    wrong: list[Fault] = []
    kinds = [kind.value for kind in UnitKind]
    if cell["kind"] not in kinds:
        wrong.append(
            Fault(message("'{kind}' is no kind of unit.", kind=cell["kind"]), nearest(cell["kind"], kinds))
        )
    for column in ("code", "name", "name_en"):
        if not cell[column]:
            wrong.append(Fault(message("{field} is empty.", field=column), message("Write a text.")))
    if cell["state"] not in [state.value for state in LegalState]:
        states = [state.value for state in LegalState]
        wrong.append(
            Fault(
                message("'{value}' is not valid for {field}.", value=cell["state"], field="state"),
                nearest(cell["state"], states),
            )
        )
    days: dict[str, date | None] = {}
    for column in ("valid_from", "valid_to"):
        try:
            days[column] = date.fromisoformat(cell[column]) if cell[column] else None
        except ValueError:
            said = message("'{value}' does not fit {field}.", value=cell[column], field=column)
            wrong.append(Fault(said, message("Write a day such as 2017-05-15.")))
    if wrong:
        return None, wrong
    unit = Unit(
        code=cell["code"],
        kind=UnitKind(cell["kind"]),
        name=Text(cell["name"], cell["name_en"]),
        parent=cell["parent"] or None,
        head=Text(cell["head"], cell["head_en"]),
        valid_from=days["valid_from"],
        valid_to=days["valid_to"],
        successor=cell["successor"] or None,
        state=LegalState(cell["state"]),
        source=cell["source"],
    )
    return unit, []


def check_units(units: Sequence[tuple[int, Unit]], name: str) -> list[Problem]:
    """What is wrong between units, each with its line: codes used twice, parents that are not there, circles."""
    codes = Counter(unit.code for _, unit in units)
    problems = []
    for line, unit in units:
        if codes[unit.code] > 1:
            said = message("The code {code} is used {times} times.", code=unit.code, times=codes[unit.code])
            problems.append(Problem(name, line, Fault(said, message("Give each unit its own code."))))
        if unit.parent is not None and unit.parent not in codes:
            said = message(
                "The parent '{parent}' of unit {unit} is not in the file.", parent=unit.parent, unit=unit.code
            )
            problems.append(Problem(name, line, Fault(said, nearest(unit.parent, codes))))
    return problems + _check_circles(units, name)


def _check_circles(units: Sequence[tuple[int, Unit]], name: str) -> list[Problem]:
    """Units that stand above themselves. What is known to lead to the top is not followed again: the check stays linear."""
    parents = {unit.code: unit.parent for _, unit in units}
    reaches_top: set[str] = set()
    problems = []
    for line, unit in units:
        way: list[str] = []
        above: str | None = unit.code
        while above is not None and above not in reaches_top and above not in way:
            way.append(above)
            above = parents.get(above)
        if above == unit.code and above in way:
            said = message(
                "Unit {unit} stands above itself: {way}.", unit=unit.code, way=" > ".join([*way, above])
            )
            problems.append(
                Problem(
                    name, line, Fault(said, message("Correct the column 'parent' of one of these units."))
                )
            )
        elif above is None or above in reaches_top:
            reaches_top.update(way)
    return problems


def _valid_on(unit: Unit, day: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= day) and (
        unit.valid_to is None or day < unit.valid_to
    )


def _check_dates(shape: PlanShape, found: Findings) -> None:
    for part, span in (("period", shape.period), ("visits", shape.visits)):
        if span.first > span.last:
            said = message("{part} ends before it begins.", part=part)
            found.add((part,), said, message("Let 'from' be the earlier day."))
    if shape.concluded_on < shape.visits.first:
        said = message("The conclusion comes before the first visit.")
        found.add(("concluded_on",), said, message("Correct one of the two days."))


def _campaign(shape: PlanShape, units: Sequence[Unit], inspected: tuple[Unit, ...], digest: str) -> Campaign:
    chosen = {unit.code for unit in inspected}
    decision = shape.decision
    return Campaign(
        id=shape.id,
        title=shape.title.text(),
        demonstration=shape.demonstration,
        decision=Decision(decision.number, decision.date, decision.state, decision.note.text()),
        lead=shape.lead.text(),
        period_from=shape.period.first,
        period_to=shape.period.last,
        visits_from=shape.visits.first,
        visits_to=shape.visits.last,
        concluded_on=shape.concluded_on,
        units=inspected,
        parents=tuple(unit for unit in units if unit.code not in chosen),
        checklists=tuple(shape.checklists.items()),
        team=tuple(TeamMember(member.role.text(), member.office.text()) for member in shape.team),
        digest=digest,
    )


def _digest(units: Sequence[Unit]) -> str:
    return hashlib.sha256("\n".join(repr(unit) for unit in units).encode()).hexdigest()
