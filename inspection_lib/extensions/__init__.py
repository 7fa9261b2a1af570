"""Code of an office's own: rules, sections, exporters, readers and kinds of register, and how it is found."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.extensions.load import EXTENSIONS, GROUP, read_extensions
    from inspection_lib.extensions.values import (
        NO_EXTENSIONS,
        Extension,
        ExtensionExporter,
        ExtensionPart,
        ExtensionReader,
        ExtensionRegister,
        ExtensionRule,
        Extensions,
        ExtensionSection,
        LoadedExtension,
    )

__all__ = [
    "EXTENSIONS",
    "GROUP",
    "NO_EXTENSIONS",
    "Extension",
    "ExtensionExporter",
    "ExtensionPart",
    "ExtensionReader",
    "ExtensionRegister",
    "ExtensionRule",
    "ExtensionSection",
    "Extensions",
    "LoadedExtension",
    "read_extensions",
]
