"""Read the mapping files of registers: how the exports of one source system are read, `<source>.map.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pydantic import Field

from inspection_lib.answers import fold_word
from inspection_lib.definitions.file_problems import FileProblems, open_file
from inspection_lib.definitions.yaml_model import NotEmpty, YamlModel, editor_schema
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import message, nearest
from inspection_lib.model import REGISTERS, ColumnKind, Register, RegisterMap

MAP_SUFFIX = ".map.yaml"
"""How the name of a mapping file ends; before it stands the name of the source system."""


class RegisterMapYaml(YamlModel):
    """The whole mapping file.

    ``columns`` gives the column of each heading, ``missing`` the columns that the system does not export,
    ``values`` the choice of each text by column, ``days`` the order in which days are written.
    """

    register_name: NotEmpty = Field(
        alias="register",
        description="Loại sổ, xem docs/registers.md. / The kind of register, see docs/registers.md.",
        examples=["one_stop"],
    )
    columns: dict[str, str] = Field(
        min_length=1,
        description="Mỗi tiêu đề cột của phần mềm là cột nào. / The register's column of each heading.",
        examples=[{"Mã HS": "dossier", "Ngày nhận": "received"}],
    )
    missing: tuple[str, ...] = Field(
        default=(),
        description="Các cột mà phần mềm không có. / Columns that the system does not export.",
        examples=[["extended_until"]],
    )
    values: Mapping[str, Mapping[str, str]] = Field(
        default_factory=dict,
        description="Mỗi cách ghi trong phần mềm nghĩa là gì. / The choice that a text means, by column.",
        examples=[{"status": {"Đã trả": "settled"}}],
    )
    days: Literal["", "day-month-year", "month-day-year", "year-month-day"] = Field(
        default="",
        description="Thứ tự ghi ngày, tháng, năm. / The order in which days are written.",
        examples=["day-month-year"],
    )


def register_map_schema() -> str:
    """The JSON Schema of a mapping file, for editors."""
    return editor_schema(RegisterMapYaml.model_json_schema(by_alias=True), "Mapping of a register")


def read_register_maps(
    folder: Path, registers: Mapping[str, Register] = REGISTERS
) -> tuple[RegisterMap, ...]:
    """The mapping files of a campaign's folder of registers, then those of the folder above, by name.

    ``registers`` are the kinds of register, those of extensions too. Raises InvalidFilesError with the
    problems of all files.
    """
    found: list[RegisterMap] = []
    problems: list[Problem] = []
    for place in (folder, folder.parent):
        for path in sorted(place.glob(f"*{MAP_SUFFIX}")):
            one, of_file = read_register_map_with_problems(path, registers=registers)
            problems += of_file
            found += [replace(one, is_general=place != folder)] if one else []
    if problems:
        raise InvalidFilesError(problems)
    return tuple(found)


def read_register_map_with_problems(
    path: Path, name: str | None = None, registers: Mapping[str, Register] = REGISTERS
) -> tuple[RegisterMap | None, list[Problem]]:
    """The mapping of a file, or None where it cannot be made, and every problem of the file.

    ``name`` is what problems call the file; the path if it is left out.
    """
    problems = open_file(path, name)
    if problems.is_unreadable:
        return None, problems.problems
    found = problems.read(RegisterMapYaml, problems.file.tree)
    if found is None:
        return None, problems.problems
    register = registers.get(found.register_name)
    if register is None:
        unknown = message("'{field}' is not known here.", field=found.register_name)
        problems.add(("register",), unknown, nearest(found.register_name, registers))
        return None, problems.problems
    _check_columns(found, register, problems)
    _check_values(found, register, problems)
    mapped = RegisterMap(
        file=path.name,
        register=register.name,
        headings=found.columns,
        missing=found.missing,
        values=found.values,
        day_format=found.days,
        digest=problems.file.digest,
    )
    return mapped, problems.problems


def _check_columns(found: RegisterMapYaml, register: Register, problems: FileProblems) -> None:
    names = [column.name for column in register.columns]
    headings: dict[str, str] = {}
    for heading, column in found.columns.items():
        folded = " ".join(fold_word(heading).split())
        if column not in names:
            text = message("'{field}' is not known here.", field=column)
            problems.add(("columns", heading), text, nearest(column, names))
        elif list(found.columns.values()).count(column) > 1:
            text = message("Column '{field}' is there twice.", field=column)
            problems.add(("columns", heading), text, message("Keep one."))
        elif folded in headings:
            text = message("'{key}' is there twice.", key=heading)
            problems.add(("columns", heading), text, message("Keep one of the two."))
        headings[folded] = column
    for at, column in enumerate(found.missing):
        known = register.column(column)
        if known is None:
            text = message("'{field}' is not known here.", field=column)
            problems.add(("missing", at), text, nearest(column, names))
        elif known.essential:
            text = message("Nothing can be counted without the column {column}.", column=column)
            problems.add(("missing", at), text, message("Name the heading of that column under 'columns'."))
        elif column in found.columns.values():
            text = message("Column {column} is said to be missing and has a heading.", column=column)
            problems.add(("missing", at), text, message("Keep one of the two."))
    given = {*found.columns.values(), *found.missing}
    left = [column.name for column in register.columns if column.name not in given and not column.optional]
    if left:
        text = message("The columns {columns} are missing.", columns=", ".join(left))
        remedy = message(
            "Name the heading of each under 'columns', or the column under 'missing' if the system has none."
        )
        problems.add(("columns",), text, remedy)


def _check_values(found: RegisterMapYaml, register: Register, problems: FileProblems) -> None:
    choices = {one.name: one.choices for one in register.columns if one.kind is ColumnKind.CHOICE}
    names = {one.name: () for one in register.columns if one.kind is ColumnKind.NAME}
    for column, values in found.values.items():
        if column not in choices and column not in names:
            text = message("Column {column} has no choices.", column=column)
            problems.add(("values", column), text, nearest(column, choices))
            continue
        given: dict[str, str] = {}
        for value, choice in values.items():
            folded = " ".join(fold_word(value).split())
            if given.setdefault(folded, choice) != choice:
                text = message("'{key}' is there twice.", key=value)
                problems.add(("values", column, value), text, message("Keep one of the two."))
            if choice and choice not in choices.get(column, (choice,)):
                text = message("'{value}' is not valid for {field}.", value=choice, field=column)
                problems.add(("values", column, value), text, nearest(choice, choices[column]))
