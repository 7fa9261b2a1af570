"""`inspection export`: the tables of a campaign as files for Excel, LibreOffice and programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.completion import export_formats
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    print_error,
    print_message,
)
from inspection_lib.cli.session import open_session
from inspection_lib.errors import InspectionError
from inspection_lib.files import write_whole
from inspection_lib.frames import EXPORT_TABLES, ExportFormat, export_files
from inspection_lib.language import Fault, Language, message, nearest
from inspection_lib.record import open_store
from inspection_lib.workbench import DEFAULT_STORE, Workbench

export_commands = typer.Typer()


@export_commands.command(
    help=(
        "Xuất bảng kết quả ra XLSX, CSV, ODS, Parquet; bảng answers sửa được rồi nhập lại. "
        "/ Export tables; the table answers can be edited and imported."
    )
)
def export(
    campaign_id: CampaignArgument,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help=f"Định dạng / format: {', '.join(ExportFormat)}, hoặc của cơ quan / or of an extension",
            autocompletion=export_formats,
        ),
    ] = ExportFormat.XLSX.value,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Tệp hoặc thư mục / a file, or a folder of one file for each table"),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--table", help=f"Bảng / table, several times: {', '.join(EXPORT_TABLES)}"),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", help="Nơi có báo cáo / folder or URL of the reports")
    ] = "outputs",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Write the tables of one campaign. Without -o they lie in the folder CAMPAIGN-tables."""
    chosen = _chosen(names or [])
    session = open_session(open_store, store_url, campaign_id, home, language)
    kind, suffix = _format(to, session.workbench)
    place = out or Path(f"{campaign_id}-tables")
    is_file = place.suffix.lower() == suffix
    if is_file and len(chosen) > 1 and kind in (ExportFormat.CSV, ExportFormat.PARQUET):
        raise InspectionError(
            message("A file of the format {format} holds one table.", format=to),
            message("Name one table with --table, or a folder with -o."),
        )
    files = export_files(
        chosen,
        kind,
        session.workbench,
        session.recorder(),
        output=output,
        store_url=store_url,
        language=language,
        together=is_file,
    )
    for file in files:
        path = place if is_file else place / f"{file.name}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, file.content)
        for text in file.stale:
            print_error(session.catalogue, str(path), Fault(message("{text}", text=text)))
        print_message(session.catalogue, message("{file}: {rows} rows.", file=str(path), rows=file.rows))


def _format(name: str, workbench: Workbench) -> tuple[ExportFormat | str, str]:
    """The format with a name, or an extension's exporter, and the ending of its files.

    Raises InspectionError for an unknown one.
    """
    formats = [one.value for one in ExportFormat]
    if name in formats:
        return ExportFormat(name), f".{name}"
    exporters = workbench.extensions().exporters
    if name not in exporters:
        text = message("'{name}' is no format of exported tables.", name=name)
        raise InspectionError(text, nearest(name, [*formats, *exporters]))
    return name, exporters[name][0].suffix


def _chosen(names: list[str]) -> list[str]:
    """The tables that were named, all if none was. Raises InspectionError for an unknown one."""
    for name in names:
        if name not in EXPORT_TABLES:
            text = message("There is no table '{name}'.", name=name)
            raise InspectionError(text, nearest(name, EXPORT_TABLES))
    return list(dict.fromkeys(names)) or list(EXPORT_TABLES)
