"""The commands `inspection store ...`: make a store, back it up, restore it, check it, adopt an older one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.options import (
    HomeOption,
    LanguageOption,
    StoreOption,
    print_error,
    print_message,
)
from inspection_lib.files import machine_origin
from inspection_lib.language import Catalogue, Fault, Language, first_names, message, open_catalogue
from inspection_lib.record import (
    check_backup,
    check_store_files,
    create_store_with_roles,
    make_backup,
    open_store,
    restore_backup,
)
from inspection_lib.workbench import DEFAULT_STORE, open_workbench

UNITS_NAMED = 20
"""A line names at most this many units."""
store_commands = typer.Typer(
    help="Kho kết quả: tạo, sao lưu, khôi phục, kiểm tra / the store of the record.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
BackupArgument = Annotated[Path, typer.Argument(metavar="FILE", help="Tệp sao lưu / the file of the backup")]


@store_commands.command(name="create")
def store_create(
    store_url: StoreOption = DEFAULT_STORE, language: LanguageOption = Language.VI, home: HomeOption = ""
) -> None:
    """Tạo kho; trên PostgreSQL tạo cả các vai trò. / Make a store; on PostgreSQL its roles as well."""
    roles = create_store_with_roles(store_url, open_workbench(home).folder)
    catalogue = open_catalogue(language)
    print_message(catalogue, message("The store is there."))
    for role, name in roles.items():
        print_message(catalogue, message("Role {role}: {name}", role=role, name=name))


@store_commands.command(name="backup")
def store_backup(
    file: BackupArgument,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Sao lưu kho và tài liệu, kể cả khi đang ghi. / Back up store and evidence, also while others write."""
    made = make_backup(store_url, open_workbench(home).folder, file)
    catalogue = open_catalogue(language)
    text = message(
        "The backup {path}: {units} units, {events} events, {files} files of evidence.",
        path=str(file),
        units=made.units,
        events=made.events,
        files=len(made.parts) - 1,
    )
    print_message(catalogue, text)
    if made.missing or made.damaged:
        fault = message(
            "{missing} files of evidence are missing and {damaged} were changed.",
            missing=len(made.missing),
            damaged=len(made.damaged),
        )
        print_error(catalogue, "", Fault(fault, message("Look what is wrong: inspection store check.")))


@store_commands.command(name="restore")
def store_restore(
    file: BackupArgument,
    store_url: StoreOption = DEFAULT_STORE,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Thay kho đang có, giữ bản cũ / replace the store that is there"),
    ] = False,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Khôi phục kho từ bản sao lưu. / Restore a store from a backup, also into another kind of store."""
    restored = restore_backup(file, store_url, open_workbench(home).folder, replace=replace)
    catalogue = open_catalogue(language)
    text = message(
        "Restored as it was at {moment}: {units} units, {events} events.",
        moment=restored.made.made_at,
        units=restored.made.units,
        events=restored.made.events,
    )
    print_message(catalogue, text)
    if restored.kept_as:
        print_message(catalogue, message("The replaced store is kept as {place}.", place=restored.kept_as))
    if restored.lost:
        lost = message(
            "The replaced store had later events of {count} units: {units}.",
            count=len(restored.lost),
            units=first_names(restored.lost, UNITS_NAMED),
        )
        print_error(catalogue, "", Fault(lost))
    if restored.new_name:
        name = message("This machine writes under the new name {name} from now on.", name=restored.new_name)
        print_message(catalogue, name)


@store_commands.command(name="check")
def store_check(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Tệp sao lưu / a backup; else the store")
    ] = None,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Đọc và kiểm tra toàn bộ kho hoặc bản sao lưu. / Read and check all of a store, or of a backup."""
    folder, catalogue = open_workbench(home).folder, open_catalogue(language)
    faults = check_backup(file, folder) if file else check_store_files(store_url, folder)
    for error in faults:
        print_error(catalogue, "", error.fault)
    if faults:
        print_error(catalogue, "", Fault(message("{count} problems.", count=len(faults))))
        raise typer.Exit(1)
    print_message(catalogue, message("Nothing is wrong."))


@store_commands.command(name="adopt")
def store_adopt(
    store_url: StoreOption = DEFAULT_STORE, language: LanguageOption = Language.VI, home: HomeOption = ""
) -> None:
    """Ký một lần kho của phiên bản cũ. / Sign once what a store of an earlier version holds."""
    store = open_store(store_url, open_workbench(home).folder)
    store.check_integrity()
    today = datetime.now(UTC).date().isoformat()
    _print_adopted(open_catalogue(language), store.adopt(machine_origin(), today), today)


def _print_adopted(catalogue: Catalogue, units: Sequence[str], day: str) -> None:
    text = message(
        "{count} units are signed: {units}. What was lost before {day} is not known. Make a backup now, and "
        "compare with the bundles and signed minutes that you have: inspection verify.",
        count=len(units),
        units=first_names(units, UNITS_NAMED),
        day=day,
    )
    print_message(catalogue, text)
