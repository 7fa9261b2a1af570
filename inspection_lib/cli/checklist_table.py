"""The commands `inspection checklist ...`: a checklist from an office's table, and a checklist as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.checklist_tables import (
    FromTable,
    Wishes,
    book_bytes,
    checklist_from_table,
    decision_list,
    file_text,
    id_of,
    same_decisions,
    sheets_of,
)
from inspection_lib.cli.options import (
    ChecklistArgument,
    HomeOption,
    LanguageOption,
    echo,
    no_such_file,
    print_message,
    print_problem,
)
from inspection_lib.cli.session import workbench_around
from inspection_lib.definitions import read_yaml
from inspection_lib.errors import InspectionError, InvalidFilesError, NotFoundError, StoreError
from inspection_lib.files import os_errors_as, write_whole
from inspection_lib.language import Catalogue, Language, message, nearest, open_catalogue
from inspection_lib.model import Office
from inspection_lib.workbench import Workbench, open_workbench

checklist_commands = typer.Typer(
    help="Bộ tiêu chí: lập từ bảng, xuất ra bảng / checklists from tables and as tables.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
DECISIONS_PRINTED = 100
"""Decisions that are printed one by one; the file holds all."""
_FILE_NAME = re.compile(r"([a-z][a-z0-9-]*)\.v([1-9]\d*)\.ya?ml")
_DEFINITIONS = Path("checklists") / "definitions"


@checklist_commands.command(
    name="from-table",
    help=(
        "Lập bộ tiêu chí từ bảng chấm điểm Excel, Word; in những điểm cần quyết định. "
        "/ Make a checklist from a scoring table; print what a person must decide."
    ),
)
def from_table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Bảng XLSX, DOCX, ODS, XLS, CSV / the table")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Tệp MÃ.v1.yaml hoặc thư mục / the file ID.v1.yaml, or a folder"),
    ] = None,
    unit_kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="Loại đơn vị; nhiều loại thì ghi nhiều lần hoặc ghi so,xa / the kind of unit that the "
            "checklist is for; of several, more than once or as so,xa",
        ),
    ] = None,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Write the checklist and, beside it, the list of decisions. Files that exist are not replaced."""
    catalogue = open_catalogue(language)
    if not file.exists():
        raise no_such_file(file)
    named = output is not None and not output.is_dir()
    name = _FILE_NAME.fullmatch(output.name) if output and named else None
    if output and named and name is None:
        raise InspectionError(
            message("'{name}' is no name of a checklist.", name=output.name),
            message("Call it ID.v1.yaml: small letters, digits and hyphens, such as par-school.v1.yaml."),
        )
    office = _office(home)
    wanted = _named_kinds(unit_kinds or (), [kind.id for kind in office.kinds])
    names = ((kind.id, name) for kind in office.kinds for name in (kind.name.vi, kind.name.en))
    kinds = tuple((kind, name) for kind, name in names if name)
    today = datetime.now(office.zone).date()
    wishes = Wishes(name[1] if name else id_of(file.stem), today, kinds, wanted)
    found = checklist_from_table(file, wishes)
    if name and found.cells:  # a workbook of `to-table` says its version itself
        found.tree["version"] = name[2]
    path = output if output and named else (output or Path()) / f"{found.name}.yaml"
    _write(path, file_text(found, catalogue, file.name if found.cells else ""))
    for problem in found.problems:
        print_problem(catalogue, problem)
    if found.cells:
        _tell_decisions(found, catalogue, file, path)
    print_message(catalogue, message("The checklist: {path}", path=str(path)))


def _named_kinds(given: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The kinds of unit that somebody named, once each; "so,xa" names two. Raises NotFoundError."""
    named = dict.fromkeys(one.strip() for text in given for one in text.split(",") if one.strip())
    for kind in named:
        if kind not in known:
            raise NotFoundError(message("'{kind}' is not a kind of unit.", kind=kind), nearest(kind, known))
    return tuple(named)


def _office(home: str) -> Office:
    """The office of the workbench around; outside of all workbenches the one of version 0.1.0."""
    return (workbench_around(home) or Workbench(Path.cwd())).settings().office


def _tell_decisions(found: FromTable, catalogue: Catalogue, file: Path, path: Path) -> None:
    """Write the list of decisions beside the checklist, and print it."""
    listed = path.with_name(f"{path.name.removesuffix('.yaml').removesuffix('.yml')}.decisions.md")
    _write(listed, decision_list(found, catalogue, file.name, path.name))
    groups = same_decisions(found.decisions)
    for group in groups[:DECISIONS_PRINTED]:
        fault = group[0].fault
        words = " ".join(catalogue.format(part) for part in (fault.message, fault.remedy) if part)
        places = "; ".join(dict.fromkeys(catalogue.format(one.place.shown) for one in group))
        items = ", ".join(dict.fromkeys(one.target for one in group if one.target))
        where = f"{places} ({items})" if items else places
        echo(f"{file.name}, {where}: {words}")
    if more := len(groups[DECISIONS_PRINTED:]):
        print_message(catalogue, message("{count} more are not shown.", count=more))
    text = message("To be decided: {count}, listed in {path}.", count=len(groups), path=str(listed))
    print_message(catalogue, text)


@checklist_commands.command(name="to-table")
def to_table(
    checklist_name: ChecklistArgument,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp XLSX / the XLSX file")] = None,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Xuất bộ tiêu chí ra Excel để sửa, rồi from-table. / Write a checklist as Excel, for from-table."""
    given = Path(checklist_name)
    path = given if given.is_file() else open_workbench(home).folder / _DEFINITIONS / f"{checklist_name}.yaml"
    if not path.is_file():
        raise no_such_file(path)
    content, problems = read_yaml(path, str(path))
    if problems:
        raise InvalidFilesError(problems)
    target = output or Path(f"{path.stem}.xlsx")
    _write(target, book_bytes(sheets_of(content.tree)))
    print_message(open_catalogue(language), message("The table: {path}", path=str(target)))


def _write(path: Path, content: str | bytes) -> None:
    """Write a file that does not exist yet. Raises InspectionError for one that does: it may hold work."""
    if path.exists():
        raise InspectionError(
            message("The file {path} is there already.", path=str(path)),
            message("Name another one with -o, or move it away first."),
        )
    with os_errors_as(StoreError, message("The file {path} cannot be written: {cause}.", path=str(path))):
        write_whole(path, content)
