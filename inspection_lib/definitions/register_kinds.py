"""Read the kinds of register that files describe: those of the library, then those of a workbench."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from inspection_lib.definitions.file_problems import FileProblems, open_file
from inspection_lib.definitions.register_conditions import read_conditions
from inspection_lib.definitions.register_yaml import (
    ColumnType,
    LegalReferenceYaml,
    MeasureYaml,
    RegisterColumnYaml,
    RegisterYaml,
    RowNoteYaml,
    RowRuleYaml,
)
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.definitions.yaml_model import editor_schema
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.files import digest_of_file
from inspection_lib.language import Fault, Message, message, nearest
from inspection_lib.model import (
    REGISTERS,
    ColumnKind,
    LegalReference,
    LegalState,
    MeasureDefinition,
    MeasureKind,
    Register,
    RegisterColumn,
    RowNote,
    RowTests,
    in_words,
)
from inspection_lib.tables import fold_heading

REGISTER_SUFFIX = ".register.yaml"
"""How the name of a file that describes a register ends; before it stands the register's id."""
_SHIPPED = Path(__file__).parent / "shipped_registers"
_FIGURES = (ColumnKind.COUNT, ColumnKind.NUMBER, ColumnKind.MONEY)
_Columns = Mapping[str, RegisterColumn]


def register_kind_schema() -> str:
    """The JSON Schema of a file that describes a register, for editors."""
    return editor_schema(RegisterYaml.model_json_schema(), "Kind of register")


@cache
def shipped_registers() -> tuple[Register, ...]:
    """The kinds of register that come with the library as files. A mistake in one raises."""
    found = [read_register_kind(path, path.name) for path in sorted(_SHIPPED.glob(f"*{REGISTER_SUFFIX}"))]
    problems = [problem for _, own in found for problem in own]
    if problems:
        raise InvalidFilesError(problems)
    return tuple(register for register, _ in found if register)


def read_own_registers(folder: Path, short: str = "") -> tuple[tuple[Register, ...], list[Problem]]:
    """The kinds of register that the files of a folder describe, by name, and what is wrong with others.

    ``short`` is what problems call the folder. A name that the library has already is a problem.
    """
    taken = {*REGISTERS, *(one.name for one in shipped_registers())}
    registers: list[Register] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob(f"*{REGISTER_SUFFIX}")):
        name = f"{short}/{path.name}" if short else str(path)
        register, own = _kept(path, name, _digest(path))
        problems += own
        if register and register.name in taken:
            text = message("The library has a register '{name}' already.", name=register.name)
            remedy = message("Give yours another id, or write a mapping file for other headings.")
            problems.append(Problem(name, 1, Fault(text, remedy)))
        elif register:
            registers.append(register)
    return tuple(registers), problems


@lru_cache(maxsize=64)
def _kept(path: Path, name: str, _digest: str) -> tuple[Register | None, tuple[Problem, ...]]:
    """A file as it was read; the digest of its bytes is part of the key, so that a changed one is read."""
    register, problems = read_register_kind(path, name)
    return register, tuple(problems)


def _digest(path: Path) -> str:
    try:
        return digest_of_file(path)
    except OSError:
        return ""


def read_register_kind(path: Path, name: str | None = None) -> tuple[Register | None, list[Problem]]:
    """The kind of register that a file describes, None where it has problems, and every problem of the file.

    ``name`` is what problems call the file; the path if it is left out.
    """
    problems = open_file(path, name)
    if problems.is_unreadable:
        return None, problems.problems
    content = problems.read(RegisterYaml, problems.file.tree)
    if content is None:
        return None, problems.problems
    if problems.is_sound(("id",)) and path.name != f"{content.id}{REGISTER_SUFFIX}":
        text = message(
            "The register's id is '{id}', and its file is named {file}.", id=content.id, file=path.name
        )
        problems.add(("id",), text, message("Give both one name."))
    columns = {one.id: _column(one) for one in content.columns}
    _check_columns(content, columns, problems)
    register = Register(
        name=content.id,
        label=in_words(content.name.text()),
        columns=tuple(columns.values()),
        excluded=_notes(content.left_out, "left_out", columns, problems),
        doubted=_notes(content.doubted, "doubted", columns, problems),
        measures=(
            *(_measure(one, ("measures", at), columns, problems) for at, one in enumerate(content.measures)),
            *(_rule(one, ("rules", at), columns, problems) for at, one in enumerate(content.rules)),
        ),
        digest=problems.file.digest,
    )
    _check_ids(content, problems)
    return None if problems.problems else register, problems.problems


def _column(one: RegisterColumnYaml) -> RegisterColumn:
    headings = (one.name.vi, *one.aliases, one.name.en)
    return RegisterColumn(
        name=one.id,
        kind=ColumnKind(one.type.value),
        required=one.required or one.key,
        unique=one.key,
        essential=one.key,
        optional=one.may_be_missing,
        choices=tuple(one.choices),
        words=tuple((choice, "; ".join(words)) for choice, words in one.choices.items()),
        headings="; ".join(dict.fromkeys(heading for heading in headings if heading)),
        deadline=one.deadline,
        not_before=one.not_before or "",
        near_period=one.near_period,
    )


def _notes(
    notes: Sequence[RowNoteYaml], field: str, columns: _Columns, problems: FileProblems
) -> tuple[RowNote, ...]:
    return tuple(
        RowNote(
            in_words(note.words.text()), read_conditions(note.when, (field, at, "when"), columns, problems)
        )
        for at, note in enumerate(notes)
    )


def _rule(
    rule: RowRuleYaml, yaml_path: YamlPath, columns: _Columns, problems: FileProblems
) -> MeasureDefinition:
    """A rule of rows is a count of those that break it."""
    return MeasureDefinition(
        name=rule.id,
        label=in_words(rule.words.text()),
        denominator=read_conditions(rule.of, (*yaml_path, "of"), columns, problems),
        numerator=(read_conditions(rule.when, (*yaml_path, "when"), columns, problems),),
        faults=True,
        kind=MeasureKind.COUNT,
        severity=rule.severity,
        law=_law(rule.basis, (*yaml_path, "basis"), problems),
    )


def _measure(
    one: MeasureYaml, yaml_path: YamlPath, columns: _Columns, problems: FileProblems
) -> MeasureDefinition:
    _check_figures(one, yaml_path, columns, problems)
    fulfilled: RowTests = read_conditions(one.fulfilled, (*yaml_path, "fulfilled"), columns, problems)
    return MeasureDefinition(
        name=one.id,
        label=in_words(one.name.text()),
        denominator=read_conditions(one.of, (*yaml_path, "of"), columns, problems),
        numerator=(fulfilled,),
        faults=one.faults,
        kind=one.kind,
        column=one.column or "",
        over=one.over or "",
        since=one.since or "",
        about=one.definition.text(),
        law=_law(one.basis, (*yaml_path, "basis"), problems),
    )


def _law(
    basis: Sequence[LegalReferenceYaml], yaml_path: YamlPath, problems: FileProblems
) -> tuple[LegalReference, ...]:
    found = []
    for at, one in enumerate(basis):
        is_verified = one.state is LegalState.VERIFIED
        if is_verified and not (one.article and one.source):
            text = message("A citation is verified only with the article that was read, and where.")
            problems.add(
                (*yaml_path, at, "state"), text, message("Add article and source, or say to_be_verified.")
            )
        article = one.article.text() if one.article else None
        found.append(LegalReference(one.number, one.date, article, is_verified, one.source))
    return tuple(found)


def _check_figures(one: MeasureYaml, yaml_path: YamlPath, columns: _Columns, problems: FileProblems) -> None:
    """That a measure names the columns that its kind needs, that they exist and hold what it needs."""
    is_sum = one.kind is MeasureKind.SUM or bool(one.over)
    if one.kind in (MeasureKind.SUM, MeasureKind.MEDIAN) and not one.column:
        text = message("'{field}' is missing here.", field="column")
        problems.add(yaml_path, text, message("Name the column whose figures are taken."))
    if one.kind is MeasureKind.COUNT and (one.column or one.over):
        problems.add(yaml_path, message("A count has no column of figures."), message("Take kind: sum."))
    if one.kind is MeasureKind.SHARE and bool(one.over) != bool(one.column):
        text = message("A share of sums names both 'column' and 'over'.")
        problems.add(yaml_path, text, message("Add the other one, or take both away."))
    if one.since and one.kind is not MeasureKind.MEDIAN:
        problems.add(
            (*yaml_path, "since"), message("Only a median has days since."), message("Take it away.")
        )
    wanted = (ColumnKind.DAY,) if one.since else (ColumnKind.COUNT,) if one.over else _FIGURES
    for field, name in (("column", one.column), ("over", one.over), ("since", one.since)):
        column = columns.get(name or "")
        if name and column is None and problems.is_sound(("columns",)):
            text = message("There is no column '{name}'.", name=name)
            problems.add((*yaml_path, field), text, nearest(name, columns))
        elif column and column.kind not in wanted and (is_sum or one.kind is MeasureKind.MEDIAN):
            text = message("Column '{name}' holds no figures that this measure can take.", name=column.name)
            remedy = message("Take a column of the type {types}.", types=", ".join(wanted))
            problems.add((*yaml_path, field), text, remedy)


def _check_columns(content: RegisterYaml, columns: _Columns, problems: FileProblems) -> None:
    taken: dict[str, str] = {}
    for at, one in enumerate(content.columns):
        place: YamlPath = ("columns", at)
        for text, remedy in _faults_of_column(one, columns):
            problems.add(place, text, remedy)
        for heading in sorted(
            {fold_heading(text) for text in (one.id, *columns[one.id].headings.split(";"))}
        ):
            if taken.setdefault(heading, one.id) != one.id:
                text = message(
                    "The columns '{one}' and '{other}' have one heading: {heading}.",
                    one=taken[heading],
                    other=one.id,
                    heading=heading,
                )
                problems.add(place, text, message("Keep it at one of the two."))
        words: dict[str, str] = {}
        for choice, known in one.choices.items():
            for word in (choice, *known):
                if words.setdefault(fold_heading(word), choice) != choice:
                    text = message("The word '{word}' stands for two choices.", word=word)
                    problems.add((*place, "choices"), text, message("Keep it at one of the two."))


def _faults_of_column(one: RegisterColumnYaml, columns: _Columns) -> Iterator[tuple[Message, Message]]:
    if any(";" in heading for heading in (one.name.vi, one.name.en, *one.aliases)):
        yield message("A heading holds a semicolon."), message("Write each heading as an entry of aliases.")
    if (one.type is ColumnType.CHOICE) != bool(one.choices):
        yield (
            message("A column of the type choice, and no other, has choices."),
            message("Write choices with the words of each, or another type."),
        )
    if one.type is not ColumnType.DAY and (one.deadline or one.near_period or one.not_before):
        yield message("The column '{name}' holds no days.", name=one.id), message("Write type: day.")
    earlier = columns.get(one.not_before or "")
    if one.not_before and (earlier is None or earlier.kind is not ColumnKind.DAY):
        days = [name for name, column in columns.items() if column.kind is ColumnKind.DAY]
        yield (
            message("There is no column '{name}' of days.", name=one.not_before),
            nearest(one.not_before, days),
        )
    if one.key and one.may_be_missing:
        yield (
            message("A key cannot be missing."),
            message("Take may_be_missing away: without a key nobody finds a row again."),
        )


def _check_ids(content: RegisterYaml, problems: FileProblems) -> None:
    """That columns, and measures together with rules, have ids of their own, and that one column is a key."""
    _no_twins((("columns", at, one.id) for at, one in enumerate(content.columns)), problems)
    measures = [("measures", at, one.id) for at, one in enumerate(content.measures)]
    _no_twins([*measures, *(("rules", at, one.id) for at, one in enumerate(content.rules))], problems)
    if not any(one.key for one in content.columns) and problems.is_sound(("columns",)):
        text = message("No column is a key.")
        problems.add(("columns",), text, message("Write key: yes at the column by which people find a row."))


def _no_twins(ids: Iterable[tuple[str, int, str]], problems: FileProblems) -> None:
    found = list(ids)
    times = Counter(name for _, _, name in found)
    for field, at, name in found:
        if times[name] > 1:
            text = message("The id '{id}' is used {times} times.", id=name, times=times[name])
            problems.add((field, at, "id"), text, message("Give each its own id."))
            times[name] = 0
