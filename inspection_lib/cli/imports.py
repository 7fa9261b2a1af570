"""Commands that import tables of answers, and that take an import back."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.accounts import print_left_out
from inspection_lib.cli.import_results import print_edited, print_result, refusals
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    no_such_file,
    print_message,
    print_problem,
)
from inspection_lib.cli.session import Session, open_session, open_to_look
from inspection_lib.errors import InvalidFilesError, NotFoundError, Problem
from inspection_lib.excel_forms import FilledForm, looks_like_form, read_form
from inspection_lib.imports import (
    ImportedFile,
    check_leave_out,
    compare_with_record,
    read_responses,
    there_is_no_checklist,
)
from inspection_lib.language import Catalogue, Fault, Language, Message, message, open_catalogue
from inspection_lib.model import Place
from inspection_lib.record import (
    FileToImport,
    canonical_json,
    create_store,
    open_store,
    standing_imports,
)
from inspection_lib.tables import Account, OwnFormat, table_files
from inspection_lib.workbench import DEFAULT_STORE, open_workbench

import_commands = typer.Typer()
ImporterOption = Annotated[
    str, typer.Option("--actor", help="Vai trò người nhập / role that imports, never a name")
]
MAX_ACCOUNT = 20_000
"""The longest account that an event keeps whole, in characters. Of a longer one it keeps counts."""
LEFT_OUT_KEPT = 20
_NOTHING_RECORDED: Message = message("Nothing was recorded; correct this and import again.")
_DIGEST = re.compile(r"[0-9a-f]{8,64}")


@import_commands.command(
    name="import",
    help=(
        "Nhập kết quả từ CSV, XLSX; nhập lại không nhân đôi. "
        "/ Import responses; the same file twice adds nothing."
    ),
)
def import_responses(
    campaign_id: CampaignArgument,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Tệp CSV, XLSX, XLS, ODS / files or folders")
    ],
    leave_out: Annotated[
        list[str] | None, typer.Option("--leave-out", help="Bỏ qua cột này / leave this column out")
    ] = None,
    replace_answers: Annotated[
        bool,
        typer.Option(
            "--replace", help="Thay cả khi không rõ kết quả nào mới hơn / replace where no time decides"
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ xem, không ghi / show everything, record nothing")
    ] = False,
    actor: ImporterOption = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Import tables of responses. A file with problems is left out whole; the other files are imported."""
    catalogue = open_catalogue(language)
    formats = open_workbench(home).extensions().formats
    files = _all_tables(paths, catalogue, formats)
    with tempfile.TemporaryDirectory() as scratch:
        opener = partial(open_to_look, Path(scratch)) if dry_run else create_store
        session = open_session(opener, store_url, campaign_id, home, language)
        tables = _read_all(session, files, leave_out or [], formats)
        good = [_Read(file, imported) for file, imported, problems in tables if not problems]
        refused = {file: problems for file, _, problems in tables if problems}
        plain = [table for table in good if table.imported.exported is None]
        # The marks of an exported file say which answer is later, not the times.
        edited = [_edited(session, table) for table in good if table.imported.exported is not None]
        for some, replaces in ((plain, replace_answers), (edited, True)):
            refused |= _import(session, some, actor, replaces=replaces, dry_run=dry_run)
        if dry_run:
            print_message(session.catalogue, message("Nothing was recorded: this was a dry run."))
    if refused:
        raise InvalidFilesError(
            [problem for problems in refused.values() for problem in problems],
            [*map(_not_recorded, refused)],
        )


def _not_recorded(file: Path) -> Message:
    return message("{file}: nothing of it was recorded; correct it and import it again.", file=str(file))


def _read_all(
    session: Session, files: Sequence[Path], leave_out: Sequence[str], formats: Mapping[str, OwnFormat]
) -> list[tuple[Path, ImportedFile, list[Problem]]]:
    """The files with what was read of them and their problems; prints what was not taken in."""
    checklists = session.workbench.found_checklists(session.campaign)
    own = {file: formats.get(file.suffix.lower()) for file in files}
    filled = {
        file: read_form(file, session.campaign, session.checklist_of)
        for file in files
        if not own[file] and looks_like_form(file)
    }
    tables: list[tuple[Path, ImportedFile, list[Problem]]] = [
        (file, filled[file].imported, list(filled[file].problems))
        if file in filled
        else (file, *read_responses(file, session.campaign, checklists, leave_out, own[file]))
        for file in files
    ]
    for file, imported, problems in tables:
        problems += [
            Problem(str(file), line, Fault(there_is_no_checklist(name)))
            for line, name in imported.no_checklist
        ]
    misnamed = check_leave_out(leave_out, [imported for _, imported, _ in tables])
    if misnamed:
        raise InvalidFilesError(misnamed, [_NOTHING_RECORDED])
    for file, imported, problems in tables:
        print_left_out(session.catalogue, str(file), imported.account.left_out)
        if file in filled and not problems:
            _print_blanks(session, file, filled[file])
    return tables


def _print_blanks(session: Session, file: Path, form: FilledForm) -> None:
    """Tell of each answer of the record to which a form has an empty cell: an import takes nothing out."""
    words = session.answer_words()
    recorded = {code: session.answers_of(code) for code in {blank.unit_code for blank in form.blanks}}
    for blank in form.blanks:
        answer = recorded[blank.unit_code].get(blank.item_id)
        response = answer.by(form.source) if answer else None
        if response is None:
            continue
        said = message(
            "Item {item} of unit {unit} is empty in the form; the record keeps its answer “{raw}”.",
            item=blank.item_id,
            unit=blank.unit_code,
            raw=words(blank.unit_code, blank.item_id, response.raw),
        )
        where = f"{file} [{form.imported.account.sheet}!{blank.cell}]"
        print_problem(session.catalogue, Problem(where, 0, Fault(said), warning=True))


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read, and where it lies."""

    path: Path
    imported: ImportedFile


def _import(
    session: Session, tables: Sequence[_Read], actor: str, *, replaces: bool, dry_run: bool
) -> dict[Path, list[Problem]]:
    """Import files and print what became of each; gives those that were refused with their problems."""
    by_digest: dict[str, _Read] = {}
    for table in tables:
        by_digest.setdefault(table.imported.sha256, table)
    files = [_file_to_import(table.imported, actor) for table in by_digest.values()]
    results = session.recorder().import_files(files, replace_undecided=replaces, dry_run=dry_run)
    refused: dict[Path, list[Problem]] = {}
    words = session.answer_words()
    for result in results:
        table = by_digest[result.file.sha256]
        if result.is_refused:
            refused[table.path] = list(refusals(result, table.path, session.catalogue, words))
            continue
        print_result(result, table.path, session.catalogue, words, everything=dry_run)
        blank = len(table.imported.not_answered)
        if blank:
            text = message("{file}: {count} rows without an answer.", file=str(table.path), count=blank)
            print_message(session.catalogue, text)
    return refused


def _edited(session: Session, table: _Read) -> _Read:
    """An exported file with the entries of those rows alone that were edited or added; prints the others."""
    rows = compare_with_record(table.imported, session.recorder())
    print_edited(rows, table.imported, table.path, session.catalogue, session.answer_words())
    return replace(table, imported=replace(table.imported, entries=rows.entries))


def _file_to_import(imported: ImportedFile, actor: str) -> FileToImport:
    entries = tuple(
        replace(entry, place=Place(imported.name, imported.sha256, line)) for line, entry in imported.entries
    )
    return FileToImport(imported.name, imported.sha256, entries, account_text(imported.account), actor)


def account_text(account: Account) -> str:
    """The account as an event keeps it: of a very long one the first parts, and how many there are."""
    content = account.to_json()
    text = canonical_json(content)
    if len(text) <= MAX_ACCOUNT:
        return text
    counts = Counter(str(one.kind) for one in account.left_out)
    return canonical_json(content | {"left_out": content["left_out"][:LEFT_OUT_KEPT], "counts": dict(counts)})


def _all_tables(paths: Sequence[Path], catalogue: Catalogue, own_suffixes: Collection[str]) -> list[Path]:
    """The tables of all paths. Raises InvalidFilesError for a path without one."""
    try:
        return [file for path in paths for file in _tables(path, catalogue, own_suffixes)]
    except InvalidFilesError as error:
        raise InvalidFilesError(error.problems, [_NOTHING_RECORDED]) from None


def _tables(path: Path, catalogue: Catalogue, own_suffixes: Collection[str]) -> tuple[Path, ...]:
    """The tables of a folder, or the one file; the files that are passed over are printed.

    Raises InvalidFilesError when there is no table.
    """
    if not path.exists():
        raise no_such_file(path)
    chosen = table_files(path, own_suffixes)
    print_left_out(catalogue, str(path), chosen.left_out)
    if not chosen.files:
        text = message("The folder holds no table.")
        remedy = message("Name a CSV, TSV, XLSX, XLSM, XLS or ODS file, or a folder that holds some.")
        raise InvalidFilesError([Problem(str(path), 0, Fault(text, remedy))])
    return chosen.files


@import_commands.command(
    name="withdraw-import",
    help=(
        "Rút lại một lần nhập; kết quả trước đó có hiệu lực trở lại. "
        "/ Take an import back; what stood before stands again."
    ),
)
def withdraw_import(
    campaign_id: CampaignArgument,
    name: Annotated[
        str,
        typer.Argument(
            metavar="FILE-or-DIGEST",
            help="Tệp, tên tệp hoặc mã SHA-256 / the file, its name or first digits of its SHA-256",
        ),
    ],
    actor: ImporterOption = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Take an import back from every unit, by events. The file comes again only with `--replace`."""
    session = open_session(open_store, store_url, campaign_id, home, language)
    sha256 = _find_import(session, name)
    events = session.recorder().withdraw_import(sha256, actor=actor)
    units = {event.unit_code for event in events}
    again = sum(event.item_id != "" for event in events)
    text = message("{name}: taken back in {units} units.", name=name, units=len(units))
    print_message(session.catalogue, text)
    if again:
        text = message("{count} of its answers stand on, because another file says them too.", count=again)
        print_message(session.catalogue, text)


def _find_import(session: Session, name: str) -> str:
    """The digest of the import that stands under a name. Raises NotFoundError unless exactly one does."""
    names: dict[str, str] = {}
    for _, events in session.store.campaign_events(session.campaign.id):
        for event in standing_imports(events):
            if event.place:
                names.setdefault(event.place.sha256, event.place.file)
    path = Path(name)
    own = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    found = [own] if own in names else [sha256 for sha256, file in names.items() if file == path.name]
    if not found and _DIGEST.fullmatch(name.lower()):
        found = [sha256 for sha256 in names if sha256.startswith(name.lower())]
    if len(found) == 1:
        return found[0]
    fitting = {sha256: names[sha256] for sha256 in found or names}
    listed = ", ".join(f"{file} ({sha256[:12]})" for sha256, file in fitting.items())
    if found:
        raise NotFoundError(
            message("Several imports fit '{name}': {listed}.", name=name, listed=listed),
            message("Write the first digits of the SHA-256 instead."),
        )
    raise NotFoundError(
        message("No import of campaign {campaign} fits '{name}'.", campaign=session.campaign.id, name=name),
        message("Imports that can be taken back: {listed}.", listed=listed or "–"),
    )
