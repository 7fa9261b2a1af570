"""The commands that make a workbench's folder and bring it up to date."""

from __future__ import annotations

import shlex
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.options import HomeOption, LanguageOption, echo, print_message
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.workbench import (
    SAMPLES,
    make_workbench,
    open_workbench,
    shipped_folder,
    upgrade_workbench,
)

folder_commands = typer.Typer()


@folder_commands.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Thư mục mới / the new folder")],
    sample: Annotated[
        str, typer.Option("--sample", help=f"Ví dụ / a sample to begin with: {', '.join(SAMPLES)}")
    ] = "empty",
    language: LanguageOption = Language.VI,
) -> None:
    """Tạo thư mục làm việc mới. / Make a new workbench: a folder with all that it needs."""
    written, catalogue = make_workbench(folder, sample), open_catalogue(language)
    text = message("The workbench: {folder}, {count} files.", folder=str(folder), count=len(written))
    print_message(catalogue, text)
    print_message(
        catalogue, message("Next, go into the folder: cd {folder}", folder=shlex.quote(str(folder)))
    )
    then = message("Then follow the tutorial, from workbench.yaml on: inspection docs")
    if campaign := SAMPLES[sample]:
        then = message(
            "Then open the home page of the sample: inspection visit {campaign}", campaign=campaign
        )
    print_message(catalogue, then)


@folder_commands.command()
def upgrade(language: LanguageOption = Language.VI, home: HomeOption = "") -> None:
    """Cập nhật sổ tính theo phiên bản mới. / Bring the notebooks of this version; one's own stay."""
    catalogue = open_catalogue(language)
    done = upgrade_workbench(open_workbench(home).folder)
    for path in done.written:
        print_message(catalogue, message("Brought up to date: {file}", file=path))
    for path, lines in done.own:
        beside = path.removesuffix(".ipynb") + ".new.ipynb"
        text = message("{file} is your own and stays; the new one: {new}", file=path, new=beside)
        print_message(catalogue, text)
        for line in lines:
            echo(f"    {line}")
    if not done.written and not done.own:
        print_message(catalogue, message("The notebooks are those of this version."))


@folder_commands.command()
def docs(language: LanguageOption = Language.VI) -> None:
    """Mở hướng dẫn sử dụng, không cần mạng. / Open the guide in the browser, without a network."""
    catalogue = open_catalogue(language)
    pages = shipped_folder() / "docs"
    page = pages / "site" / "guide" / language / "index.html"
    if not page.is_file():
        text = message(
            "This copy was built without the guide's site. The same texts are here: {folder}",
            folder=str(pages / "guide" / language),
        )
        print_message(catalogue, text)
        return
    print_message(catalogue, message("The guide: {file}", file=str(page)))
    if not _open_in_browser(page):
        print_message(catalogue, message("No browser could be opened here: open this file yourself."))


def _open_in_browser(page: Path) -> bool:
    try:
        return webbrowser.open(page.as_uri())
    except webbrowser.Error:
        return False
