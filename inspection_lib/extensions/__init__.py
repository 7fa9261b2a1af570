"""Code of an office's own: rules, sections, exporters and readers that it adds, and how they are found."""

from __future__ import annotations

from inspection_lib.extensions.load import EXTENSIONS, GROUP, read_extensions
from inspection_lib.extensions.values import (
    NO_EXTENSIONS,
    Extension,
    ExtensionExporter,
    ExtensionPart,
    ExtensionReader,
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
    "ExtensionRule",
    "ExtensionSection",
    "Extensions",
    "LoadedExtension",
    "read_extensions",
]
