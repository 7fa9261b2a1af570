"""Imports and preparations made before forking.

This module is light. Its functions import on use, for two reasons: papermill loads the engine, and with it
this package, whenever papermill is imported, and most of those processes never run a cell; and
`without_iri_grammar` must be in effect before nbformat is imported for the first time.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module


@contextlib.contextmanager
def without_iri_grammar() -> Iterator[None]:
    """Import nbformat in this block to save over a second.

    nbformat imports jsonschema, and jsonschema imports a grammar of international addresses (package
    rfc3987_syntax) to check the format "iri". No notebook schema uses that format, and jsonschema does
    without where the package is missing.
    """
    name = "rfc3987_syntax"
    if name in sys.modules or "jsonschema" in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # Python's way to mark a module as not installed
    try:
        yield
    finally:
        del sys.modules[name]


def load_engine() -> None:
    """Import what running cells needs, and make the shell of the first notebook."""
    with without_iri_grammar():
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
