"""What the workbench needs of a computer, what is there, and what is prepared for it."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from inspection_lib.errors import InspectionError
from inspection_lib.files import config_folder, machine_origin, make_folder
from inspection_lib.keys import machine_key
from inspection_lib.language import Message, lack_in_words, message
from inspection_lib.model import DEFAULT_TIME_ZONE
from inspection_lib.system import lacking
from inspection_lib.visit import missing_lab_packages
from inspection_lib.workbench import Workbench, library_version

LEAST_PYTHON = (3, 11)
LEAST_FREE = 2**30
"""Free bytes under which a warning comes: the reports of a province take half a gigabyte."""


class PointState(StrEnum):
    """A point is as it should be, or worth knowing, or keeps the workbench from working."""

    GOOD = "good"
    NOTE = "note"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was looked at, in a sentence, and what to do about it, None for nothing."""

    state: PointState
    text: Message
    remedy: Message | None = None


def prepare(workbench: Workbench | None) -> None:
    """Make what this computer needs once: its name, its key, and the workbench's folder of outputs.

    What is there already stays. Raises InspectionError where it cannot be made or read.
    """
    machine_origin()
    machine_key()
    if workbench is not None:
        make_folder(workbench.folder / "outputs")


def look_around(workbench: Workbench | None) -> Iterator[Point]:
    """Every point, one after the other. Writes nothing that stays."""
    yield _python()
    yield from _packages()
    yield _lab()
    yield _kernel()
    folders = [config_folder(), Path(tempfile.gettempdir())]
    if workbench is not None:
        folders.append(workbench.folder / "outputs")
    for folder in folders:
        yield _writable(folder)
    yield _room(folders[-1])
    yield _time_zone(workbench)
    if workbench is None:
        text = message("There is no workbench in this folder.")
        yield Point(PointState.NOTE, text, message("Make one: inspection new FOLDER --sample school"))
    else:
        yield Point(PointState.GOOD, message("Workbench: {folder}", folder=str(workbench.folder)))
    for lack in lacking():
        yield Point(PointState.NOTE, lack_in_words(lack))


def _python() -> Point:
    text = message("Python {version}, {system}", version=platform.python_version(), system=platform.system())
    if sys.version_info >= LEAST_PYTHON:
        return Point(PointState.GOOD, text)
    return Point(PointState.MISSING, text, message("Install Python 3.11 or newer."))


def _packages() -> Iterator[Point]:
    """The packages that the base install needs, by the list that pip reads; those of extras are left out."""
    text = message("Inspection workbench {version}", version=library_version())
    try:
        needed = requires("inspection-workbench") or []
    except PackageNotFoundError:
        yield Point(PointState.MISSING, text, message("Install it: pip install inspection-workbench"))
        return
    missing = [name for line in needed if (name := _name_if_needed(line)) and not _is_installed(name)]
    yield Point(PointState.GOOD, text)
    if missing:
        absent = message("Packages are missing: {packages}.", packages=", ".join(missing))
        yield Point(
            PointState.MISSING, absent, message("Install the workbench again, without leaving packages out.")
        )


def _name_if_needed(requirement: str) -> str:
    """The name in a line such as `babel>=2.16`; "" for a package of an extra or of another system."""
    named, _, condition = requirement.partition(";")
    if "extra" in condition or ("sys_platform" in condition and f'"{sys.platform}"' not in condition):
        return ""
    return "".join(letter if letter.isalnum() or letter in "-_." else " " for letter in named).split()[0]


def _is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _lab() -> Point:
    if missing := missing_lab_packages():
        text = message(
            "JupyterLab is not installed ({packages}): `inspection visit` and `inspection lab` need it, "
            "nothing else does.",
            packages=", ".join(missing),
        )
        remedy = message("Install it: pip install 'inspection-workbench[lab]'.")
        return Point(PointState.NOTE, text, remedy)
    return Point(PointState.GOOD, message("JupyterLab {version}", version=version("jupyterlab")))


def _kernel() -> Point:
    """The kernel that runs notebooks; jupyter_client finds the one of this Python by itself."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel  # on use: a tenth of a second

    try:
        KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        text = message("There is no Python kernel for notebooks.")
        return Point(PointState.MISSING, text, message("Install it: pip install ipykernel"))
    return Point(PointState.GOOD, message("The Python kernel for notebooks is there."))


def _writable(folder: Path) -> Point:
    """Whether a file can be written, in the folder or in the nearest one above it that exists."""
    there = _existing(folder)
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"inspection")
    except OSError as error:
        text = message("Nothing can be written to {folder}: {cause}.", folder=str(folder), cause=str(error))
        return Point(
            PointState.MISSING, text, message("Change the rights of the folder, or use another one.")
        )
    return Point(PointState.GOOD, message("Can be written to: {folder}", folder=str(folder)))


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), Path())


def _room(folder: Path) -> Point:
    free = shutil.disk_usage(_existing(folder)).free
    text = message("Free room on the disk of {folder}: {count} MB", folder=str(folder), count=free // 2**20)
    if free >= LEAST_FREE:
        return Point(PointState.GOOD, text)
    return Point(PointState.NOTE, text, message("The reports of a province need about 500 MB."))


def _time_zone(workbench: Workbench | None) -> Point:
    """Whether the zone of the office's clock is known: the moments in reports are written in it."""
    try:
        name = workbench.settings().office.time_zone if workbench is not None else DEFAULT_TIME_ZONE
    except InspectionError as error:
        return Point(PointState.MISSING, error.message, message("See what is wrong: inspection check"))
    try:
        ZoneInfo(name)
    except ZoneInfoNotFoundError:
        text = message("The time zone {name} is not known here.", name=name)
        return Point(PointState.MISSING, text, message("Install it: pip install tzdata"))
    return Point(PointState.GOOD, message("Time zone: {name}", name=name))
