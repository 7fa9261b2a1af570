"""The ways to run jobs: in forked processes, in reused ones, or on the workers of a Dask cluster."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.batch.executors.base import Executor
    from inspection_lib.batch.executors.open import check_engine, check_executor, open_executor

__all__ = ["Executor", "check_engine", "check_executor", "open_executor"]
