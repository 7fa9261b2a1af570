"""Where a warm parent begins: what it loads, loaded without what costs a second and is not used."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from inspection_lib.unit_report.job import Job


@contextlib.contextmanager
def _without_addresses() -> Iterator[None]:
    """Nbformat loads jsonschema, and that a grammar of international addresses, for over a second.

    It is there to check the format "iri", which no notebook's schema holds; jsonschema does without where it is missing.
    """
    name = "rfc3987_syntax"
    if name in sys.modules or "jsonschema" in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # what Python takes for "not there"
    try:
        yield
    finally:
        del sys.modules[name]


def warm_unit(sample: Job | None) -> None:
    """In a warm parent: load and try what makes a unit's report; see :func:`inspection_lib.unit_report.make.warm_unit`."""
    with _without_addresses():
        from inspection_lib.unit_report import make as unit
    unit.warm_unit(sample)


def warm_notebooks() -> None:
    """In a warm parent: load what every notebook needs."""
    with _without_addresses():
        from inspection_lib.inprocess import cells
    cells.warm_notebooks()
