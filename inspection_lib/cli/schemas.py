"""The command `schema`: the JSON Schemas that editors and other programs use."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from inspection_lib.cli.action_words import OpenActions
from inspection_lib.cli.json_output import schema_text
from inspection_lib.cli.options import HomeOption, LanguageOption, print_message
from inspection_lib.definitions import checklist_schema
from inspection_lib.errors import NotFoundError
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.record import CampaignLog, UnitHistory
from inspection_lib.report import CampaignStatus, report_schema
from inspection_lib.sampling import Sample, SampleEvaluation, SamplePlan
from inspection_lib.verification import Explanation
from inspection_lib.workbench import EDITOR_SCHEMAS, editor_line, open_workbench, write_schemas

schema_commands = typer.Typer()
SCHEMAS: dict[str, Callable[[], str]] = {
    **EDITOR_SCHEMAS,
    "report": report_schema,
    "status": partial(schema_text, CampaignStatus, "inspection status"),
    "history": partial(schema_text, UnitHistory, "inspection history"),
    "log": partial(schema_text, CampaignLog, "inspection log"),
    "actions": partial(schema_text, OpenActions, "inspection actions"),
    "explanation": partial(schema_text, Explanation, "inspection explain"),
    "sample-plan": partial(schema_text, SamplePlan, "inspection sample plan"),
    "sample": partial(schema_text, Sample, "inspection sample draw"),
    "sample-evaluation": partial(schema_text, SampleEvaluation, "inspection sample evaluate"),
}
"""What prints the JSON Schema of each kind of file."""


class SchemaName(StrEnum):
    """The kinds of files whose JSON Schema can be printed: the keys of `SCHEMAS`."""

    CHECKLIST = "checklist"
    INDICATOR_INDEX = "indicator-index"
    PLAN = "plan"
    REGISTER_KIND = "register-kind"
    REGISTER_MAP = "register-map"
    WORKBENCH = "workbench"
    REPORT = "report"
    STATUS = "status"
    HISTORY = "history"
    LOG = "log"
    ACTIONS = "actions"
    EXPLANATION = "explanation"
    SAMPLE_PLAN = "sample-plan"
    SAMPLE = "sample"
    SAMPLE_EVALUATION = "sample-evaluation"


@schema_commands.command()
def schema(
    name: Annotated[SchemaName | None, typer.Argument(metavar="[NAME]", help=", ".join(SCHEMAS))] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Ghi tất cả vào checklists/schemas/ / write all for editors")
    ] = False,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """In JSON Schema của một loại tệp, hoặc ghi tất cả cho trình soạn thảo. / Print or write JSON Schemas."""
    if name is not None:
        sys.stdout.write(_schema(name, home))
    if write:
        workbench = open_workbench(home)
        catalogue = open_catalogue(language)
        for path in write_schemas(workbench.folder):
            print_message(catalogue, message("{file} is written.", file=workbench.short(path)))
        first = editor_line("checklist")
        print_message(catalogue, message("The first line of a checklist for editors: {first}", first=first))
    elif name is None:
        raise typer.BadParameter(", ".join((*SCHEMAS, "--write")))


def _schema(name: SchemaName, home: str) -> str:
    """A schema; that of checklists with the rules of the workbench's extensions, if there is a workbench."""
    if name is SchemaName.CHECKLIST:
        with suppress(NotFoundError):
            return checklist_schema(open_workbench(home).extensions())
    return SCHEMAS[name.value]()
