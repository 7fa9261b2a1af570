"""What a shell offers for a half-typed argument: campaigns, and the units of the campaign that stands before.

The shell asks by running the command, so nothing may be printed here and no error may leave. What reads a
workbench is imported on use: every command loads this module.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import typer

from inspection_lib.errors import InspectionError


def campaign_ids(context: typer.Context, incomplete: str) -> Iterator[str]:
    """The ids of campaigns that begin with what was typed; a plan with mistakes is offered too."""
    from inspection_lib.workbench import open_workbench

    with contextlib.suppress(InspectionError, OSError):
        plans = open_workbench(_home(context)).folder / "checklists" / "plans"
        yield from (plan.stem for plan in sorted(plans.glob("*.yaml")) if plan.stem.startswith(incomplete))


def unit_codes(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Codes of units that begin with what was typed, with their names for shells that show them."""
    from inspection_lib.workbench import open_workbench

    with contextlib.suppress(InspectionError, OSError):
        campaign = open_workbench(_home(context)).campaign(str(context.params.get("campaign_id") or ""))
        for unit in campaign.units:
            if unit.code.startswith(incomplete):
                yield unit.code, unit.name.vi


def export_formats(context: typer.Context, incomplete: str) -> Iterator[str]:
    """The formats of exported tables that begin with what was typed, those of extensions too."""
    from inspection_lib.frames import ExportFormat
    from inspection_lib.workbench import open_workbench

    names = [one.value for one in ExportFormat]
    with contextlib.suppress(InspectionError, OSError):
        names += open_workbench(_home(context)).extensions().exporters
    yield from (name for name in names if name.startswith(incomplete))


def _home(context: typer.Context) -> str:
    return str(context.params.get("home") or "")
