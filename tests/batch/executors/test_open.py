"""Executors and engines by their names."""

from __future__ import annotations

import os

import pytest

from inspection_lib.batch.executors import check_engine, check_executor, open_executor
from inspection_lib.batch.executors.forked import ForkExecutor
from inspection_lib.batch.executors.pooled import PoolExecutor
from inspection_lib.errors import ParameterError
from inspection_lib.system import can_fork

FORK = pytest.param("fork", marks=pytest.mark.skipif(not can_fork(), reason="the system cannot fork"))


@pytest.mark.parametrize("name", ["local", FORK, "pool", "dask", "dask:tcp://host:8786"])
def test_a_known_executor_is_accepted(name: str) -> None:
    """Dask with or without an address."""
    check_executor(name)


def test_an_unknown_executor_is_refused_with_those_that_exist() -> None:
    """In the remedy."""
    with pytest.raises(ParameterError, match=r"'fokr'.*local, fork, pool, dask"):
        check_executor("fokr")


@pytest.mark.parametrize("name", [None, "nbclient", "inprocess", "thisprocess"])
def test_a_known_engine_is_accepted(name: str | None) -> None:
    """Papermill's own, and ours by their entry points."""
    check_engine(name)


def test_an_unknown_engine_is_refused_with_the_nearest() -> None:
    """In the remedy."""
    with pytest.raises(ParameterError, match=r"'inproces'.*inprocess"):
        check_engine("inproces")


@pytest.mark.parametrize("name", ["local", FORK, "pool"])
def test_an_executor_is_opened_by_its_name(name: str) -> None:
    """`local` forks where that is safe."""
    executor = open_executor(name, 2, None)
    try:
        assert isinstance(executor, PoolExecutor if name == "pool" or not can_fork() else ForkExecutor)
        assert executor.slots == 2
    finally:
        executor.close()


def test_forking_is_refused_where_it_is_not_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to use instead; `local` takes that by itself."""
    monkeypatch.delattr(os, "fork", raising=False)
    with pytest.raises(ParameterError, match=r"Linux alone.*Use pool"):
        check_executor("fork")
    check_executor("local")
