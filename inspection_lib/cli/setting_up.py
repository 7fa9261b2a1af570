"""Commands for a new computer: look whether it has what the workbench needs, and try all steps out."""

from __future__ import annotations

import tempfile
import time
from decimal import Decimal
from pathlib import Path

import typer
from rich.console import Console

from inspection_lib.batch.progress import open_progress
from inspection_lib.cli.options import HomeOption, LanguageOption, echo, print_message
from inspection_lib.cli.session import workbench_around
from inspection_lib.installation import Point, PointState, look_around, prepare, run_trial
from inspection_lib.language import Catalogue, Language, Message, message, open_catalogue

setting_up_commands = typer.Typer()
_STATES = {
    PointState.GOOD: message("good"),
    PointState.NOTE: message("note"),
    PointState.MISSING: message("MISSING"),
}


@setting_up_commands.command()
def setup(language: LanguageOption = Language.VI, home: HomeOption = "") -> None:
    """Kiểm tra và chuẩn bị máy tính này. / Check what this computer has, and prepare what it needs once.

    The exit status is 1 when something is missing without which the workbench cannot work.
    """
    catalogue = open_catalogue(language)
    workbench = workbench_around(home)
    points = []
    for point in look_around(workbench):
        _print_point(catalogue, point)
        points.append(point)
    missing = sum(point.state is PointState.MISSING for point in points)
    if missing:
        print_message(catalogue, message("{count} things are missing.", count=missing))
        raise typer.Exit(1)
    prepare(workbench)
    print_message(catalogue, message("This computer is ready. Try all steps out: inspection selftest"))


def _print_point(catalogue: Catalogue, point: Point) -> None:
    words = [catalogue.format(part) for part in (point.text, point.remedy) if part]
    echo(f"{catalogue.format(_STATES[point.state])}: {' '.join(words)}")


@setting_up_commands.command()
def selftest(language: LanguageOption = Language.VI) -> None:
    """Chạy thử mọi bước trong một thư mục tạm. / Try all steps out, in a folder that is then deleted."""
    catalogue = open_catalogue(language)
    with tempfile.TemporaryDirectory(prefix="inspection-selftest-", ignore_cleanup_errors=True) as folder:
        began = time.monotonic()
        watcher = open_progress(catalogue, Console(stderr=True))
        for step in run_trial(Path(folder) / "workbench", language, watcher):
            seconds = Decimal(str(round(time.monotonic() - began, 1)))
            print_message(catalogue, _timed(catalogue, step, seconds))
    print_message(catalogue, message("Everything works on this computer."))


def _timed(catalogue: Catalogue, step: Message, seconds: Decimal) -> Message:
    return message("{step} ({seconds} s)", step=catalogue.format(step), seconds=seconds)
