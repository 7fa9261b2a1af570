"""What the server of the home page serves, as the line with which it is told; which form a page asks for."""

from __future__ import annotations

import json
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


@dataclass(frozen=True, slots=True)
class FormAsked:
    """Which form a page wants: that of a unit, whole or with what is open alone."""

    campaign_id: str
    unit_code: str
    only_open: bool = False


def settings_line(settings: HomeSettings, token: str) -> str:
    """The line for the process of the server. Everybody can read a command line, and nobody this one."""
    values = {
        "home": str(settings.workbench.folder),
        "store": settings.store_url,
        "language": settings.language.value,
        "actor": settings.actor,
        "port": settings.port,
        "token": token,
    }
    return json.dumps(values) + "\n"


def read_settings(line: str) -> tuple[HomeSettings, str]:
    """The settings and the token from a line of :func:`settings_line`."""
    read = json.loads(line)
    workbench = Workbench(Path(read["home"]))
    settings = HomeSettings(workbench, read["store"], Language(read["language"]), read["actor"], read["port"])
    return settings, read["token"]
