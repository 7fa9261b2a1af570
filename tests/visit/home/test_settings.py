"""The line with which a server is told what it serves."""

from __future__ import annotations

from inspection_lib.cli.start import SERVER
from inspection_lib.visit.home.home_office import HomeOffice
from inspection_lib.visit.home.settings import read_settings, settings_line


def test_settings_come_through_one_line(office: HomeOffice) -> None:
    """Whatever letters they hold. The command line, which everybody can read, holds none of them."""
    line = settings_line(office.settings, "secret")
    assert line.count("\n") == 1
    assert read_settings(line) == (office.settings, "secret")
    assert SERVER[1:] == ("-m", "inspection_lib.visit.home")
