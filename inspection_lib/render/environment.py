"""The jinja environment of all templates of this room."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

TEMPLATES = Path(__file__).parent / "templates"
COMPILED = Path(__file__).parent / "__pycache__"
"""Compiled templates lie beside Python's own compiled files; where nothing can be written, none is kept."""


class _Compiled(FileSystemBytecodeCache):
    """Keeps compiled templates: each process that draws a page would take half a second to compile them.

    jinja2 compares the digest of a template's text. This file and jinja2's version are in the names, for the
    environment's options are in the compiled code too.
    """

    def __init__(self, folder: Path) -> None:
        made_by = hashlib.sha256(Path(__file__).read_bytes() + jinja2.__version__.encode()).hexdigest()[:16]
        super().__init__(str(folder), f"template.{made_by}.%s.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template unless Python keeps nothing either, or the folder cannot be written."""
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                super().dump_bytecode(bucket)


@cache
def open_environment() -> Environment:
    """The environment: every value is escaped, and a name that a template does not get is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=_Compiled(COMPILED),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
