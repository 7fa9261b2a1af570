"""Read a checklist file: check its format, convert it, check it as a whole."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from inspection_lib.definitions.checklist.checks import check_checklist
from inspection_lib.definitions.checklist.convert import convert_checklist
from inspection_lib.definitions.checklist.placeholders import fill_placeholders
from inspection_lib.definitions.checklist.yaml_models import FIELD_NAMES, ChecklistYaml
from inspection_lib.definitions.file_problems import FileProblems, open_file
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import message
from inspection_lib.model import Checklist

_CHECKLIST = TypeAdapter(ChecklistYaml)


def read_checklist(path: Path, name: str | None = None) -> Checklist:
    """The checklist of a file.

    Raises :class:`InvalidFilesError` with every problem of the file if there is any.
    """
    checklist, problems = read_checklist_with_problems(path, name)
    if checklist is None or problems:
        raise InvalidFilesError(problems)
    return checklist


def read_checklist_with_problems(
    path: Path, name: str | None = None
) -> tuple[Checklist | None, list[Problem]]:
    """The checklist, or None where it cannot be made, and every problem of the file in the order of lines.

    ``name`` is what problems call the file; the path if it is left out.
    """
    problems = open_file(path, name)
    if problems.is_unreadable:
        return None, problems.problems
    content = _validated(problems)
    if content is None:
        return None, _in_order(problems)
    checklist = convert_checklist(content, problems)
    if path.name != f"{checklist.name}.yaml":
        text = message(
            "The file is called {file} and says it is {name}.", file=path.name, name=checklist.name
        )
        remedy = message("Call the file {name}.yaml, or correct id and version.", name=checklist.name)
        problems.add((), text, remedy)
    check_checklist(checklist, problems)
    return checklist, _in_order(problems)


def _validated(problems: FileProblems) -> ChecklistYaml | None:
    """The file's content in its format.

    Parts that do not fit are reported and replaced, so that the rest can be checked.
    """
    try:
        return _CHECKLIST.validate_python(problems.file.tree)
    except ValidationError as error:
        problems.add_errors(error, (), FIELD_NAMES)
        filled = fill_placeholders(problems.file.tree, error)
    try:
        return _CHECKLIST.validate_python(filled)
    except ValidationError:
        return None


def _in_order(problems: FileProblems) -> list[Problem]:
    return sorted(problems.problems, key=lambda problem: problem.line)
