"""Make the reports of many units: plan the jobs, run what has changed, write the index and an account."""

from __future__ import annotations

from inspection_lib.batch.account import UnitAccount, UnitState, counts_of_killed_run
from inspection_lib.batch.executors import Executor
from inspection_lib.batch.orders import Order, choose_units, make_order, place_of, plan_job
from inspection_lib.batch.running import BatchResult, Watcher, run_batch

__all__ = [
    "BatchResult",
    "Executor",
    "Order",
    "UnitAccount",
    "UnitState",
    "Watcher",
    "choose_units",
    "counts_of_killed_run",
    "make_order",
    "place_of",
    "plan_job",
    "run_batch",
]
