"""The commands, each loaded when a command line names it.

Each command needs a part of the library. To load all of them takes a second, which only the help of the whole
program needs.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import typer

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.cli.actions import action_commands
    from inspection_lib.cli.amendment import amendment_commands
    from inspection_lib.cli.asking import asking_commands
    from inspection_lib.cli.checklist_table import checklist_commands
    from inspection_lib.cli.exchange import exchange_commands
    from inspection_lib.cli.explaining import explaining_commands
    from inspection_lib.cli.exports import export_commands
    from inspection_lib.cli.folders import folder_commands
    from inspection_lib.cli.forms import form_commands
    from inspection_lib.cli.impact import impact_commands
    from inspection_lib.cli.imports import import_commands
    from inspection_lib.cli.indicators import indicator_commands
    from inspection_lib.cli.office import office_commands
    from inspection_lib.cli.official_papers import official_commands
    from inspection_lib.cli.papers import paper_commands
    from inspection_lib.cli.preparation import preparation_commands
    from inspection_lib.cli.redaction import redaction_commands
    from inspection_lib.cli.sample import sample_commands
    from inspection_lib.cli.schemas import schema_commands
    from inspection_lib.cli.setting_up import setting_up_commands
    from inspection_lib.cli.store import store_commands
    from inspection_lib.cli.verification import verification_commands
    from inspection_lib.cli.visit import visit_commands

__all__ = [
    "action_commands",
    "amendment_commands",
    "asking_commands",
    "checklist_commands",
    "exchange_commands",
    "explaining_commands",
    "export_commands",
    "folder_commands",
    "form_commands",
    "impact_commands",
    "import_commands",
    "indicator_commands",
    "office_commands",
    "official_commands",
    "paper_commands",
    "preparation_commands",
    "redaction_commands",
    "sample_commands",
    "schema_commands",
    "setting_up_commands",
    "store_commands",
    "verification_commands",
    "visit_commands",
]

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "office_commands": (
            "check",
            "batch",
            "report",
        ),
        "folder_commands": (
            "new",
            "upgrade",
            "docs",
        ),
        "setting_up_commands": (
            "setup",
            "selftest",
        ),
        "schema_commands": ("schema",),
        "action_commands": (
            "actions",
            "mended",
            "accept",
        ),
        "amendment_commands": ("amend",),
        "asking_commands": (
            "status",
            "history",
            "log",
            "correct",
        ),
        "explaining_commands": ("explain",),
        "impact_commands": ("impact",),
        "import_commands": (
            "import",
            "withdraw-import",
        ),
        "export_commands": ("export",),
        "indicator_commands": ("indicators",),
        "form_commands": ("form",),
        "visit_commands": (
            "visit",
            "lab",
            "attach",
            "submit",
        ),
        "paper_commands": (
            "export-xlsform",
            "import-odk",
            "paper",
        ),
        "official_commands": (
            "papers",
            "paper-template",
        ),
        "exchange_commands": (
            "bundle",
            "merge",
            "contradictions",
            "decide",
            "key",
        ),
        "preparation_commands": ("prepare",),
        "verification_commands": (
            "verify",
            "trace-check",
            "sign",
        ),
        "redaction_commands": ("redact",),
        "store_commands": ("store",),
        "checklist_commands": ("checklist",),
        "sample_commands": ("sample",),
    }
)
"""The first words of the commands of each group, in the order of the help."""
_NAMED = ("store", "checklist", "sample")
"""Commands of two words, whose group has the first one as its name."""


def groups_named(words: Sequence[str]) -> tuple[str, ...]:
    """The groups that a command line needs: one, or all where it does not begin with a command."""
    if list(words) == ["--version"]:
        return ()
    return tuple(group for group, first in GROUPS.items() if words and words[0] in first) or tuple(GROUPS)


def add_commands(app: typer.Typer, groups: Sequence[str]) -> None:
    """Load groups of commands and add them to the program."""
    for group in groups:
        first = GROUPS[group][0]
        commands = getattr(sys.modules[__name__], group)
        app.add_typer(commands, name=first) if first in _NAMED else app.add_typer(commands)
