"""Imports and preparations made before forking.

This module is light. Its functions import on use, for two reasons: papermill loads the engine, and with it
this package, whenever papermill is imported, and most of those processes never run a cell; and
`light_imports` must be in effect before nbformat and papermill are imported for the first time.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

_UNUSED = (("rfc3987_syntax", "jsonschema"), ("pyarrow.fs", "papermill.iorw"))
"""Modules that are costly to load and used for nothing here, each with the module that imports it."""


@contextlib.contextmanager
def light_imports() -> Iterator[None]:
    """Import nbformat and papermill in this block, to save a second and 40 MB in each process.

    nbformat imports jsonschema, and jsonschema imports a grammar of international addresses (package
    rfc3987_syntax) to check the format "iri", which no notebook schema uses. papermill imports pyarrow
    wherever it is installed, to read notebooks from HDFS; a batch needs it for the tables of analysts only,
    once, in its first process. Both packages do without a module that is missing.
    """
    hidden = [name for name, user in _UNUSED if name not in sys.modules and user not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's mark of a module that is missing
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def load_engine() -> None:
    """Import what running cells needs, and make the shell of the first notebook."""
    with light_imports():
        from nbformat.v4 import new_output

        from inspection_lib.inprocess import cells, engine  # noqa: F401
        from inspection_lib.inprocess.shell import prepared_shell
    new_output("stream")  # compiles the validator that every output passes through
    prepared_shell()


def prepare_for_notebooks(modules: Sequence[str]) -> None:
    """In the engine's warm parent.

    Load the engine, and import the modules that its notebooks are known to use.
    """
    load_engine()
    for module in modules:
        import_module(module)


def replace_shell() -> None:
    """Put a new shell in the place of one in which cells ran during the preparation."""
    from inspection_lib.inprocess.shell import prepared_shell

    prepared_shell.cache_clear()
    prepared_shell()


def forget_shell() -> None:
    """Release the last notebook's shell and all that its cells held, before another notebook runs."""
    from inspection_lib.inprocess import shell

    shell.forget_shell()
