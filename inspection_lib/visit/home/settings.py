"""What the server of the home page is started with, as arguments of its command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.language import Language
from inspection_lib.workbench import Workbench


@dataclass(frozen=True, slots=True)
class HomeSettings:
    """What the pages show: the workbench with its store, for one role, in one language."""

    workbench: Workbench
    store_url: str
    language: Language
    actor: str
    port: int


def home_command(settings: HomeSettings) -> list[str]:
    """The command that starts the server. The token is not in it: everybody can read a command line."""
    return [
        sys.executable,
        "-m",
        "inspection_lib.visit.home",
        f"--home={settings.workbench.folder}",
        f"--store={settings.store_url}",
        f"--language={settings.language.value}",
        f"--actor={settings.actor}",
        f"--port={settings.port}",
    ]


def read_settings(arguments: Sequence[str]) -> HomeSettings:
    """The settings from the arguments of :func:`home_command`."""
    parser = argparse.ArgumentParser(prog="python -m inspection_lib.visit.home")
    for name in ("home", "store", "language", "actor"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--port", type=int, required=True)
    read = parser.parse_args(arguments)
    workbench = Workbench(Path(read.home))
    return HomeSettings(workbench, read.store, Language(read.language), read.actor, read.port)
