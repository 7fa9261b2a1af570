"""A pytest plugin that runs papermill's own tests, which its wheel contains, without a kernel.

    python -m pytest -p tests.papermill_suite --pyargs papermill.tests.test_execute …

`PAPERMILL_ENGINE=nbclient` runs them against papermill's own engine, for comparison. docs/engine.md has
the numbers.
"""

from __future__ import annotations

import os

from papermill.engines import NBClientEngine, papermill_engines

DEFAULTS = (None, "nbclient")
"""The names under which papermill's tests ask for an engine."""


def pytest_configure() -> None:
    """Make the engine what papermill runs notebooks with where nothing else is asked for."""
    name = os.environ.get("PAPERMILL_ENGINE", "inprocess")
    engine = NBClientEngine if name == "nbclient" else papermill_engines.get_engine(name)
    for default in DEFAULTS:
        papermill_engines.register(default, engine)
