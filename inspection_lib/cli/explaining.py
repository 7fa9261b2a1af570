"""`inspection explain`: how the numbers of a unit's report came about."""

from __future__ import annotations

from typing import Annotated

import typer

from inspection_lib.cli.explanation_words import item_words, result_words, unit_words
from inspection_lib.cli.json_output import print_json
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    UnitArgument,
    echo,
)
from inspection_lib.cli.session import item_of, open_session_to_ask
from inspection_lib.files import open_folder
from inspection_lib.language import Language
from inspection_lib.verification import Recomputed, explain
from inspection_lib.workbench import DEFAULT_STORE, place_of

explaining_commands = typer.Typer()
STATUSES = {Recomputed.SAME: 0, Recomputed.MISSING: 3, Recomputed.DIFFERENT: 4}
"""The exit status for each result; 1 and 2 are left to errors and to mistakes in the command line."""


@explaining_commands.command(
    name="explain",
    help=(
        "Giải thích một con số: quy tắc, câu trả lời, tệp và dòng, sổ, căn cứ; tính lại từ kho. "
        "/ How a number came about, recomputed from the record. "
        "Exit status: 0 the same as in report.json, 3 there is none to compare with, 4 another value."
    ),
)
def explain_command(
    campaign_id: CampaignArgument,
    unit_code: UnitArgument,
    item_id: Annotated[str, typer.Argument(metavar="[ITEM]", help="Mã tiêu chí / the item's id")] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="In JSON cho chương trình / JSON for programs")
    ] = False,
    output: Annotated[
        str, typer.Option("--output", help="Thư mục hoặc URL báo cáo / folder or URL of the reports")
    ] = "outputs",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Print the derivation of one item's points; without an item that of the total, in lines."""
    session = open_session_to_ask(store_url, campaign_id, home, language, [unit_code])
    item_id = item_of(session, session.unit_code, item_id) if item_id else ""
    folder = open_folder(place_of(session.workbench, output, campaign_id))
    found = explain(session.workbench, store_url, folder, campaign_id, session.unit_code, item_id)
    if as_json:
        print_json(found)
    else:
        decimals = session.checklist_of(session.unit_code).rounding.decimals
        catalogue = session.catalogue.with_decimals(decimals)
        words = item_words(found.items[0], catalogue) if item_id else unit_words(found, catalogue)
        for line in (*words, *result_words(found, catalogue)):
            echo(line)
    raise typer.Exit(STATUSES[found.result])
