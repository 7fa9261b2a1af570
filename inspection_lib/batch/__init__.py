"""Make the reports of many units: plan the jobs, run what has changed, write the index and an account."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.batch.account import (
        ACCOUNT,
        RunState,
        UnitAccount,
        UnitState,
        account_digest,
        counts_of_killed_run,
    )
    from inspection_lib.batch.executors import Executor
    from inspection_lib.batch.inputs import Inputs, input_names, library_digest, read_inputs, reason_to_make
    from inspection_lib.batch.leadership import SheetMaker
    from inspection_lib.batch.listing import draw_campaign_index, draw_campaign_status
    from inspection_lib.batch.orders import Order, choose_units, make_order, plan_job
    from inspection_lib.batch.running import BatchResult, Watcher, run_batch
    from inspection_lib.batch.status import campaign_status

__all__ = [
    "ACCOUNT",
    "BatchResult",
    "Executor",
    "Inputs",
    "Order",
    "RunState",
    "SheetMaker",
    "UnitAccount",
    "UnitState",
    "Watcher",
    "account_digest",
    "campaign_status",
    "choose_units",
    "counts_of_killed_run",
    "draw_campaign_index",
    "draw_campaign_status",
    "input_names",
    "library_digest",
    "make_order",
    "plan_job",
    "read_inputs",
    "reason_to_make",
    "run_batch",
]
