"""Read a units file and check that its units fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from inspection_lib.answers import month_first, parse_day
from inspection_lib.errors import Problem
from inspection_lib.files import ID_RULE
from inspection_lib.language import Fault, Text, message, nearest
from inspection_lib.model import LegalState, Office, Unit, is_id
from inspection_lib.tables import Columns, LeftOutKind, Table, Unknown, read_table

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
    "predecessors",
)
"""The columns of a units file."""
MUST_STAND = ("code", "kind", "name")
"""Those that must stand in it; a missing one of the others is empty in every row."""
HEAD = Text("Người đứng đầu đơn vị", "Head of the unit")
"""The head of a unit where the file names none. Every finding needs somebody who answers for it."""
_NEVER_EMPTY = ("code", "name")
_WRITE_A_DAY = message("Write a day such as 15/5/2017 or 2017-05-15.")


def read_units_with_problems(path: Path, office: Office, name: str) -> tuple[tuple[Unit, ...], list[Problem]]:
    """The units of a table with the columns of `UNIT_COLUMNS`, and every problem.

    ``office`` has the kinds that units can be of. ``name`` is what problems call the file.

    A row with a problem gives no unit. Rows that are no units, such as notes under the table, are problems
    that only warn.
    """
    columns = Columns(dict.fromkeys(UNIT_COLUMNS, ()), MUST_STAND, Unknown.REFUSE, filled=_NEVER_EMPTY)
    table = read_table(path, columns, name=name)
    units: list[tuple[int, Unit]] = []
    problems = [*table.problems, *_month_first(table)]
    for row in table.rows:
        cells = dict.fromkeys(UNIT_COLUMNS, "") | dict(row.cells)
        faults = _faults(cells, office)
        problems.extend(Problem(name, row.line, fault) for fault in faults)
        if not faults:
            units.append((row.line, _unit(cells)))
    problems.extend(check_units(units, office, name))
    problems.extend(
        Problem(name, one.line, Fault(one.message), warning=True)
        for one in table.account.left_out
        if one.kind is not LeftOutKind.BLANK
    )
    return tuple(unit for _, unit in units), problems


def _month_first(table: Table) -> list[Problem]:
    """A problem for a column whose days can only be read with the month first."""
    problems = []
    for column in ("valid_from", "valid_to"):
        shown = month_first(row.cells.get(column, "") for row in table.rows)
        if shown:
            text = message(
                "The days of column {field} are written month first: {day}.", field=column, day=shown
            )
            problems.append(Problem(table.file, table.header_line, Fault(text, _WRITE_A_DAY)))
    return problems


def _faults(cells: Mapping[str, str], office: Office) -> list[Fault]:
    """Everything that is wrong with the cells of one row."""
    faults = []
    kinds = [kind.id for kind in office.kinds]
    if cells["kind"] not in kinds:
        faults.append(
            Fault(
                message("'{kind}' is not a kind of unit.", kind=cells["kind"]), nearest(cells["kind"], kinds)
            )
        )
    for column in _NEVER_EMPTY:
        if not cells[column]:
            faults.append(Fault(message("{field} is empty.", field=column), message("Write a text.")))
    if cells["code"] and not is_id(cells["code"]):
        misfit = message("'{value}' does not fit {field}.", value=cells["code"][:60], field="code")
        faults.append(Fault(misfit, ID_RULE))
    states = [state.value for state in LegalState]
    if cells["state"] and cells["state"] not in states:
        invalid = message("'{value}' is not valid for {field}.", value=cells["state"], field="state")
        faults.append(Fault(invalid, nearest(cells["state"], states)))
    for column in ("valid_from", "valid_to"):
        if cells[column] and parse_day(cells[column]) is None:
            misfit = message("'{value}' does not fit {field}.", value=cells[column], field=column)
            faults.append(Fault(misfit, _WRITE_A_DAY))
    return faults


def _unit(cells: Mapping[str, str]) -> Unit:
    """The unit of a row without faults."""
    return Unit(
        code=cells["code"],
        kind=cells["kind"],
        name=Text(cells["name"], cells["name_en"]),
        parent=cells["parent"] or None,
        head=Text(cells["head"], cells["head_en"]) if cells["head"] else HEAD,
        valid_from=parse_day(cells["valid_from"]),
        valid_to=parse_day(cells["valid_to"]),
        successor=cells["successor"] or None,
        state=LegalState(cells["state"] or LegalState.TO_BE_VERIFIED),
        source=cells["source"],
        predecessors=tuple(cells["predecessors"].replace(",", " ").replace(";", " ").split()),
    )


def check_units(units: Sequence[tuple[int, Unit]], office: Office, name: str) -> list[Problem]:
    """The problems between units: codes that are used twice, parents that are missing, in a circle or unfit.

    ``units`` holds each unit with its line.
    """
    codes = Counter(unit.code for _, unit in units)
    spellings: dict[str, set[str]] = {}
    for code in codes:
        spellings.setdefault(code.lower(), set()).add(code)
    problems = []
    for line, unit in units:
        if codes[unit.code] > 1:
            twice = message("The code {code} is used {times} times.", code=unit.code, times=codes[unit.code])
            problems.append(Problem(name, line, Fault(twice, message("Give each unit its own code."))))
        if len(alike := spellings[unit.code.lower()]) > 1:
            same = message(
                "The codes {codes} differ in capital letters only: Windows and macOS take them for one name.",
                codes=", ".join(sorted(alike)),
            )
            problems.append(Problem(name, line, Fault(same, message("Give each unit its own code."))))
        if unit.parent is not None and unit.parent not in codes:
            missing = message(
                "The parent '{parent}' of unit {unit} is not in the file.", parent=unit.parent, unit=unit.code
            )
            problems.append(Problem(name, line, Fault(missing, nearest(unit.parent, codes))))
    return problems + _check_kinds_above(units, office, name) + _check_circles(units, name)


def _check_kinds_above(units: Sequence[tuple[int, Unit]], office: Office, name: str) -> list[Problem]:
    """A problem for each unit that stands below one of a kind that may not stand above it."""
    kinds = {unit.code: unit.kind for _, unit in units}
    problems = []
    for line, unit in units:
        above, kind = kinds.get(unit.parent or ""), office.kind(unit.kind)
        if above is not None and kind.above is not None and above not in kind.above:
            unfit = message(
                "Unit {unit} is of the kind {kind} and stands below one of the kind {above}.",
                unit=unit.code,
                kind=unit.kind,
                above=above,
            )
            remedy = message("Correct the parent, or write the kind into 'above' in workbench.yaml.")
            problems.append(Problem(name, line, Fault(unfit, remedy)))
    return problems


def _check_circles(units: Sequence[tuple[int, Unit]], name: str) -> list[Problem]:
    """A problem for each unit that is its own parent, directly or through others.

    The chain of parents is followed from every unit up to the top. Units that are known to reach the top are
    remembered and not followed again, so that a country's 12,000 units take linear time.
    """
    parents = {unit.code: unit.parent for _, unit in units}
    reaches_top: set[str] = set()
    problems = []
    for line, unit in units:
        followed: list[str] = []
        above: str | None = unit.code
        while above is not None and above not in reaches_top and above not in followed:
            followed.append(above)
            above = parents.get(above)
        if above == unit.code and above in followed:
            way = " > ".join([*followed, above])
            circle = message("Unit {unit} is above itself: {way}.", unit=unit.code, way=way)
            remedy = message("Correct the column 'parent' of one of these units.")
            problems.append(Problem(name, line, Fault(circle, remedy)))
        elif above is None or above in reaches_top:
            reaches_top.update(followed)
    return problems
