"""Code of an office's own: the rules and sections that it adds, and how they are found."""

from __future__ import annotations

from inspection_lib.extensions.load import EXTENSIONS, GROUP, read_extensions
from inspection_lib.extensions.values import (
    NO_EXTENSIONS,
    Extension,
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
    "ExtensionRule",
    "ExtensionSection",
    "Extensions",
    "LoadedExtension",
    "read_extensions",
]
