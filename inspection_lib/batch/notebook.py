"""The batch as a notebook runs it: in the notebook's own process, under a progress bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inspection_lib.batch import UnitState, choose_units, make_order, run_batch
from inspection_lib.batch.progress import NotebookProgress
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.system import can_fork
from inspection_lib.workbench import UnitCode, Workbench, find_units


def make_reports(
    workbench: Workbench,
    store_url: str,
    campaign_id: str,
    units: UnitCode | Sequence[UnitCode] = (),
    *,
    jobs: int = 2,
    output: str = "outputs",
    language: Language | str = Language.VI,
) -> str:
    """Make the reports of some units, or of all, that are not up to date; returns the result in words.

    ``units`` may be a list, one code, or codes with commas between: `papermill -p units 061` passes the
    number 61. Raises NotFoundError for a unit that is not inspected.
    """
    catalogue = open_catalogue(Language(language))
    campaign = workbench.campaign(campaign_id)
    order = make_order(
        workbench, campaign, store_url, output, catalogue.language, "inprocess" if can_fork() else None
    )
    codes = [unit.code for unit in find_units(campaign, units)]
    result = run_batch(
        replace(order, jobs=jobs), choose_units(campaign, (), codes), NotebookProgress(catalogue)
    )
    counts = {state.value: len(result.in_state(state)) for state in UnitState}
    lines = [
        message(
            "{made} reports made, {skipped} unchanged, {failed} failed, {waiting} not made.",
            made=counts["made"],
            skipped=counts["skipped"],
            failed=counts["failed"],
            waiting=counts["not_begun"] + counts["begun"],
        ),
        message("The list: {index}", index=result.index),
    ]
    failed = result.in_state(UnitState.FAILED)
    failures = [f"{unit.unit_code}: {catalogue.format(unit.fault.message)}" for unit in failed if unit.fault]
    fault = result.fault
    unlisted = [catalogue.format(part) for part in (fault.message, fault.remedy) if part] if fault else []
    return "\n".join([*map(catalogue.format, lines if result.index else lines[:1]), *failures, *unlisted])
