"""Make the reports of many units: plan the jobs, run what has changed, write the index, give an account of all."""

from __future__ import annotations

from inspection_lib.batch.account import UnitAccount, UnitState, broken_off
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
    "broken_off",
    "choose_units",
    "make_order",
    "place_of",
    "plan_job",
    "run_batch",
]
