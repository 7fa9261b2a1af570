"""Read a checklist file: check its format, convert it, check it as a whole."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.definitions.checklist.advice import add_advice
from inspection_lib.definitions.checklist.checks import check_checklist
from inspection_lib.definitions.checklist.convert import convert_checklist
from inspection_lib.definitions.checklist.yaml_models import ChecklistYaml
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.parts import read_with_parts
from inspection_lib.definitions.register_kinds import shipped_registers
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.extensions import NO_EXTENSIONS, Extensions
from inspection_lib.language import message
from inspection_lib.model import Checklist


def read_checklist(path: Path, name: str | None = None, extensions: Extensions = NO_EXTENSIONS) -> Checklist:
    """The checklist of a file. ``extensions`` are those whose rules it may name.

    Raises :class:`InvalidFilesError` with every error of the file if there is any; warnings alone are none.
    """
    checklist, problems, _ = _read(path, name, extensions)
    errors = [problem for problem in _in_order(problems) if not problem.warning]
    if checklist is None or errors:
        raise InvalidFilesError(errors)
    return checklist


def read_checklist_with_problems(
    path: Path, name: str | None = None, extensions: Extensions = NO_EXTENSIONS
) -> tuple[Checklist | None, list[Problem]]:
    """The checklist, or None where it cannot be made, and every problem of the file in the order of lines.

    ``name`` is what problems call the file; the path if it is left out.
    """
    checklist, problems, content = _read(path, name, extensions)
    if checklist is not None and content is not None:
        add_advice(content, checklist, problems)
    return checklist, problems.problems if problems.is_unreadable else _in_order(problems)


def _read(
    path: Path, name: str | None, extensions: Extensions
) -> tuple[Checklist | None, FileProblems, ChecklistYaml | None]:
    """The checklist, what is wrong with its file, and the file's content; without the warnings of `advice`.

    Those take a third of the time, and whoever only uses a checklist does not see them.
    """
    whole = read_with_parts(path, name or str(path))
    problems = FileProblems(whole.file, whole.problems, unsound=whole.unsound)
    if problems.is_unreadable:
        return None, problems, None
    content = problems.read(ChecklistYaml, whole.file.tree)
    if content is None:
        return None, problems, None
    checklist = convert_checklist(content, problems, extensions)
    if path.name != f"{checklist.name}.yaml" and problems.is_sound(("id",), ("version",)):
        text = message(
            "The file is called {file} and says it is {name}.", file=path.name, name=checklist.name
        )
        remedy = message("Call the file {name}.yaml, or correct id and version.", name=checklist.name)
        problems.add(("id",), text, remedy)
    shipped = {register.name: register for register in shipped_registers()}
    check_checklist(checklist, problems, {**shipped, **extensions.registers})
    return checklist, problems, content


def _in_order(problems: FileProblems) -> list[Problem]:
    """The problems by line, those of the file itself before those of the files that it includes."""
    own = problems.file.name
    return sorted(problems.problems, key=lambda problem: (problem.file != own, problem.file, problem.line))
