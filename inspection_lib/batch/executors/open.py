"""Choose an executor by its name, and refuse names that do not exist."""

from __future__ import annotations

from importlib.metadata import entry_points
from importlib.util import find_spec

from inspection_lib.batch.executors.base import Executor
from inspection_lib.batch.executors.forked import ForkExecutor
from inspection_lib.batch.executors.pooled import PoolExecutor
from inspection_lib.errors import ParameterError
from inspection_lib.language import message, nearest
from inspection_lib.system import can_fork
from inspection_lib.unit_report import Job


def check_executor(name: str) -> None:
    """Raise ParameterError for a name that `open_executor` does not know or cannot open here."""
    if name.partition(":")[0] == "dask":
        if find_spec("distributed") is None:
            raise ParameterError(
                message(
                    "The executor '{name}' needs a package that is not installed: {package}.",
                    name=name,
                    package="distributed",
                ),
                message("Install the workbench with its extra [dask]."),
            )
    elif name == "fork" and not can_fork():
        raise ParameterError(
            message("The executor 'fork' works on Linux alone."),
            message("Use pool, or leave --executor out."),
        )
    elif name not in ("local", "fork", "pool"):
        raise ParameterError(
            message("There is no executor '{name}'.", name=name),
            message("Use local, fork, pool, dask or dask:tcp://HOST:PORT."),
        )


def check_engine(name: str | None) -> None:
    """Raise ParameterError for a name that papermill has no engine for; None is papermill's own."""
    known = {"nbclient", *(engine.name for engine in entry_points(group="papermill.engine"))}
    if name is not None and name not in known:
        raise ParameterError(
            message("There is no engine '{name}'.", name=name), nearest(name, [*known, "kernel"])
        )


def open_executor(name: str, slots: int, sample: Job | None) -> Executor:
    """The executor of a name: `local`, `fork`, `pool`, `dask` or `dask:ADDRESS`.

    ``sample`` is a job that a warm parent may rehearse. Raises ParameterError.
    """
    check_executor(name)
    if name == "fork" or (name == "local" and can_fork()):
        executor = ForkExecutor(slots, sample)
        executor.open_parent()
        return executor
    if name in ("pool", "local"):
        return PoolExecutor(slots)
    from inspection_lib.batch.executors.dask import DaskExecutor  # distributed is an optional extra

    return DaskExecutor(name.partition(":")[2], slots, sample)
